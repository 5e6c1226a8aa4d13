import fc from 'fast-check';
import { CatalogueReader } from '../../services/catalog';
import {
  type AnyIndicator,
  findIndicator,
  findPart,
  parsePeriod,
  type Question,
  readEvidence,
  rebuild,
  verify,
} from '../../services/indicators';
import { CODES, oracle, PART_CODES } from '../oracle';
import { type Asking, questionOf, questions, ZONE } from '../oracle/arbitraries';
import { A_YEAR_LATER } from '../oracle/sayings';
import { worlds } from '../oracle/worlds';
import { clearEngine } from '../support/clear';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';

const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 100);

/** The part that is no ratio of sums is read with the score (test/score). */
const SUMMED = [...CODES, ...PART_CODES.filter((code) => findPart(code) !== undefined)];

/** The engine's question for what the arbitrary asks; a part of the 766 index is asked for like an indicator. */
function engineQuestion({ code, period: text, asked, ...filters }: Asking): Question {
  const period = parsePeriod(text);
  const { agency, only, channel, procedure, field } = filters;
  const indicator = findIndicator(code) ?? ({ targets: [], ...findPart(code)! } as unknown as AnyIndicator);
  const { from, to } = period;
  return { indicator, agency, only, from, to, period, asOf: asked, channel, procedure, field, on: null };
}

describeEngines('facts of every kind, against an evaluator written by other means', (openEngine, effort) => {
  const engines: Record<string, TestEngine> = {};
  beforeAll(async () => {
    for (const rule of ['DATE', 'INSTANT'] as const) engines[rule] = await openEngine(rule, ZONE);
  });
  afterAll(async () => {
    for (const engine of Object.values(engines)) await engine.close();
  });

  test('all indicators and parts give the same halves, and the running cells are those of a rebuild', async () => {
    const many = fc.array(questions(SUMMED), { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(worlds(), many, fc.nat(), async (facts, askings, cut) => {
        for (const rule of ['DATE', 'INSTANT'] as const) {
          const engine = engines[rule]!;
          await clearEngine(engine);
          const place = cut % (facts.length + 1);
          await engine.ingest(facts.slice(0, place));
          await engine.ingest(facts.slice(place));
          expect((await verify(engine.database, engine.store.settings)).differences).toEqual([]);
          const judge = oracle(facts, { zone: ZONE, rule });
          const own = askings.filter((asking) => asking.rule === rule);
          const figures = await Promise.all(own.map((asking) => engine.figure(engineQuestion(asking), A_YEAR_LATER)));
          for (const [i, asking] of own.entries()) {
            const { numerator, denominator, missing } = figures[i]!;
            const expected = judge.figure(questionOf(asking));
            expect({ asking, numerator, denominator, missing }).toEqual({ asking, ...expected });
          }
        }
      }),
      { numRuns: effort.runs(RUNS) },
    );
    const { database, store } = engines['DATE']!;
    const before = await engines['DATE']!.dump();
    await rebuild(database, store.settings);
    const after = await engines['DATE']!.dump();
    expect([after.contributions, after.cells]).toEqual([before.contributions, before.cells]);
  }, 900_000);

  test('each figure opens down to the facts behind it, and the rows of every breakdown add up', async () => {
    const many = fc.array(questions(SUMMED), { minLength: 12, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(worlds(), many, async (facts, askings) => {
        for (const rule of ['DATE', 'INSTANT'] as const) {
          const engine = engines[rule]!;
          await clearEngine(engine);
          await engine.ingest(facts);
          const judge = oracle(facts, { zone: ZONE, rule });
          const { settings } = engine.store;
          const catalogue = await new CatalogueReader(engine.database, settings.zone).current();
          for (const asking of askings.filter((candidate) => candidate.rule === rule)) {
            const question = engineQuestion(asking);
            const figure = await engine.figure(question, A_YEAR_LATER);
            for (const half of ['NUMERATOR', 'DENOMINATOR'] as const) {
              if (half === 'DENOMINATOR' && question.indicator.denominator === undefined) continue;
              const view = catalogue.on(settings.zone.localDay(figure.T), figure.T);
              const page = await engine.database.read((sql) =>
                readEvidence(sql, { question, half, T: figure.T, first: 500, after: null }, view, settings),
              );
              const found = Object.fromEntries(page.rows.map(({ subject, amount }) => [subject, Number(amount)]));
              const members = Object.fromEntries(judge.members({ ...questionOf(asking), half }));
              expect({ asking, half, found, total: page.total }).toEqual({
                ...{ asking, half },
                found: members,
                total: Object.keys(members).length,
              });
            }
            for (const by of ['AGENCY', 'AGENCY_CHILDREN', 'PROCEDURE', 'FIELD', 'CHANNEL'] as const) {
              const rows = await engine.breakdown(question, by, A_YEAR_LATER);
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
  }, 900_000);
});
