import { buildSubgraphSchema } from '@apollo/subgraph';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import { execute, type FormattedExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { composeSupergraph, type SubgraphExecutor } from '../../../infra/graphql';

/**
 * One small world, served twice: by three subgraphs, and by one schema that graphql-js executes on its own. Whatever
 * is asked, both must answer the same.
 */

type Resolver = (source: never, args: never) => unknown;
type Resolvers = Record<string, Record<string, Resolver>>;

interface Agency {
  readonly code: string;
}
interface Value {
  readonly index: number;
}

const AGENCIES: Record<string, { level: string; size: number | null; parent?: string; children: string[] }> = {
  P: { level: 'PROVINCE', size: 100, children: ['A', 'B', 'bad'] },
  A: { level: 'COMMUNE', size: 7, parent: 'P', children: [] },
  B: { level: 'COMMUNE', size: null, parent: 'P', children: ['A'] },
  /** Its `must` fails. */
  bad: { level: 'COMMUNE', size: 3, parent: 'P', children: [] },
};
/** `zz` is known to no catalogue. */
const REFERENCES = ['P', 'A', 'B', 'A', 'bad', 'zz', 'P'];

const at = (index: number): Agency => ({ code: REFERENCES[((index % 7) + 7) % 7]! });
const value = (index: number): Value => ({ index });
const known = (agency: Agency) => AGENCIES[agency.code];
const item = (index: number) => ({ index, __typename: index % 2 === 0 ? 'Report' : 'Letter' });

const catalog = (isBroken: boolean): Resolvers => ({
  Query: {
    agencies: (_: never, { level }: { level?: string }) =>
      Object.keys(AGENCIES)
        .filter((code) => !level || AGENCIES[code]?.level === level)
        .map((code) => ({ code })),
    agency: (_: never, { code }: { code: string }) => (AGENCIES[code] ? { code } : null),
  },
  Agency: {
    name: (agency: Agency, { lang }: { lang: string }) => known(agency) && `${agency.code} (${lang})`,
    level: (agency: Agency) => known(agency)?.level,
    size: (agency: Agency) => known(agency)?.size,
    parent: (agency: Agency) => (known(agency)?.parent ? { code: known(agency)?.parent } : null),
    children: (agency: Agency) => known(agency)?.children.map((code) => ({ code })),
    motto: (agency: Agency) => {
      if (isBroken && agency.code === 'B') throw new Error('no motto');
      return known(agency) && `motto of ${agency.code}`;
    },
    must: (agency: Agency) => {
      if (isBroken && agency.code === 'bad') throw new Error('it must');
      return known(agency) && 'it does';
    },
  },
});

const INDICATORS: Resolvers = {
  Query: {
    values: (_: never, { first }: { first: number }) => Array.from({ length: first }, (_unused, index) => value(index)),
    value: (_: never, { index }: { index: number }) => (index < 0 ? null : value(index)),
    grid: () => [[value(1), null], null, [], [value(2), value(3)]],
  },
  Value: {
    n: ({ index }: Value) => index / 2,
    agency: ({ index }: Value) => (index % 4 === 3 ? null : at(index)),
    strict: ({ index }: Value) => at(index % 2),
    silent: ({ index }: Value) => [at(index), at(index + 1), at(index)],
    maybe: ({ index }: Value) => [at(index + 3), null, at(index + 5)],
    previous: ({ index }: Value) => (index > 0 ? value(index - 1) : null),
    notes: ({ index }: Value) => (index === 1 ? null : [{ index }, { index: index + 2 }]),
  },
  Note: {
    text: ({ index }: Value) => `note ${index}`,
    by: ({ index }: Value) => at(index),
  },
  Agency: {
    values: (agency: Agency, { first }: { first: number }) =>
      Array.from({ length: first }, (_unused, index) => value(agency.code.length + index)),
    best: (agency: Agency) => (agency.code === 'A' ? null : value(agency.code.length)),
  },
};

const REPORTS: Resolvers = {
  Query: {
    rank: () => [0, 1, 2].map((index) => ({ index })),
    items: () => [0, 1, 2, 3].map(item),
    things: () => [item(1), null, item(4)],
  },
  Rank: {
    place: ({ index }: Value) => index + 1,
    agency: ({ index }: Value) => at(index),
  },
  Report: {
    id: ({ index }: Value) => `r${index}`,
    title: ({ index }: Value) => `title ${index}`,
    agency: ({ index }: Value) => at(index),
  },
  Letter: {
    id: ({ index }: Value) => `l${index}`,
    title: ({ index }: Value) => index,
    agency: ({ index }: Value) => at(index + 1),
  },
  Agency: {
    perHead: (agency: Agency & { size?: number | null }, { scale }: { scale: number }) => {
      const size = agency.size === undefined ? known(agency)?.size : agency.size;
      return size ? (scale * agency.code.length) / size : null;
    },
    reports: (agency: Agency) => [item(agency.code.length * 2)],
  },
};

const SHARED = {
  level: 'enum Level { PROVINCE COMMUNE }',
  catalog: 'agencies(level: Level): [Agency!]! agency(code: ID!): Agency',
  ofCatalog: `name(lang: String = "VI"): String! level: Level parent: Agency children: [Agency!]! motto: String must: String!`,
  indicators: 'values(first: Int = 3): [Value!]! value(index: Int!): Value grid: [[Value]]',
  value: `type Value { n: Float agency: Agency strict: Agency! silent: [Agency!]! maybe: [Agency] previous: Value notes: [Note!] }
          type Note { text: String! by: Agency }`,
  ofIndicators: 'values(first: Int = 2): [Value!]! best: Value',
  reports: 'rank: [Rank!]! items: [Item!]! things: [Thing]',
  item: `type Rank { place: Int! agency: Agency! } interface Item { id: ID! agency: Agency } union Thing = Report | Letter
         type Report implements Item { id: ID! title: String! agency: Agency }
         type Letter implements Item { id: ID! title: Int agency: Agency }`,
  ofReports: 'reports: [Report!]!',
};

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires"])';
const key = 'type Agency @key(fields: "code") { code: ID!';

const parts = (isBroken: boolean): Record<string, { sdl: string; resolvers: Resolvers }> => ({
  catalog: {
    sdl: `${link} type Query { ${SHARED.catalog} } ${key} size: Int ${SHARED.ofCatalog} } ${SHARED.level}`,
    resolvers: catalog(isBroken),
  },
  indicators: {
    sdl: `${link} type Query { ${SHARED.indicators} } ${SHARED.value} ${key} ${SHARED.ofIndicators} }`,
    resolvers: INDICATORS,
  },
  reports: {
    sdl: `${link} type Query { ${SHARED.reports} } ${SHARED.item} ${key} ${SHARED.ofReports}
          size: Int @external perHead(scale: Int = 1): Float @requires(fields: "size") }`,
    resolvers: REPORTS,
  },
});

function schemaOf(sdl: string, resolvers: Resolvers): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers } as Parameters<typeof buildSubgraphSchema>[0]);
}

function local(schema: GraphQLSchema): SubgraphExecutor {
  return async ({ query, variables }) =>
    JSON.parse(
      JSON.stringify(await execute({ schema, document: parse(query!), variableValues: { ...variables } })),
    ) as FormattedExecutionResult;
}

/** The world as a federation; broken: some fields of some agencies fail. */
export function federated(isBroken: boolean) {
  const all = Object.entries(parts(isBroken));
  const subgraphs: Record<string, SubgraphExecutor> = {};
  for (const [name, { sdl, resolvers }] of all) {
    const reference = {
      // The catalogue alone says whether there is such an agency.
      __resolveReference: (agency: Agency) => (name === 'catalog' && !known(agency) ? null : { ...agency }),
    };
    const withReference = { ...resolvers, Agency: { ...resolvers['Agency'], ...reference } };
    subgraphs[name] = local(schemaOf(sdl, withReference as Resolvers));
  }
  const supergraphSdl = composeSupergraph(all.map(([name, { sdl }]) => ({ name, sdl })));
  return { supergraphSdl, subgraphs };
}

/** The same world as one schema. */
export function merged(isBroken: boolean): GraphQLSchema {
  const agency = `${SHARED.ofCatalog} size: Int ${SHARED.ofIndicators} ${SHARED.ofReports} perHead(scale: Int = 1): Float`;
  const query = `${SHARED.catalog} ${SHARED.indicators} ${SHARED.reports}`;
  const sdl = `type Query { ${query} } type Agency { code: ID! ${agency} } ${SHARED.level} ${SHARED.value} ${SHARED.item}`;
  const resolvers: Resolvers = {};
  for (const part of Object.values(parts(isBroken))) {
    for (const [type, fields] of Object.entries(part.resolvers)) resolvers[type] = { ...resolvers[type], ...fields };
  }
  return makeExecutableSchema({ typeDefs: sdl, resolvers: resolvers as IResolvers });
}
