import type { Part, WeightSet } from '../../directive';
import { type Halves, scoreOf } from './score';

const title = { vi: 't', en: 't' };

function part(code: string, points: number, fullMark = 100): Part {
  return { code, title, points, fullMark, ratio: { part: code } };
}

function weights(...groups: readonly Part[][]): WeightSet {
  return {
    validFrom: '2022-01-01',
    validTo: null,
    groups: groups.map((parts, index) => ({
      code: `g${index + 1}`,
      title,
      points: parts.reduce((sum, { points }) => sum + points, 0),
      certainty: 'SEEN',
      parts,
    })),
  };
}

const known = (numerator: number, denominator: number): Halves => ({ numerator, denominator, missing: null });

describe('a score', () => {
  test('adds up the points of what is measured, and tells apart what is not', () => {
    const set = weights([part('a', 6), part('b', 4), part('c', 2)], [part('d', 10, 50), part('e', 3)]);
    const halves = new Map<string, Halves>([
      ['a', known(2, 3)],
      ['b', { numerator: 0, denominator: 0, missing: 'ZERO_DENOMINATOR' }],
      ['c', { numerator: 0, denominator: 0, missing: 'NO_DATA' }],
      ['d', known(1, 4)],
    ]);
    const score = scoreOf(set, halves);
    expect(score).toMatchObject({ points: 9, outOf: 25, notMeasured: 9 });
    expect(score.groups.map(({ points, notMeasured }) => [points, notMeasured])).toEqual([
      [4, 6],
      [5, 3],
    ]);
    expect(score.groups.flatMap(({ parts }) => parts.map(({ points, missing }) => [points, missing]))).toEqual([
      [4, null],
      [null, 'ZERO_DENOMINATOR'],
      [null, 'NO_DATA'],
      [5, null],
      // No formula is known: there is nothing to measure it by.
      [null, 'NO_DATA'],
    ]);
  });

  test('shows sums of rounded points to two decimals', () => {
    const set = weights([part('a', 1), part('b', 1), part('c', 1)]);
    const halves = new Map(['a', 'b', 'c'].map((code): [string, Halves] => [code, known(1, 3)]));
    expect(scoreOf(set, halves)).toMatchObject({ points: 0.99, outOf: 3, notMeasured: 0 });
  });

  test('of a denominator of 0 is never full and never 0, whatever is missing', () => {
    const [only] = scoreOf(weights([part('a', 6)]), new Map([['a', known(0, 0)]])).groups[0]!.parts;
    expect(only).toMatchObject({ points: null, missing: 'ZERO_DENOMINATOR' });
  });
});
