import { openEngine, type TestEngine } from '../support/engine';
import { AGENCIES, type Asking, ask, at, fact } from './support';

const QUERY = `query ($first: Int) {
  reports(first: $first) {
    edges { node { code discrepancies { key indicator { code } reported computed difference } } }
  }
}`;
const NOW = at('2023-02-01');

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
  await engine.ingest(AGENCIES);
});
afterEach(() => engine.close());

/** Of three dossiers of the commune one was received online. */
const DOSSIERS = [1, 2, 3].map((n) =>
  fact('dossier', `HS-${n}`, '2022-11-10', {
    ...{
      agencyCode: 'C1',
      channel: n === 1 ? 'ONLINE' : 'COUNTER',
      status: 'RECEIVED',
      receivedAt: at('2022-11-10T08:00:00'),
    },
  }),
);

function reporting(values: Record<string, number>, over: Record<string, string | null> = {}, subject = 'R') {
  return fact('report', subject, '2022-12-10', { agencyCode: 'H1', period: '2022-11', values, ...over });
}

async function found(asking: Partial<Asking> = {}): Promise<unknown[]> {
  const { data, errors } = await ask(engine, QUERY, {}, { now: NOW, ...asking });
  expect(errors).toEqual([]);
  const { edges } = (data as { reports: { edges: { node: { discrepancies: unknown[] } }[] } }).reports;
  return edges.flatMap(({ node }) => node.discrepancies);
}

it('says nothing where the figures of the agency and all below it agree, as precisely as they were reported', async () => {
  await engine.ingest([
    ...DOSSIERS,
    reporting({ 'e-dossier-rate': 33.3, 'e-dossier-rate#num': 1, 'e-dossier-rate#den': 3 }),
  ]);
  expect(await found()).toEqual([]);
});

it('shows what differs, and by how much', async () => {
  await engine.ingest([
    ...DOSSIERS,
    reporting({ 'e-dossier-rate': 34, 'e-dossier-rate#num': 1, 'e-dossier-rate#den': 2 }),
  ]);
  const indicator = { code: 'e-dossier-rate' };
  expect(await found()).toEqual([
    { key: 'e-dossier-rate', indicator, reported: 34, computed: 100 / 3, difference: 34 - 100 / 3 },
    { key: 'e-dossier-rate#den', indicator, reported: 2, computed: 3, difference: -1 },
  ]);
});

it('shows what cannot be compared: unknown keys, a half that a count has not, no data, no such period', async () => {
  const none = { computed: null, difference: null };
  await engine.ingest([...DOSSIERS, reporting({ 'late-dossiers': 0, 'late-dossiers#den': 5, nothing: 0 })]);
  expect(await found()).toEqual([
    { key: 'late-dossiers#den', indicator: { code: 'late-dossiers' }, reported: 5, ...none },
    { key: 'nothing', indicator: null, reported: 0, ...none },
  ]);
  const half = { key: 'e-dossier-rate#num', indicator: { code: 'e-dossier-rate' }, reported: 0, ...none };
  await engine.ingest([reporting({ 'e-dossier-rate#num': 0 }, { agencyCode: 'D1' })]);
  expect(await found()).toEqual([half]);
  await engine.ingest([reporting({ 'e-dossier-rate#num': 0 }, { agencyCode: 'H1', period: '1800-01' })]);
  expect(await found()).toEqual([half]);
});

it('holds columns of form 06a against its totals', async () => {
  await engine.ingest([
    ...DOSSIERS,
    reporting({ 'form-06a.3': 3, 'form-06a.4': 2, 'form-06a.13': 7, 'form-06a.14': 1 }),
  ]);
  const asked: unknown[] = [];
  const form06aTotals: Asking['form06aTotals'] = async (agency, { text }) => {
    asked.push([agency, text]);
    return { 3: 3, 4: 1 };
  };
  expect(await found({ form06aTotals })).toEqual([
    { key: 'form-06a.13', indicator: null, reported: 7, computed: null, difference: null },
    { key: 'form-06a.14', indicator: null, reported: 1, computed: null, difference: null },
    { key: 'form-06a.4', indicator: null, reported: 2, computed: 1, difference: 1 },
  ]);
  expect(new Set(asked.map((each) => JSON.stringify(each)))).toEqual(new Set(['["H1","2022-11"]']));
});

it('reads the figures of all reports of a period together', async () => {
  const statements = async (): Promise<number> => {
    const before = engine.database.statements;
    await found();
    return engine.database.statements - before;
  };
  const values = { 'e-dossier-rate': 1, 'late-dossiers': 5 };
  await engine.ingest([...DOSSIERS, reporting(values)]);
  const one = await statements();
  await engine.ingest(
    Array.from({ length: 30 }, (_, n) => reporting(values, { agencyCode: n % 2 ? 'C1' : 'D1' }, `R${n}`)),
  );
  expect(await statements()).toBe(one);
});
