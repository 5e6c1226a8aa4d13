import fc from 'fast-check';
import type { Fact, FactValue } from '../../services/indicators';
import { type Life, life, type Question } from '../oracle';
import { type Asking, histories, questionOf, questions, ZONE } from '../oracle/arbitraries';
import { isWithin } from '../oracle/catalogue';
import { latestNumber, latestText, saidAt } from '../oracle/merge';
import { A_YEAR_LATER, type Data, gridInstant, LONG_BEFORE, one, orNull, rarely, saying } from '../oracle/sayings';
import { clearEngine } from '../support/clear';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';
import { ask } from './support';

const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 150);

const QUERY = `query ($agency: ID, $period: Period!, $threshold: Int) {
  lateList(agency: $agency, period: $period) { agency { code } reasonCode cases completed left open explained apologised }
  lateCases(agency: $agency, period: $period) { totalCount }
  explained: lateCases(agency: $agency, period: $period, explained: true) { totalCount }
  unapologised: lateCases(agency: $agency, period: $period, apologised: false) { totalCount }
  repeatLate(agency: $agency, period: $period, threshold: $threshold) { agency { code } officerCode cases }
}`;

type Rows = readonly (Record<string, FactValue | { code: string }> & { readonly cases: number })[];
interface Answer {
  readonly lateList: Rows;
  readonly repeatLate: Rows;
  readonly lateCases: { readonly totalCount: number };
  readonly explained: { readonly totalCount: number };
  readonly unapologised: { readonly totalCount: number };
}

/** Statements of who holds a dossier and why it is late, of which the histories know nothing. */
const remarks: fc.Arbitrary<Fact[]> = fc.noBias(
  fc
    .array(
      fc.tuple(
        fc.constantFrom('d1', 'd2', 'd3', 'd4'),
        saying(
          rarely(gridInstant, fc.constant(LONG_BEFORE), 1),
          fc.oneof<fc.Arbitrary<Data>[]>(
            one('officerCode', orNull(fc.constantFrom('O1', 'O2'))),
            one('lateReasonCode', orNull(fc.constantFrom('LEGAL', 'OTHER'))),
          ),
        ),
      ),
      { maxLength: 10 },
    )
    .map((all) => all.map(([subject, said], i) => ({ kind: 'dossier', subject, id: `remark-${i}`, ...said }))),
);

interface Late extends Life {
  readonly facts: readonly Fact[];
  readonly agency: string | null;
}

/** Every dossier of the agency that was late by T, by plain loops over the facts. */
function lateBy(facts: readonly Fact[], { agency, asOf }: Question, rule: Asking['rule']): Late[] {
  const dossiers = facts.filter(({ kind }) => kind === 'dossier');
  return [...new Set(dossiers.map(({ subject }) => subject))].flatMap((code) => {
    const own = dossiers.filter(({ subject }) => subject === code);
    const found = { ...life(own, { zone: ZONE, rule }), facts: own, agency: latestText(own, 'agencyCode') };
    if (found.lateAt === null || found.lateAt > asOf) return [];
    const isAsked = agency === null || (found.agency !== null && isWithin(found.agency, agency, facts, asOf, ZONE));
    return isAsked ? [found] : [];
  });
}

/** Sums of what single ones add, in the order of their text: the order of the answer is looked at elsewhere. */
function sums<Key extends object>(each: readonly (readonly [key: Key, adds: Record<string, boolean>])[]): unknown[] {
  const found = new Map<string, { key: Key; sum: Record<string, number> }>();
  for (const [key, adds] of each) {
    const text = JSON.stringify(key);
    const { sum } = found.get(text) ?? found.set(text, { key, sum: {} }).get(text)!;
    for (const [name, add] of Object.entries({ cases: true, ...adds })) sum[name] = (sum[name] ?? 0) + Number(add);
  }
  return inOrder([...found.values()].map(({ key, sum }) => ({ ...key, ...sum })));
}

const inOrder = (rows: readonly object[]): unknown[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
const agencyOf = (code: string | null): { agency: { code: string } | null } => ({
  agency: code === null ? null : { code },
});

describeEngines('the late lists against plain loops over the facts', (openEngine, effort) => {
  const engines: Record<string, TestEngine> = {};
  beforeAll(async () => {
    for (const rule of ['DATE', 'INSTANT'] as const) engines[rule] = await openEngine(rule, ZONE);
  });
  afterAll(async () => {
    for (const engine of Object.values(engines)) await engine.close();
  });

  test('agree, whatever was said', async () => {
    const asked = fc.array(fc.tuple(questions(), fc.boolean(), fc.integer({ min: 1, max: 2 })), { minLength: 6 });
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(histories(), remarks, asked, async (told, remarked, askings) => {
        const facts = [...told, ...remarked];
        for (const engine of Object.values(engines)) {
          await clearEngine(engine);
          await engine.ingest(facts);
        }
        for (const [asking, showPersons, threshold] of askings) {
          const { rule, period, agency, asked: instant } = asking;
          const variables = { period, agency, threshold };
          const asks = { variables, now: instant ?? A_YEAR_LATER, showPersons };
          const { data, errors } = await ask<Answer>(engines[rule]!, QUERY, asks);
          expect(errors).toEqual([]);
          const right = expected(facts, asking, showPersons, threshold);
          expect({ asking, lateList: inOrder(data.lateList), repeatLate: inOrder(data.repeatLate) }).toEqual({
            asking,
            ...right,
          });
          expectSums(data);
          cases += data.lateCases.totalCount;
        }
      }),
      { numRuns: effort.runs(RUNS) },
    );
    expect(cases).toBeGreaterThan(effort.runs(RUNS));
  }, 600_000);
});

/** Both lists, worked out anew. */
function expected(facts: readonly Fact[], asking: Asking, byOfficer: boolean, threshold: number): object {
  const question = questionOf(asking);
  const { from, to } = question;
  const T = Math.min(question.asOf, to - 1);
  const late = lateBy(facts, { ...question, asOf: T }, asking.rule);
  const by = (instant: number | null): boolean => instant !== null && instant <= T;
  const within = (instant: number | null): boolean => by(instant) && instant! >= from;
  const listed = late.filter(({ lateAt, exit, completed }) => !by(exit) || within(lateAt) || within(completed));
  const repeated = late.filter(({ lateAt, agency }) => within(lateAt) && agency !== null);
  const lines = repeated.map(({ facts: own, agency, lateAt }) => {
    const officerCode = byOfficer ? (saidAt(own, 'officerCode', lateAt!) ?? null) : null;
    return { ...agencyOf(agency), officerCode };
  });
  const times = (line: object): number =>
    lines.filter((other) => JSON.stringify(other) === JSON.stringify(line)).length;
  return {
    lateList: sums(
      listed.map(({ facts: own, agency, exit, completed, left }) => [
        { ...agencyOf(agency), reasonCode: latestText(own, 'lateReasonCode') },
        {
          ...{ completed: by(completed), left: by(left), open: !by(exit) },
          explained: by(latestNumber(own, 'explainedAt')),
          apologised: by(latestNumber(own, 'apologisedAt')),
        },
      ]),
    ),
    repeatLate: sums(lines.filter((line) => times(line) >= threshold).map((line) => [line, {}])),
  };
}

/** What the list of single cases counts, the sums count. */
function expectSums({ lateList, lateCases, explained, unapologised }: Answer): void {
  const sum = (field: string): number => lateList.reduce((total, line) => total + (line[field] as number), 0);
  expect(sum('cases')).toBe(lateCases.totalCount);
  expect(sum('completed') + sum('left') + sum('open')).toBe(lateCases.totalCount);
  expect(sum('explained')).toBe(explained.totalCount);
  expect(sum('cases') - sum('apologised')).toBe(unapologised.totalCount);
}
