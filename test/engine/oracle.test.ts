import fc from 'fast-check';
import { dayNumber } from '../../infra/time/zone';
import { CatalogueReader } from '../../services/catalog';
import { indicatorOf, parsePeriod, type Question, readEvidence, verify } from '../../services/indicators';
import { oracle } from '../oracle';
import { type Asking, histories, questionOf, questions, ZONE } from '../oracle/arbitraries';
import { clearEngine } from '../support/clear';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';

/** The engine's question for what the arbitrary asks. */
function engineQuestion(asking: Asking): Question {
  const period = parsePeriod(asking.period);
  return {
    indicator: indicatorOf(asking.code),
    agency: asking.agency,
    only: asking.only,
    from: period.from,
    to: period.to,
    period,
    asOf: asking.asked,
    channel: asking.channel,
    procedure: asking.procedure,
    field: asking.field,
    on: null,
  };
}

/** Days in and around the periods of the histories, in any alignment. */
const day = fc.integer({ min: dayNumber('2022-10-10'), max: dayNumber('2023-01-20') });

const LATER = dayNumber('2024-01-01') * 86_400_000;
const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 150);

/** Cuts a list at random places. */
function batches<T>(items: readonly T[], cuts: readonly number[]): T[][] {
  const places = [...new Set(cuts.map((cut) => cut % (items.length + 1)))].sort((a, b) => a - b);
  return [0, ...places]
    .map((from, i) => items.slice(from, [...places, items.length][i]))
    .filter((part) => part.length > 0);
}

const cuts = fc.array(fc.nat(), { maxLength: 6 });

describeEngines('the engine against an evaluator written by other means', (openEngine, effort) => {
  const engines: Record<string, TestEngine> = {};
  beforeAll(async () => {
    for (const rule of ['DATE', 'INSTANT'] as const) engines[rule] = await openEngine(rule, ZONE);
  });
  afterAll(async () => {
    for (const engine of Object.values(engines)) await engine.close();
  });

  test('gives the same halves for any history, period, instant, agency and filter', async () => {
    const many = fc.array(questions(), { minLength: 12, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(histories(), many, cuts, async (facts, askings, places) => {
        for (const rule of ['DATE', 'INSTANT'] as const) {
          const engine = engines[rule]!;
          await clearEngine(engine);
          for (const batch of batches(facts, places)) await engine.ingest(batch);
          expect((await verify(engine.database, engine.store.settings)).differences).toEqual([]);
          const judge = oracle(facts, { zone: ZONE, rule });
          for (const asking of askings.filter((candidate) => candidate.rule === rule)) {
            const expected = judge.figure(questionOf(asking));
            const figure = await engine.figure(engineQuestion(asking), LATER);
            const found = { numerator: figure.numerator, denominator: figure.denominator, missing: figure.missing };
            expect({ asking, ...found }).toEqual({ asking, ...expected });
          }
        }
      }),
      { numRuns: effort.runs(RUNS) },
    );
  }, 600_000);

  test('gives the same for windows that no calendar knows, cut anywhere', async () => {
    const windows = fc.array(fc.tuple(questions(), day, fc.integer({ min: 1, max: 70 })), {
      minLength: 8,
      maxLength: 16,
    });
    await fc.assert(
      fc.asyncProperty(histories(), windows, async (facts, asked) => {
        for (const rule of ['DATE', 'INSTANT'] as const) {
          const engine = engines[rule]!;
          await clearEngine(engine);
          await engine.ingest(facts);
          const judge = oracle(facts, { zone: ZONE, rule });
          const { zone } = engine.store.settings;
          for (const [asking, from, length] of asked.filter(([candidate]) => candidate.rule === rule)) {
            const window = { from: zone.startOfDay(from), to: zone.startOfDay(from + length) };
            const question = { ...engineQuestion(asking), from, to: from + length, period: null };
            const figure = await engine.figure(question, LATER);
            const { numerator, denominator } = judge.figure({ ...questionOf(asking), ...window, asOf: figure.T });
            const found = { numerator: figure.numerator, denominator: figure.denominator };
            expect({ asking, from, length, ...found }).toEqual({ asking, from, length, numerator, denominator });
          }
        }
      }),
      { numRuns: effort.runs(Math.ceil(RUNS / 3)) },
    );
  }, 600_000);

  test('opens each figure down to the facts behind it, and its gap; and the rows of every breakdown add up', async () => {
    const many = fc.array(questions(), { minLength: 6, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(histories(), many, async (facts, askings) => {
        for (const rule of ['DATE', 'INSTANT'] as const) {
          const engine = engines[rule]!;
          await clearEngine(engine);
          await engine.ingest(facts);
          const judge = oracle(facts, { zone: ZONE, rule });
          const { zone } = engine.store.settings;
          const catalogue = await new CatalogueReader(engine.database, zone).current();
          for (const asking of askings.filter((candidate) => candidate.rule === rule)) {
            const question = engineQuestion(asking);
            const figure = await engine.figure(question, LATER);
            const members = (half: 'NUMERATOR' | 'DENOMINATOR'): ReadonlyMap<string, number> =>
              judge.members({ ...questionOf(asking), half });
            const read = async (half: 'NUMERATOR' | 'DENOMINATOR' | 'GAP'): Promise<Record<string, number>> => {
              const view = catalogue.on(zone.localDay(figure.T), figure.T);
              const page = await engine.database.read((sql) =>
                readEvidence(
                  sql,
                  { question, half, T: figure.T, first: 500, after: null },
                  view,
                  engine.store.settings,
                ),
              );
              expect(page.total).toBe(page.rows.length);
              return Object.fromEntries(page.rows.map((row) => [row.subject, row.amount]));
            };
            expect(await read('NUMERATOR')).toEqual(Object.fromEntries(members('NUMERATOR')));
            if (question.indicator.denominator !== undefined) {
              expect(await read('DENOMINATOR')).toEqual(Object.fromEntries(members('DENOMINATOR')));
              const counted = members('NUMERATOR');
              const gap = [...members('DENOMINATOR')].map(([code, amount]): [string, number] => [
                code,
                amount - (counted.get(code) ?? 0),
              ]);
              expect(await read('GAP')).toEqual(Object.fromEntries(gap.filter(([, amount]) => amount > 0)));
            }
            for (const by of ['AGENCY', 'AGENCY_CHILDREN', 'PROCEDURE', 'FIELD', 'CHANNEL'] as const) {
              const rows = await engine.breakdown(question, by, LATER);
              const total = (half: 'numerator' | 'denominator'): number =>
                rows.reduce((sum, row) => sum + (row[half] ?? 0), 0);
              expect({ asking, by, numerator: total('numerator'), denominator: total('denominator') }).toEqual({
                ...{ asking, by },
                numerator: figure.numerator ?? 0,
                denominator: figure.denominator ?? 0,
              });
            }
          }
        }
      }),
      { numRuns: effort.runs(Math.ceil(RUNS / 3)) },
    );
  }, 600_000);
});
