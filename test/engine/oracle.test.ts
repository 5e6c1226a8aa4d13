import fc from 'fast-check';
import { dayNumber } from '../../infra/time/zone';
import { indicatorOf, parsePeriod, type Question, verify } from '../../services/indicators';
import { oracle } from '../oracle';
import { type Asking, histories, questionOf, questions, ZONE } from '../oracle/arbitraries';
import { openEngine, type TestEngine } from '../support/engine';

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

const LATER = dayNumber('2024-01-01') * 86_400_000;
const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 150);

/** Empties the store between two histories, so that opening files does not take all the time. */
async function clear(engine: TestEngine): Promise<void> {
  await engine.database.write(async (sql) => {
    for (const table of ['state', 'contribution', 'cell', 'source']) await sql.run(`DELETE FROM ${table}`);
    await sql.run("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'revision'");
    await sql.run(
      "INSERT INTO meta (name, value) SELECT 'catalogue_revision', value FROM meta WHERE name = 'revision' ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    );
  });
}

/** Cuts a list at random places. */
function batches<T>(items: readonly T[], cuts: readonly number[]): T[][] {
  const places = [...new Set(cuts.map((cut) => cut % (items.length + 1)))].sort((a, b) => a - b);
  return [0, ...places]
    .map((from, i) => items.slice(from, [...places, items.length][i]))
    .filter((part) => part.length > 0);
}

const cuts = fc.array(fc.nat(), { maxLength: 6 });

describe('the engine against an evaluator written by other means', () => {
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
          await clear(engine);
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
      { numRuns: RUNS },
    );
  }, 600_000);
});
