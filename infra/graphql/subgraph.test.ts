import { execute, GraphQLScalarType, parse, printType } from 'graphql';
import {
  Arg,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { buildSubgraph } from './subgraph';

enum Grade {
  HIGH = 'h',
  LOW = 'l',
}
registerEnumType(Grade, {
  name: 'Grade',
  description: 'How good',
  valuesConfig: { LOW: { description: 'Not very', deprecationReason: 'too harsh' } },
});

const Moment = new GraphQLScalarType<Date, string>({
  name: 'Moment',
  description: 'An instant',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: (value) => new Date(String(value)),
});

@InputType()
class Filter {
  @Field(() => Grade, { defaultValue: Grade.HIGH, description: 'Only of this grade' })
  grade!: Grade;
}

@Directive('@shareable')
@ObjectType()
class Price {
  @Field(() => Float, { nullable: true })
  amount!: number | null;
}

@Directive('@key(fields: "sku")')
@Directive('@key(fields: "vendor number")')
@ObjectType({ description: 'A thing that is sold' })
class Product {
  @Field(() => ID)
  sku!: string;

  @Field(() => String)
  vendor!: string;

  @Field(() => Int)
  number!: number;

  @Directive('@external')
  @Field(() => Float, { nullable: true })
  weight!: number | null;

  @Directive('@inaccessible')
  @Field(() => Price)
  price!: Price;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
class Shop {
  @Field(() => ID)
  id!: string;

  @Directive('@external')
  @Field(() => String)
  city!: string;
}

/** The way a catalogue hands things out: nobody may change them. */
const PRODUCT = Object.freeze({ sku: 'a', vendor: 'v', number: 1, weight: null, price: { amount: 1 } });

@Resolver(() => Product)
class ProductResolver {
  constructor(private readonly greeting = 'made by nobody') {}

  @Query(() => [Product], { description: 'All of them' })
  products(
    @Arg('grade', () => Grade, { defaultValue: Grade.LOW, description: 'At least' }) grade: Grade,
    @Arg('since', () => Moment, { defaultValue: new Date(0) }) since: Date,
    @Arg('filter', () => Filter, { defaultValue: {} }) filter: Filter,
  ): Product[] {
    received = { grade, since, filter: { ...filter } };
    return [PRODUCT];
  }

  @Directive('@requires(fields: "weight")')
  @FieldResolver(() => Float, { nullable: true })
  shipping(@Root() { weight }: Product): number | null {
    return weight === null ? null : weight * 2;
  }

  @Directive('@provides(fields: "city")')
  @FieldResolver(() => Shop)
  shop(): Shop {
    return { id: 's', city: 'c' };
  }

  @FieldResolver(() => String)
  greet(): string {
    return this.greeting;
  }
}
let received: unknown;

const build = () =>
  buildSubgraph({
    name: 'products',
    resolvers: [ProductResolver],
    referenceResolvers: {
      Product: ({ sku, weight }: Product) => (sku === 'frozen' ? PRODUCT : sku === 'a' ? { ...PRODUCT, weight } : null),
    },
    container: { get: (type) => new type('made by the container') },
  });

async function entities(representations: unknown[], selection: string) {
  const { schema } = await build();
  const document = parse(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { ${selection} } } }`);
  return execute({ schema, document, variableValues: { r: representations } });
}

test('the text keeps what the classes say', async () => {
  const { sdl, name } = await build();
  expect(name).toBe('products');
  expect(
    sdl,
  ).toBe(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@external", "@inaccessible", "@key", "@provides", "@requires", "@shareable"])

schema {
  query: Query
}

input Filter {
  """Only of this grade"""
  grade: Grade! = HIGH
}

"""How good"""
enum Grade {
  HIGH
  """Not very"""
  LOW @deprecated(reason: "too harsh")
}

"""An instant"""
scalar Moment

type Price @shareable {
  amount: Float
}

"""A thing that is sold"""
type Product @key(fields: "sku") @key(fields: "vendor number") {
  greet: String!
  number: Int!
  price: Price! @inaccessible
  shipping: Float @requires(fields: "weight")
  shop: Shop! @provides(fields: "city")
  sku: ID!
  vendor: String!
  weight: Float @external
}

type Query {
  """All of them"""
  products(
    filter: Filter! = {}
    """At least"""
    grade: Grade! = LOW
    since: Moment! = "1970-01-01T00:00:00.000Z"
  ): [Product!]!
}

type Shop @key(fields: "id", resolvable: false) {
  city: String! @external
  id: ID!
}
`);
});

test('the text does not depend on what was loaded when', async () => {
  @Resolver()
  class Later {
    @Query(() => Int)
    amount(): number {
      return 1;
    }
  }
  const one = await buildSubgraph({ name: 'x', resolvers: [ProductResolver, Later] });
  const two = await buildSubgraph({ name: 'x', resolvers: [Later, ProductResolver] });
  expect(one.sdl).toContain('amount: Int!');
  expect(two.sdl).toBe(one.sdl);
  expect((await build()).sdl).not.toContain('amount: Int!');
});

test('the schema serves the federation and keeps the descriptions', async () => {
  const { schema } = await build();
  const result = await execute({ schema, document: parse('{ _service { sdl } }') });
  expect(result.errors).toBeUndefined();
  expect(JSON.stringify(result.data)).toContain('@key(fields: \\"vendor number\\")');
  expect(printType(schema.getType('Grade')!)).toContain('"""How good"""');
});

test('a default reaches a resolver as the value that it stands for', async () => {
  const { schema } = await build();
  await execute({ schema, document: parse('{ products { sku } }') });
  const implied = received;
  await execute({
    schema,
    document: parse('{ products(grade: LOW, since: "1970-01-01T00:00:00.000Z", filter: {}) { sku } }'),
  });
  expect(implied).toEqual({ grade: 'l', since: new Date(0), filter: { grade: 'h' } });
  expect(received).toEqual(implied);
});

test('entities are found by their references, with what @requires asks for', async () => {
  const result = await entities(
    [
      { __typename: 'Product', sku: 'a', weight: 4 },
      { __typename: 'Product', sku: 'unknown' },
      { __typename: 'Product', sku: 'frozen' },
    ],
    'sku shipping greet shop { id city }',
  );
  const shop = { id: 's', city: 'c' };
  expect(result).toEqual({
    data: {
      _entities: [
        { sku: 'a', shipping: 8, greet: 'made by the container', shop },
        null,
        { sku: 'a', shipping: null, greet: 'made by the container', shop },
      ],
    },
  });
});

test('a reference resolver for no type of the subgraph is refused', async () => {
  const parts = { name: 'products', resolvers: [ProductResolver] as [typeof ProductResolver] };
  await expect(buildSubgraph({ ...parts, referenceResolvers: { Produkt: () => null } })).rejects.toThrow(
    'Subgraph "products" has a reference resolver for "Produkt", but no such type.',
  );
});
