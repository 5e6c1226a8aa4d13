import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway } from '../../gateway';
import { readConfig } from '../../infra/config';
import { composeSupergraph, type SubgraphServer } from '../../infra/graphql';
import { Access, createKey, type NewKey } from '../../services/access';
import { eventsRoute } from '../../services/hub/events-route';
import { storeSink } from '../../services/hub/intake-sink';
import { type OpenStore, openStore } from '../../services/hub/open';
import { buildSubgraphs, createSubgraphs } from '../../services/hub/subgraphs';
import { readDeadLetters, readSources } from '../../services/indicators';
import { type Answer, send } from '../support/hub';
import { dossier, SOURCE } from '../support/hub-facts';

const NOW = Date.UTC(2022, 11, 1);
const now = (): number => NOW;

let folder: string;
let open: OpenStore;
let servers: SubgraphServer[];
const gateways: Gateway[] = [];
/** Addresses of a gateway with its subgraphs beside it, and of one that reaches them over HTTP. */
const url = { whole: '', split: '' };
const direct: Record<string, string> = {};
const keys = { source: '', office: '' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-access-'));
  open = await openStore(readConfig({ HUB_DATA_DIR: folder }, folder));
  servers = await createSubgraphs(open, { showPersons: false, now, auth: 'on' });
  for (const server of servers) direct[server.name] = (await server.listen({ host: '127.0.0.1', port: 0 })).url;
  const supergraphSdl = composeSupergraph(await buildSubgraphs());
  const access = new Access({ reads: open.database, auth: 'on' });
  const events = eventsRoute({ sink: storeSink(open), access, now, futureBoundMs: 86_400_000 });
  const whole = Object.fromEntries(servers.map(({ name, execute }) => [name, execute]));
  const split = Object.fromEntries(servers.map(({ name }) => [name, { url: direct[name]! }]));
  for (const [name, subgraphs] of Object.entries({ whole, split })) {
    const gateway = createGateway({
      ...{ supergraphSdl, subgraphs, host: '127.0.0.1', port: 0, routes: { 'POST /events': events } },
      ready: async () => ({ ok: true, checks: {} }),
    });
    gateways.push(gateway);
    url[name as keyof typeof url] = (await gateway.start()).url;
  }
  const create = (key: NewKey): Promise<string> => open.database.write((sql) => createKey(sql, key, NOW));
  keys.source = await create({ role: 'source', source: SOURCE, name: 'One-stop shop' });
  keys.office = await create({ role: 'office', name: 'Provincial office' });
  const late = { dueAt: '2022-11-12T17:00:00+07:00' };
  const { status } = await sendEvents([dossier('D-1', late), dossier('D-2', late)], keys.source);
  expect(status).toBe(200);
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.stop();
  for (const server of servers) await server.stop();
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

const bearer = (key?: string): Record<string, string> => (key === undefined ? {} : { authorization: `Bearer ${key}` });

function post(address: string, body: unknown, key?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...bearer(key) };
  return send(address, { method: 'POST', headers, body: JSON.stringify(body) });
}

const sendEvents = (body: unknown, key?: string): Promise<Answer> => post(`${url.whole}/events`, body, key);

interface Result {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function query(address: string, text: string, key?: string): Promise<Result> {
  return (await post(address, { query: text }, key)).json as Result;
}

const VALUE = '{ indicator(code: "late-dossiers") { value(period: "2022-11") { numerator EVIDENCE } } }';
const EVIDENCE = VALUE.replace('EVIDENCE', 'evidence { totalCount edges { node { code dossier { code status } } } }');
const REPRESENTATION =
  '{ _entities(representations: [{ __typename: "Dossier", code: "D-1" }]) { ... on Dossier { code } } }';
const PROTECTED = {
  dossier: '{ dossier(code: "D-1") { code } }',
  'dossier, unknown': '{ dossier(code: "nobody") { code } }',
  lateCases: '{ lateCases { totalCount edges { node { daysLate dossier { code } } } } }',
  repeatLate: '{ repeatLate(period: "2022-11", threshold: 1) { agency { code } officerCode cases } }',
  dueSoon: '{ dueSoon { totalCount } }',
  overlongPromises: '{ overlongPromises(period: "2022-11") { edges { node { dossier { code } } } } }',
  reconciliation: '{ reconciliation { totalCount } }',
  reports: '{ reports { totalCount } }',
  'tasks by their shares': '{ tasks(overdue: true) { number } }',
  'tasks of an agency': '{ tasks(agency: "A") { number } }',
  'shares of tasks': '{ tasks { number assignments { agency { code } } } }',
  evidence: EVIDENCE,
};

describe.each(['whole', 'split'] as const)('a gateway, %s', (kind) => {
  const at = (): string => `${url[kind]}/graphql`;

  test.each(Object.entries(PROTECTED))('%s: only with an office key', async (_, text) => {
    const anonymous = await query(at(), text);
    expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(JSON.stringify(anonymous.data ?? null)).not.toMatch(/D-1|totalCount/);
    expect((await query(at(), text, `${keys.office}x`)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const source = await query(at(), text, keys.source);
    expect(source.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(JSON.stringify(source.data ?? null)).not.toMatch(/D-1|totalCount/);
    expect((await query(at(), text, keys.office)).errors).toBeUndefined();
  });

  test('the office sees what is behind a figure', async () => {
    expect(JSON.stringify(await query(at(), EVIDENCE, keys.office))).toContain(
      '"totalCount":2,"edges":[{"node":{"code":"D-1","dossier":{"code":"D-1","status":"RECEIVED"}}}',
    );
  });

  test('aggregates, definitions, targets, agencies, procedures and freshness need no key, nor mind a wrong one', async () => {
    const text = `{
      indicators { code title target }
      indicator(code: "late-dossiers") { value(period: "2022-11") { numerator status revision } }
      agencies { code indicators(period: "2022-11", codes: ["late-dossiers"]) { numerator } }
      procedures { totalCount }
      tasks { number title leadAgencies { code } }
      score(period: "2022-11") { points notMeasured }
      ranking(period: "2022-11", indicator: "late-dossiers") { place agency { code } }
      form06a(period: "2022-11") { key received }
      freshness { source accepted }
    }`;
    for (const key of [undefined, 'hub_wrong', keys.source, keys.office]) {
      const { data, errors } = await query(at(), text, key);
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ indicator: { value: { numerator: 2 } }, freshness: [{ source: SOURCE }] });
    }
  });

  test('the monthly late list is public; the cases behind it are not, and no way leads from it to them', async () => {
    const list = '{ lateList(period: "2022-11") { agency { code } reasonCode cases open unexplained daysLate } }';
    const counts = { cases: 2, open: 2, unexplained: 2, daysLate: 18 };
    for (const key of [undefined, 'hub_wrong', keys.source, keys.office]) {
      expect(await query(at(), list, key)).toEqual({
        data: { lateList: [{ agency: { code: 'H44.01' }, reasonCode: null, ...counts }] },
      });
    }
    const cases = await query(at(), '{ lateCases(period: "2022-11") { totalCount } }');
    expect(cases.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const { errors } = await query(at(), '{ lateList(period: "2022-11") { cases dossiers { code } } }');
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a field that is refused takes no neighbour with it', async () => {
    const { data, errors } = await query(at(), '{ dossier(code: "D-1") { code } freshness { source } }');
    expect(data).toEqual({ dossier: null, freshness: [{ source: SOURCE }] });
    expect(errors).toHaveLength(1);
  });
});

test.each([
  ['procedures', REPRESENTATION],
  ['procedures', PROTECTED.dossier],
  ['indicators', VALUE.replace('EVIDENCE', 'evidence { totalCount edges { node { code } } }')],
])('what reaches the subgraph %s directly bypasses nothing: %s', async (name, text) => {
  const at = direct[name]!;
  expect((await query(at, text)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect((await query(at, text, keys.source)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { data, errors } = await query(at, text, keys.office);
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toContain('D-1');
});

test('many that ask for evidence at once with new keys wait for one another, not for ever', async () => {
  const fresh = await Promise.all(
    Array.from({ length: 12 }, () =>
      open.database.write((sql) => createKey(sql, { role: 'office', name: 'Provincial office' }, NOW)),
    ),
  );
  // In one tick and without HTTP between: each holds its snapshot when it looks up its key.
  const indicators = servers.find(({ name }) => name === 'indicators')!;
  const text = VALUE.replace('EVIDENCE', 'evidence { totalCount }');
  const answers = await Promise.all(
    fresh.map((key) => indicators.execute({ query: text, headers: { authorization: `Bearer ${key}` } })),
  );
  for (const { errors } of answers) expect(errors).toBeUndefined();
});

describe('POST /events', () => {
  test.each([
    ['no key', undefined, 401, 'Bearer realm="hub"'],
    ['a wrong key', 'hub_000000000000_'.padEnd(60, 'x'), 401, 'Bearer realm="hub", error="invalid_token"'],
  ])('%s: 401, and nothing is taken', async (_, key, status, challenge) => {
    const answer = await sendEvents(dossier('D-refused'), key);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, challenge]);
    expect(answer.json).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await query(`${url.whole}/graphql`, '{ dossier(code: "D-refused") { code } }', keys.office)).data).toEqual({
      dossier: null,
    });
  });

  test("an office's key: 403", async () => {
    const answer = await sendEvents(dossier('D-refused'), keys.office);
    expect([answer.status, answer.json]).toMatchObject([403, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  });

  test('a message of another source is refused, its neighbours go on, and no retry takes it in', async () => {
    const foreign = dossier('D-foreign', { channel: 'COUNTER' }, { source: 'urn:example:other' });
    const answer = await sendEvents([dossier('D-3'), foreign, dossier('D-4')], keys.source);
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        ...{ accepted: 2, repeated: 0, deadLettered: 1 },
        problems: [
          {
            ...{ index: 1, field: 'source', value: 'urn:example:other' },
            expected: 'a source that the key of this request may send as',
          },
        ],
      },
    ]);
    const [letter, ...more] = await open.database.read((sql) => readDeadLetters(sql, { at: -1, id: '' }, 10));
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ incomplete: true, problem: { field: 'source' } });
    expect(letter!.redacted).not.toContain('COUNTER');
    const sources = await open.database.read((sql) => readSources(sql));
    expect(sources.find(({ source }) => source === 'urn:example:other')).toBeUndefined();
  });
});
