import fc from 'fast-check';
import { histories, questionOf, questions, ZONE } from './arbitraries';
import { COUNTS, DOSSIER_CODES, oracle } from './index';

/** What must hold of any figure, whatever it measures: a check of the oracle itself, and of what the arbitraries reach. */
describe('the oracle', () => {
  test('does not care in which order and how often it is told', () => {
    fc.assert(
      fc.property(histories(), questions(), fc.integer(), (facts, asking, seed) => {
        const settings = { zone: ZONE, rule: asking.rule };
        const again = [...facts, ...facts].sort((a, b) => hash(a, seed) - hash(b, seed));
        const question = questionOf(asking);
        expect(oracle(again, settings).figure(question)).toEqual(oracle(facts, settings).figure(question));
      }),
    );
  });

  test('names members that add up to the figure', () => {
    fc.assert(
      fc.property(histories(), questions(), (facts, asking) => {
        const { figure, members } = oracle(facts, { zone: ZONE, rule: asking.rule });
        const question = questionOf(asking);
        const { numerator, denominator } = figure(question);
        const sum = (half: 'NUMERATOR' | 'DENOMINATOR') =>
          [...members({ ...question, half }).values()].reduce((a, b) => a + b, 0);
        expect(sum('NUMERATOR')).toBe(numerator ?? 0);
        expect(sum('DENOMINATOR')).toBe(denominator ?? 0);
      }),
    );
  });

  test('lets the rows of agencies add up to everything', () => {
    fc.assert(
      fc.property(histories(), questions(), (facts, asking) => {
        const { members } = oracle(facts, { zone: ZONE, rule: asking.rule });
        const ask = { ...questionOf(asking), half: 'NUMERATOR' as const };
        const whole = members({ ...ask, agency: null });
        const rows = ['A', 'B', 'C', 'D', 'E'].map((agency) => members({ ...ask, agency, only: true }));
        const counted = rows.flatMap((row) => [...row.keys()]);
        expect(new Set(counted).size).toBe(counted.length);
        for (const subject of counted) expect(whole.has(subject)).toBe(true);
        expect(counted.length).toBeLessThanOrEqual(whole.size);
      }),
    );
  });

  test('never lets a ratio exceed the whole, reused components apart', () => {
    fc.assert(
      fc.property(histories(), questions(), (facts, asking) => {
        fc.pre(asking.code !== 'data-reuse-rate' && !COUNTS.includes(asking.code));
        const { numerator, denominator } = oracle(facts, { zone: ZONE, rule: asking.rule }).figure(questionOf(asking));
        expect(numerator!).toBeLessThanOrEqual(denominator!);
      }),
    );
  });

  test('is asked enough questions that have something to count', () => {
    const reached = new Map(DOSSIER_CODES.map((code) => [code, 0]));
    fc.assert(
      fc.property(histories(), fc.array(questions(), { minLength: 12, maxLength: 12 }), (facts, asked) => {
        const oracles = {
          DATE: oracle(facts, { zone: ZONE, rule: 'DATE' }),
          INSTANT: oracle(facts, { zone: ZONE, rule: 'INSTANT' }),
        };
        for (const asking of asked) {
          const { size } = oracles[asking.rule].members({ ...questionOf(asking), half: 'NUMERATOR' });
          reached.set(asking.code, reached.get(asking.code)! + size);
        }
      }),
      { numRuns: 400, seed: 20221125 },
    );
    for (const [code, found] of reached) expect({ code, enough: found >= 5 }).toEqual({ code, enough: true });
  });
});

/** A shuffle that a seed fixes. */
function hash(value: object, seed: number): number {
  let sum = seed;
  for (const character of JSON.stringify(value)) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) | 0;
  return sum;
}
