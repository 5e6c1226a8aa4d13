import DataLoader from 'dataloader';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { buildSubgraph, type Subgraph } from '../../infra/graphql';

export enum Level {
  PROVINCE = 'p',
  COMMUNE = 'c',
}
registerEnumType(Level, { name: 'Level', description: 'How high an agency stands' });

export interface CatalogContext {
  readonly agencies: DataLoader<string, Agency | null>;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A unit of the administration' })
export class Agency {
  @Field(() => ID)
  code!: string;

  @Field(() => Level, { nullable: true })
  level!: Level | null;

  parentCode!: string | null;
}

const ROWS: readonly Agency[] = Object.freeze([
  Object.freeze({ code: 'P', level: Level.PROVINCE, parentCode: null }),
  ...Array.from({ length: 20 }, (_, index) =>
    Object.freeze({ code: `A${index}`, level: index === 7 ? null : Level.COMMUNE, parentCode: 'P' }),
  ),
]);

@Resolver(() => Agency)
class AgencyResolver {
  @Query(() => [Agency], { description: 'Agencies of a level' })
  agencies(@Arg('level', () => Level, { defaultValue: Level.COMMUNE }) level: Level): readonly Agency[] {
    return ROWS.filter((row) => row.level === level);
  }

  @FieldResolver(() => String, { description: 'Name for people' })
  name(@Root() { code }: Agency, @Arg('lang', () => String, { defaultValue: 'VI' }) lang: string): string {
    return `${lang === 'VI' ? 'Xã' : 'Commune'} ${code}`;
  }

  @FieldResolver(() => Agency, { nullable: true })
  parent(@Root() { parentCode }: Agency, @Ctx() { agencies }: CatalogContext): Promise<Agency | null> | null {
    return parentCode === null ? null : agencies.load(parentCode);
  }

  @FieldResolver(() => String, { nullable: true })
  broken(): string {
    throw new Error('SELECT secret FROM agency failed at 10.0.0.7');
  }
}

/** How often the catalogue went to its rows, and for how many. */
export class CatalogCounts {
  readonly loads: number[] = [];
}

export function catalogContext(counts: CatalogCounts): () => CatalogContext {
  return () => ({
    agencies: new DataLoader(async (codes) => {
      counts.loads.push(codes.length);
      return codes.map((code) => ROWS.find((row) => row.code === code) ?? null);
    }),
  });
}

export function buildCatalog(): Promise<Subgraph> {
  return buildSubgraph({
    name: 'catalog',
    resolvers: [AgencyResolver],
    referenceResolvers: {
      Agency: ({ code }: { code: string }, { agencies }: CatalogContext) => agencies.load(code),
    },
  });
}
