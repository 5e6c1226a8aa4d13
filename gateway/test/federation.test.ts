import { parse } from 'graphql';
import { ask, createWorld, recorded, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  expect(world.faults.splice(0)).toEqual([]);
});

const JOIN = '{ values { numerator from agency { code name level parent { name } } silentAgencies { name } grid } }';

describe.each(['here', 'behind HTTP'])('a federation whose subgraphs are %s', (where) => {
  let url: string;
  beforeAll(async () => {
    const address = { host: '127.0.0.1', port: 0 };
    const subgraphs =
      where === 'here'
        ? {}
        : {
            subgraphs: {
              catalog: await world.catalog.listen(address),
              indicators: await world.indicators.listen(address),
            },
          };
    url = (await world.gateway(subgraphs).start()).url;
  });

  test('joins figures with the agencies of another subgraph', async () => {
    const { status, json } = await ask(url, JOIN);
    expect(status).toBe(200);
    expect(json.errors).toBeUndefined();
    expect(json.data.values).toHaveLength(20);
    expect(json.data.values[4]).toEqual({
      numerator: null,
      from: '2022-11-01',
      agency: { code: 'A4', name: 'Xã A4', level: 'COMMUNE', parent: { name: 'Xã P' } },
      silentAgencies: [{ name: 'Xã A1' }, { name: 'Xã A2' }],
      grid: [[4], [], [1, 2]],
    });
    expect(json.data.values[7].agency.level).toBeNull();
  });

  test('variables, aliases, fragments, defaults and conditions', async () => {
    const query = `
      query Q($first: Int!, $lang: String = "EN", $without: Boolean = true) {
        few: values(first: $first) { ...Figure }
        values(first: 1) { agency { code: name level @skip(if: $without) } }
        agencies { code }
      }
      fragment Figure on IndicatorValue { figure: numerator agency { vi: name en: name(lang: $lang) } }`;
    const { json } = await ask(url, query, { first: 2 });
    expect(json).toEqual({
      data: {
        few: [
          { figure: 0, agency: { vi: 'Xã A0', en: 'Commune A0' } },
          { figure: 1.5, agency: { vi: 'Xã A1', en: 'Commune A1' } },
        ],
        values: [{ agency: { code: 'Xã A0' } }],
        agencies: expect.arrayContaining([{ code: 'A0' }]),
      },
    });
    expect(json.data.agencies).toHaveLength(19);
  });

  test('a field with arguments on an entity of another subgraph', async () => {
    const query = `{ agencies(level: PROVINCE) {
      indicators(period: "2022-11") { from agency { name } }
      later: indicators(period: "2022", since: "2022-06-01") { from }
    } }`;
    const { json } = await ask(url, query);
    expect(json).toEqual({
      data: {
        agencies: [{ indicators: [{ from: '2022-01-01', agency: { name: 'Xã P' } }], later: [{ from: '2022-06-01' }] }],
      },
    });
  });

  test("the caller's mistake keeps its code and says what would be right", async () => {
    const { status, json } = await ask(
      url,
      '{ agencies(level: PROVINCE) { name indicators(period: "2022-W4") { from } } }',
    );
    expect(status).toBe(200);
    expect(json.data).toBeNull();
    expect(json.errors).toEqual([
      {
        message: 'Argument "period": expected a period such as 2022-11, got "2022-W4".',
        path: ['agencies', 0, 'indicators'],
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'period',
          value: '2022-W4',
          expected: 'a period such as 2022-11',
        },
      },
    ]);
  });

  test('a fault of ours is masked, and told to us', async () => {
    const { json, text } = await ask(url, '{ values(first: 1) { agency { name broken } } }');
    expect(json.data).toEqual({ values: [{ agency: { name: 'Xã A0', broken: null } }] });
    expect(json.errors).toEqual([
      { message: 'Internal error', path: ['values', 0, 'agency', 'broken'], extensions: { code: 'INTERNAL' } },
    ]);
    expect(text).not.toMatch(/SELECT|10\.0\.0\.7|node_modules/);
    expect(world.faults.splice(0)).toEqual([expect.stringContaining('subgraph catalog: Error: SELECT secret')]);
  });

  test("the caller's headers reach the subgraphs", async () => {
    const { json } = await ask(url, '{ caller }', undefined, { authorization: 'Bearer x', cookie: 'y' });
    expect(json).toEqual({ data: { caller: 'Bearer x' } });
  });
});

test('a list of 20 entities is one request and one load', async () => {
  const catalog = recorded(world.catalog.execute);
  const indicators = recorded(world.indicators.execute);
  const { executor } = world.gateway({ subgraphs: { catalog: catalog.execute, indicators: indicators.execute } });
  world.counts.loads.length = 0;
  const result = await executor.execute({
    document: parse('{ values { agency { code name } silentAgencies { name } } }'),
  });
  expect(result.errors).toBeUndefined();
  expect(indicators.queries).toHaveLength(1);
  expect(catalog.queries).toHaveLength(1);
  expect(world.counts.loads).toEqual([20]);
});

test('what another request loaded is not kept', async () => {
  const { executor } = world.gateway();
  world.counts.loads.length = 0;
  const document = parse('{ value(agency: "A3") { agency { name } } }');
  await executor.execute({ document });
  await executor.execute({ document });
  expect(world.counts.loads).toEqual([1, 1]);
});

describe('with one subgraph down', () => {
  test('behind HTTP: the rest is answered, and every gap is named', async () => {
    const { url: gone } = await createStoppedAddress();
    const gateway = world.gateway({ subgraphs: { catalog: { url: gone }, indicators: world.indicators.execute } });
    const { url } = await gateway.start();
    const { status, json } = await ask(url, '{ values(first: 2) { numerator agency { code name } } }');
    expect(status).toBe(200);
    expect(json.data).toEqual({
      values: [
        { numerator: 0, agency: null },
        { numerator: 1.5, agency: null },
      ],
    });
    expect(json.errors).toEqual(
      [0, 1].map((index) => ({
        message: 'Subgraph "catalog" cannot be reached.',
        path: ['values', index, 'agency'],
        extensions: { code: 'SUBGRAPH_UNREACHABLE', subgraph: 'catalog' },
      })),
    );
    expect(world.faults.splice(0)).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  test('a field that is never null takes its parent along, up to one that may be', async () => {
    const down = async () => Promise.reject(new Error('password of the database'));
    const { executor } = world.gateway({ subgraphs: { catalog: down, indicators: world.indicators.execute } });
    const query = '{ value(agency: "A1") { numerator silentAgencies { name } } caller }';
    const { data, errors } = await executor.execute({ document: parse(query) });
    expect(data).toEqual({ value: null, caller: null });
    expect(errors?.map((error) => error.toJSON())).toEqual(
      [0, 1].map((index) => ({
        message: 'Internal error',
        path: ['value', 'silentAgencies', index],
        extensions: { code: 'INTERNAL' },
      })),
    );
    expect(world.faults.splice(0)).toEqual([expect.stringContaining('password of the database')]);
  });

  test('a whole root field', async () => {
    const down = async () => Promise.reject(new Error('down'));
    const { executor } = world.gateway({ subgraphs: { catalog: world.catalog.execute, indicators: down } });
    const { data, errors } = await executor.execute({
      document: parse('{ caller agencies(level: PROVINCE) { code } }'),
    });
    expect(data).toEqual({ caller: null, agencies: [{ code: 'P' }] });
    expect(errors?.map((error) => error.path)).toEqual([['caller']]);
    world.faults.length = 0;
  });

  test('an agency that no catalogue knows has no name: a gap with its place', async () => {
    const { executor } = world.gateway();
    const { data, errors } = await executor.execute({
      document: parse('{ value(agency: "zz") { numerator agency { code name } } }'),
    });
    expect(data).toEqual({ value: { numerator: 1.5, agency: null } });
    expect(errors?.map((error) => error.toJSON())).toEqual([
      {
        message: 'Cannot return null for non-nullable field Agency.name.',
        path: ['value', 'agency', 'name'],
        extensions: { code: 'NO_VALUE' },
      },
    ]);
  });
});

/** An address where nothing listens any more. */
async function createStoppedAddress(): Promise<{ url: string }> {
  const gateway = world.gateway();
  const { url } = await gateway.start();
  await gateway.stop();
  return { url: `${url}/graphql` };
}
