import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { InputFault } from './errors';
import { createSubgraphServer, type Incoming, type SubgraphServer } from './subgraph-server';

interface Context {
  readonly made: number;
  readonly incoming: Incoming;
}

const schema = buildSubgraphSchema({
  typeDefs: parse(`type Query { made(times: Int = 1): [Int] header(name: String!): String own: String
                   plain: String coded: String disguised: String wrong(period: String): String }`),
  resolvers: {
    Query: {
      made: (_: unknown, __: unknown, { made }: Context) => [made],
      header: (_: unknown, { name }: { name: string }, { incoming }: Context) => incoming.headers[name],
      own: (_: unknown, __: unknown, { incoming }: Context) => incoming.context,
      plain: () => {
        throw new Error('SELECT * FROM secrets');
      },
      coded: () => {
        throw new GraphQLError('You may not.', { extensions: { code: 'FORBIDDEN' } });
      },
      disguised: () => {
        throw Object.assign(new Error('driver: password'), { extensions: { code: 'ER_ACCESS' } });
      },
      wrong: (_: unknown, { period }: { period: string }) => {
        throw new InputFault({ argument: 'period', value: period, expected: 'a year' });
      },
    },
  },
} as Parameters<typeof buildSubgraphSchema>[0]);

let server: SubgraphServer;
let url: string;
let made = 0;
const faults: string[] = [];
beforeAll(async () => {
  server = await createSubgraphServer<Context & Record<string, unknown>>({
    subgraph: { name: 'sample', schema },
    context: (incoming) => ({ made: ++made, incoming }),
    report: (fault, where) => void faults.push(`${where}: ${String(fault)}`),
  });
  url = (await server.listen({ host: '127.0.0.1', port: 0 })).url;
});
afterAll(() => server.stop());
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

const overHttp = async (query: string, headers = {}) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return response.json();
};

describe.each(['here', 'over HTTP'])('a subgraph asked %s', (where) => {
  const asked = async (query: string, headers = {}) =>
    where === 'here' ? JSON.parse(JSON.stringify(await server.execute({ query, headers }))) : overHttp(query, headers);

  test('a context is made for each request, and only one', async () => {
    const before = made;
    expect(await asked('{ made again: made }')).toEqual({ data: { made: [before + 1], again: [before + 1] } });
    expect(await asked('{ made }')).toEqual({ data: { made: [before + 2] } });
  });

  test('headers are there', async () => {
    expect(await asked('{ header(name: "x-who") }', { 'x-who': 'me' })).toEqual({ data: { header: 'me' } });
  });

  test('an error that was made to be read passes whole', async () => {
    const { data, errors } = await asked('{ coded wrong(period: "x") }');
    expect(data).toEqual({ coded: null, wrong: null });
    expect(errors).toMatchObject([
      { message: 'You may not.', path: ['coded'], extensions: { code: 'FORBIDDEN' } },
      {
        message: 'Argument "period": expected a year, got "x".',
        path: ['wrong'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'period', value: 'x', expected: 'a year' },
      },
    ]);
  });

  test.each(['plain', 'disguised'])('any other fault is masked and reported: %s', async (field) => {
    const { errors } = await asked(`{ ${field} }`);
    expect(errors).toEqual([
      { message: 'Internal error', locations: expect.anything(), path: [field], extensions: { code: 'INTERNAL' } },
    ]);
    expect(faults.splice(0)).toEqual([expect.stringMatching(/^subgraph sample: Error: (SELECT|driver)/)]);
  });

  test('what cannot be executed says why', async () => {
    expect((await asked('{ nothing }')).errors).toMatchObject([
      { message: 'Cannot query field "nothing" on type "Query".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });
});

test('a document will do instead of a text, with variables', async () => {
  const document = parse('query Q($name: String!) { header(name: $name) own }');
  const request = { document, variables: { name: 'a' }, operationName: 'Q', headers: { a: 'b' }, context: 'mine' };
  expect(await server.execute(request)).toMatchObject({ data: { header: 'b', own: 'mine' } });
});

test('a context that cannot be made is a fault of ours', async () => {
  const poor = await createSubgraphServer({
    subgraph: { name: 'poor', schema },
    context: () => Promise.reject(new Error('no pool')),
    report: (fault) => void faults.push(String(fault)),
  });
  await expect(poor.execute({ query: '{ made }' })).rejects.toThrow('no pool');
  const address = await poor.listen({ host: '127.0.0.1', port: 0 });
  const response = await fetch(address.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ made }"}',
  });
  expect([response.status, await response.json()]).toEqual([
    500,
    { errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] },
  ]);
  expect(faults.splice(0)).toEqual(['Error: no pool']);
  await poor.stop();
});

test('it is alive where it listens, and nothing else is there', async () => {
  const origin = new URL(url).origin;
  expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ ok: true });
  expect((await fetch(`${origin}/`)).status).toBe(404);
});

test('a port in use says which variable to set', async () => {
  const other = await createSubgraphServer({ subgraph: { name: 'other', schema }, context: () => ({}) });
  await expect(other.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    message: expect.stringContaining('HUB_ROLE_PORT'),
  });
  await other.stop();
});
