import fc from 'fast-check';
import { type Part, publishedDirective, type Ratio } from '../../services/directive';
import { parsePeriod } from '../../services/indicators';
import { pointsOf, readScores } from '../../services/indicators/score';
import { COUNTS, type Oracle, oracle } from '../oracle';
import { questionOf, questions, ZONE } from '../oracle/arbitraries';
import { worlds } from '../oracle/worlds';
import { clearEngine } from '../support/clear';
import { openEngine, type TestEngine } from '../support/engine';
import { contextOf } from './support';

const LATER = Date.UTC(2024, 0, 1);
const RUNS = Math.ceil(Number(process.env['HUB_PROPERTY_RUNS'] ?? 150) / 10);
const WEIGHTS = publishedDirective().weights[0]!;
const AGENCIES = [null, 'A', 'B', 'C', 'D', 'E', 'Z'];

type Asked = Parameters<Oracle['figure']>[0];

/** Both halves of a part and why there are none, as the naive evaluator has them. */
function judged(judge: Oracle, ratio: Ratio, asked: Omit<Asked, 'code'>) {
  const figure = (code: string) => judge.figure({ ...asked, code });
  if ('indicator' in ratio) return figure(ratio.indicator);
  if ('part' in ratio) return figure(ratio.part);
  const [one, other] = [figure(ratio.numerator), figure(ratio.denominator)];
  const [numerator, denominator] = [one.numerator, other.numerator];
  const missing = other.missing === 'ZERO_DENOMINATOR' ? null : other.missing;
  return { numerator, denominator, missing: missing ?? (denominator === 0 ? 'ZERO_DENOMINATOR' : null) };
}

const engines: Record<string, TestEngine> = {};
beforeAll(async () => {
  for (const rule of ['DATE', 'INSTANT'] as const) engines[rule] = await openEngine(rule, ZONE);
});
afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
});

test('every part of the score has the halves that the naive evaluator counts, for any facts, agency, period and rule', async () => {
  const asking = fc.record({ question: questions(), now: fc.option(fc.nat({ max: 90 * 24 }), { nil: null }) });
  let measured = 0;
  await fc.assert(
    fc.asyncProperty(worlds(), fc.array(asking, { minLength: 2, maxLength: 4 }), async (facts, asked) => {
      for (const rule of ['DATE', 'INSTANT'] as const) {
        const engine = engines[rule]!;
        await clearEngine(engine);
        await engine.ingest(facts);
        const judge = oracle(facts, { zone: ZONE, rule });
        for (const { question, now } of asked) {
          const instant = now === null ? null : Date.UTC(2022, 9, 20) + now * 3_600_000;
          const window = questionOf({ ...question, rule, asked: instant });
          const { from, to, asOf } = window;
          const context = contextOf(engine, { now: instant ?? LATER });
          const scores = await readScores(context, AGENCIES, parsePeriod(question.period), WEIGHTS);
          for (const { agency, groups } of scores) {
            for (const { part, points, ...found } of groups.flatMap(({ parts }) => [...parts])) {
              if (part.ratio === null) continue;
              const expected = judged(judge, part.ratio, { agency, only: false, from, to, asOf });
              const where = { part: part.code, agency, period: question.period, instant, rule };
              expect({ ...where, ...found }).toEqual({ ...where, ...expected });
              expect({ ...where, points }).toEqual({ ...where, points: earned(part, expected) });
              if (points !== null) measured++;
            }
          }
        }
      }
    }),
    { numRuns: RUNS },
  );
  expect(measured).toBeGreaterThan(RUNS * 10);
}, 600_000);

function earned(
  { points, fullMark }: Part,
  { numerator, denominator, missing }: ReturnType<typeof judged>,
): number | null {
  return missing === null ? pointsOf(points, fullMark, numerator!, denominator!) : null;
}

test('the parts of the index are ratios', () => {
  const parts = WEIGHTS.groups.flatMap((group) => group.parts);
  expect(
    parts.filter(({ ratio }) => ratio !== null && 'indicator' in ratio && COUNTS.includes(ratio.indicator)),
  ).toEqual([]);
});
