import { GraphQLScalarType } from 'graphql';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { buildSubgraph, type Headers, InputFault, type Subgraph } from '../../infra/graphql';

export interface IndicatorsContext {
  readonly headers: Headers;
}

export const Day = new GraphQLScalarType<Date, string>({
  name: 'Day',
  description: 'A day, such as 2022-11-25',
  serialize: (value) => (value as Date).toISOString().slice(0, 10),
  parseValue: (value) => new Date(`${String(value)}T00:00:00Z`),
});

@Directive('@key(fields: "code")')
@ObjectType()
class Agency {
  @Field(() => ID)
  code!: string;
}

@ObjectType({ description: 'A figure and what it is made of' })
class IndicatorValue {
  @Field(() => Float, { nullable: true, description: 'The upper half; null where nothing is known' })
  numerator!: number | null;

  @Field(() => Day)
  from!: Date;

  @Field(() => Agency, { nullable: true })
  agency!: Agency | null;

  @Field(() => [Agency])
  silentAgencies!: Agency[];

  @Field(() => [[Float]], { deprecationReason: 'for the test of nested lists' })
  grid!: number[][];
}

function figureOf(code: string | null, index: number): IndicatorValue {
  return {
    numerator: index % 5 === 4 ? null : index * 1.5,
    from: new Date('2022-11-01T00:00:00Z'),
    agency: code === null ? null : { code },
    silentAgencies: [{ code: 'A1' }, { code: 'A2' }],
    grid: [[index], [], [1, 2]],
  };
}

@Resolver()
class ValuesResolver {
  @Query(() => [IndicatorValue])
  values(@Arg('first', () => Int, { defaultValue: 20 }) first: number): IndicatorValue[] {
    return Array.from({ length: first }, (_, index) => figureOf(`A${index}`, index));
  }

  @Query(() => IndicatorValue, { nullable: true })
  value(@Arg('agency', () => ID, { nullable: true }) agency?: string): IndicatorValue {
    return figureOf(agency ?? null, 1);
  }

  @Query(() => String, { nullable: true })
  caller(@Ctx() { headers }: IndicatorsContext): string | null {
    return headers['authorization'] ?? null;
  }
}

@Resolver(() => Agency)
class AgencyResolver {
  @FieldResolver(() => [IndicatorValue])
  indicators(
    @Root() { code }: Agency,
    @Arg('period', () => String) period: string,
    @Arg('since', () => Day, { defaultValue: new Date('2022-01-01T00:00:00Z') }) since: Date,
  ): IndicatorValue[] {
    if (!/^\d{4}(-\d{2})?$/.test(period)) {
      throw new InputFault({ argument: 'period', value: period, expected: 'a period such as 2022-11' });
    }
    return [{ ...figureOf(code, 2), from: since }];
  }
}

export function buildIndicators(): Promise<Subgraph> {
  return buildSubgraph({
    name: 'indicators',
    resolvers: [ValuesResolver, AgencyResolver],
    referenceResolvers: { Agency: ({ code }: { code: string }) => ({ code }) },
  });
}
