import { GraphQLError, parse } from 'graphql';
import { composeSupergraph, type SubgraphExecutor, type SubgraphRequest } from '../../infra/graphql';
import { FederatedExecutor } from './federated-executor';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires"])';
const supergraphSdl = composeSupergraph([
  {
    name: 'a',
    sdl: `${link} type Query { things: [Thing!]! maybe: Thing grade: Grade word: String }
          type Mutation { first: Int second: Int } enum Grade { GOOD BAD }
          type Thing @key(fields: "id") { id: ID! title: String! size: Int }`,
  },
  {
    name: 'b',
    sdl: `${link} type Query { other: Int } type Mutation { between: Int } type Part { of: Thing }
          type Thing @key(fields: "id") { id: ID! price(in: String = "VND"): Float size: Int @external
          weight: Int @requires(fields: "size") parts: [Part!]! }`,
  },
]);

const faults: string[] = [];
const asked: [string, SubgraphRequest][] = [];
type Answers = Record<string, (request: SubgraphRequest) => unknown>;

function executor(answers: Answers) {
  const subgraph =
    (name: string): SubgraphExecutor =>
    (request) => {
      asked.push([name, request]);
      return Promise.resolve(answers[name]!(request) as never);
    };
  return new FederatedExecutor({
    supergraphSdl,
    subgraphs: { a: subgraph('a'), b: subgraph('b') },
    report: (fault, where) => void faults.push(`${where}: ${String(fault)}`),
  });
}

async function answer(query: string, answers: Answers, request: object = {}) {
  const result = await executor(answers).execute({ document: parse(query), ...request });
  return JSON.parse(JSON.stringify(result));
}

afterEach(() => {
  asked.length = 0;
  expect(faults.splice(0)).toEqual([]);
});

const THINGS = { data: { things: [1, 2, 1].map((id) => ({ __typename: 'Thing', id: String(id) })) } };
const PRICES = '{ things { id price(in: "EUR") } }';

test('an entity is asked for once and stands wherever it belongs', async () => {
  const b = ({ variables }: SubgraphRequest) => ({
    data: {
      _entities: (variables!['representations'] as { id: string }[]).map(({ id }) => ({ price: Number(id) * 10 })),
    },
  });
  expect(await answer(PRICES, { a: () => THINGS, b })).toEqual({
    data: { things: [10, 20, 10].map((price) => ({ id: String(price / 10), price })) },
  });
  expect(asked[1]![1].variables).toEqual({
    representations: [
      { __typename: 'Thing', id: '1' },
      { __typename: 'Thing', id: '2' },
    ],
  });
});

test('what a subgraph sent stays as it was', async () => {
  const before = JSON.stringify(THINGS);
  await answer(PRICES, { a: () => THINGS, b: () => ({ data: { _entities: [{ price: 1 }, { price: 2 }] } }) });
  expect(JSON.stringify(THINGS)).toBe(before);
});

test("an entity's error is at every place where it stands, and nowhere else", async () => {
  const error = {
    message: 'No price',
    path: ['_entities', 0, 'price'],
    extensions: { code: 'NO_PRICE' },
    locations: [],
  };
  const b = () => ({ data: { _entities: [{ price: null }, { price: 20 }] }, errors: [error] });
  expect(await answer('{ things { id price } }', { a: () => THINGS, b })).toEqual({
    data: {
      things: [
        { id: '1', price: null },
        { id: '2', price: 20 },
        { id: '1', price: null },
      ],
    },
    errors: [0, 2].map((index) => ({
      message: 'No price',
      path: ['things', index, 'price'],
      extensions: { code: 'NO_PRICE' },
    })),
  });
});

test('an error under an alias is at the alias that the client gave', async () => {
  const a = ({ query }: SubgraphRequest) => {
    const [, key] = /(\w+): word/.exec(query!) ?? [];
    return { data: { [key!]: null }, errors: [{ message: 'No', path: [key], extensions: { code: 'X' } }] };
  };
  expect(await answer('{ title: word }', { a })).toEqual({
    data: { title: null },
    errors: [{ message: 'No', path: ['title'], extensions: { code: 'X' } }],
  });
});

test('an entity that an earlier failure left without its key is not asked for', async () => {
  const a = () => ({
    data: { things: [{ __typename: 'Thing', id: '1' }, { __typename: 'Thing' }] },
    errors: [{ message: 'lost', extensions: { code: 'X' } }],
  });
  const b = () => ({ data: { _entities: [{ price: 1 }] } });
  const { data, errors } = await answer('{ things { price } }', { a, b });
  expect(data).toEqual({ things: [{ price: 1 }, { price: null }] });
  expect(errors).toEqual([{ message: 'lost', path: ['things'], extensions: { code: 'X' } }]);
  expect(asked[1]![1].variables).toEqual({ representations: [{ __typename: 'Thing', id: '1' }] });
});

test('a null that @requires asks for is handed on as null', async () => {
  const a = () => ({ data: { things: [{ __typename: 'Thing', id: '1', size: null }] } });
  const b = () => ({ data: { _entities: [{ weight: 3 }] } });
  expect(await answer('{ things { weight } }', { a, b })).toEqual({ data: { things: [{ weight: 3 }] } });
  expect(asked[1]![1].variables).toEqual({ representations: [{ __typename: 'Thing', id: '1', size: null }] });
});

test.each([
  ['no list', { things: { id: '1' } }, '{ things { id } }', null, 'Expected a list for Query.things.'],
  ['no object', { maybe: 'x' }, '{ maybe { id } }', { maybe: null }, 'Expected an object.'],
  ['no such value', { grade: 'UGLY' }, '{ grade }', { grade: null }, 'Enum "Grade" has no such value.'],
  ['nothing', {}, '{ things { id } }', null, 'Cannot return null for non-nullable field Query.things.'],
])('a subgraph that sends what its schema does not allow: %s', async (_, sent, query, data, message) => {
  const result = await answer(query, { a: () => ({ data: sent }) });
  expect(result.data).toEqual(data);
  expect(result.errors.map((error: { message: string }) => error.message)).toEqual([message]);
});

test('a subgraph that answers with nothing but an error', async () => {
  const refused = { message: 'Not now', extensions: { code: 'BUSY' } };
  expect(
    await answer('{ word maybe { id } other }', {
      a: () => ({ errors: [refused] }),
      b: () => ({ data: { other: 1 } }),
    }),
  ).toEqual({
    data: { word: null, maybe: null, other: 1 },
    errors: ['word', 'maybe'].map((key) => ({ ...refused, path: [key] })),
  });
});

test('a subgraph that cannot be asked: what it says with a code passes, anything else is masked', async () => {
  const coded = () => Promise.reject(new GraphQLError('Away', { extensions: { code: 'AWAY' } }));
  expect((await answer('{ word }', { a: coded })).errors).toEqual([
    { message: 'Away', path: ['word'], extensions: { code: 'AWAY' } },
  ]);
  const plain = () => Promise.reject(new Error('10.0.0.7'));
  expect((await answer('{ word }', { a: plain })).errors).toEqual([
    { message: 'Internal error', path: ['word'], extensions: { code: 'INTERNAL' } },
  ]);
  expect(faults.splice(0)).toEqual(['gateway, asking subgraph a: Error: 10.0.0.7']);
});

test('mutations run one after the other, across subgraphs', async () => {
  let running = 0;
  const slow = (value: object) => async () => {
    expect(++running).toBe(1);
    await new Promise(setImmediate);
    running--;
    return { data: value };
  };
  const answers = { a: slow({ first: 1, second: 2 }), b: slow({ between: 3 }) };
  expect(await answer('mutation { first between second }', answers)).toEqual({
    data: { first: 1, between: 3, second: 2 },
  });
  expect(asked.map(([name]) => name)).toEqual(['a', 'b', 'a']);
});

test('headers, context and signal are handed on; variables only where they are used', async () => {
  const signal = new AbortController().signal;
  const query = 'query ($in: String, $x: Boolean = true) { things { price(in: $in) id @include(if: $x) } }';
  const answers = { a: () => THINGS, b: () => ({ data: { _entities: [] } }) };
  await answer(query, answers, { headers: { who: 'me' }, context: 'mine', signal, variables: { in: 'EUR' } });
  for (const [, request] of asked) expect(request).toMatchObject({ headers: { who: 'me' }, context: 'mine', signal });
  expect(asked[0]![1].variables).toEqual({});
  expect(asked[1]![1].variables).toMatchObject({ in: 'EUR' });
});

test.each([
  ['{ nothing }', {}, /Cannot query field/, 'GRAPHQL_VALIDATION_FAILED'],
  ['query A { word } query B { word }', {}, /several operations/, 'OPERATION_RESOLUTION_FAILURE'],
  ['query A { word }', { operationName: 'C' }, /no operation named "C"/, 'OPERATION_RESOLUTION_FAILURE'],
  ['query ($a: Int!) { word @skip(if: true) other @include(if: $a) }', {}, /Boolean/, 'GRAPHQL_VALIDATION_FAILED'],
  ['query ($in: String!) { things { price(in: $in) } }', { variables: { in: 3 } }, /\$in/, 'BAD_USER_INPUT'],
  [
    'query ($b: Boolean = true) { word @skip(if: $b) other }',
    { variables: { b: null } },
    /must not be null/,
    'BAD_USER_INPUT',
  ],
  ['query ($__x: String) { things { price(in: $__x) } }', {}, /reserved/, 'GRAPHQL_VALIDATION_FAILED'],
])('%s is refused without asking anyone', async (query, request, message, code) => {
  const result = await answer(query, {}, request);
  expect(result).toEqual({ errors: [expect.objectContaining({ message: expect.stringMatching(message) })] });
  expect(result.errors[0].extensions.code).toBe(code);
  expect(asked).toEqual([]);
});

test('the operation that is named is the one that runs', async () => {
  const document = parse('query A { word } query B { other }');
  const both = executor({ a: () => ({ data: { word: 'w' } }), b: () => ({ data: { other: 1 } }) });
  expect((await both.execute({ document, operationName: 'B' })).data).toEqual({ other: 1 });
  expect((await both.execute({ document, operationName: 'A' })).data).toEqual({ word: 'w' });
});

test('what the planner cannot plan is a fault of ours, and said to us', async () => {
  const result = await answer('{ things { parts { of { weight } } } }', {});
  expect(result).toEqual({ errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] });
  expect(faults.splice(0)).toEqual([expect.stringMatching(/^gateway, planning: Error: Failed to plan query/)]);
});
