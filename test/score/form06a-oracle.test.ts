import fc from 'fast-check';
import { type Fact, form06aTotals, parsePeriod } from '../../services/indicators';
import { type Columns, type Form06aLine, readForm06a } from '../../services/indicators/form06a';
import { oracle } from '../oracle';
import { histories, questionOf, questions, ZONE } from '../oracle/arbitraries';
import { isWithin } from '../oracle/catalogue';
import { clearEngine } from '../support/clear';
import { openEngine, type TestEngine } from '../support/engine';
import { contextOf } from './support';

const LATER = Date.UTC(2024, 0, 1);
const RUNS = Math.ceil(Number(process.env['HUB_PROPERTY_RUNS'] ?? 150) / 5);

const AGENCIES = ['A', 'B', 'C', 'D', 'E', 'Z'];
const NUMBERS: Readonly<Record<string, keyof Columns>> = {
  ...{ 3: 'received', 4: 'receivedOnline', 5: 'receivedOther', 6: 'carriedOver', 7: 'resolved', 8: 'early' },
  ...{ 9: 'onTime', 10: 'late', 11: 'inProgress', 12: 'withinDue', 13: 'overdue' },
};

/** The totals of lines, by the number of the column. */
function added(lines: readonly Form06aLine[]): Record<string, number> {
  const sum = (name: keyof Columns) => lines.reduce((total, line) => total + line[name], 0);
  return Object.fromEntries(Object.entries(NUMBERS).map(([number, name]) => [number, sum(name)]));
}

interface Asked {
  readonly agency: string | null;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}

/** What the form says of the same dossiers in other words, by the naive evaluator of indicators. */
function judged(judge: ReturnType<typeof oracle>, facts: readonly Fact[], asked: Asked) {
  const { agency, from, asOf } = asked;
  const figure = (code: string, over: object = {}) => judge.figure({ ...asked, only: false, code, ...over });
  const [online, onTime, early] = ['e-dossier-rate', 'on-time-rate', 'early-rate'].map((code) => figure(code));
  const stock = figure('overdue-dossiers');
  // The tree is that of T for what was carried over, too: agency by agency.
  const scope = AGENCIES.filter((code) => agency !== null && isWithin(code, agency, facts, asOf, ZONE));
  const before = (agency === null ? [null] : scope).map((code) => {
    const alone = { agency: code, only: code !== null, from: 0, to: from, asOf: from - 1 };
    return figure('overdue-dossiers', alone).denominator!;
  });
  return {
    4: online!.numerator,
    5: online!.denominator! - online!.numerator!,
    6: before.reduce((sum, count) => sum + count, 0),
    8: early!.numerator,
    10: onTime!.denominator! - onTime!.numerator!,
    11: stock.denominator,
    13: stock.numerator,
  };
}

const engines: Record<string, TestEngine> = {};
beforeAll(async () => {
  for (const rule of ['DATE', 'INSTANT'] as const) engines[rule] = await openEngine(rule, ZONE);
});
afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
});

test('for any histories every line balances, the lines add up to the total, and the total is what the indicators say', async () => {
  const asking = fc.record({
    question: questions(),
    agency: fc.constantFrom(null, ...AGENCIES),
    now: fc.option(fc.nat({ max: 90 * 24 }), { nil: null }),
  });
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(histories(), fc.array(asking, { minLength: 4, maxLength: 8 }), async (facts, asked) => {
      for (const rule of ['DATE', 'INSTANT'] as const) {
        const engine = engines[rule]!;
        await clearEngine(engine);
        await engine.ingest(facts);
        const judge = oracle(facts, { zone: ZONE, rule });
        for (const { question, agency, now } of asked) {
          const instant = now === null ? null : Date.UTC(2022, 9, 20) + now * 3_600_000;
          const source = contextOf(engine, { now: instant ?? LATER });
          const period = parsePeriod(question.period);
          const where = { agency, period: period.text, instant, rule };
          const [fields, agencies] = [
            await readForm06a(source, { agency, period, by: 'FIELD' }),
            await readForm06a(source, { agency, period, by: 'AGENCY' }),
          ];
          // Both read dossiers apart by other keys, from other cells.
          expect({ ...where, ...added(fields) }).toEqual({ ...where, ...added(agencies) });
          const totals = await form06aTotals(source)(agency, period);
          const { from, to, asOf } = questionOf({ ...question, rule, asked: instant });
          if (asOf < from) {
            expect([fields, totals]).toEqual([[], {}]);
            continue;
          }
          if (Object.keys(totals).length === 0) expect(fields).toEqual([]);
          else expect({ ...where, ...totals }).toEqual({ ...where, ...added(fields) });
          expect({ ...where, ...added(fields) }).toMatchObject({
            ...where,
            ...judged(judge, facts, { agency, from, to, asOf }),
          });
          counted += totals[3] ?? 0;
        }
      }
    }),
    { numRuns: RUNS },
  );
  expect(counted).toBeGreaterThan(RUNS);
}, 600_000);
