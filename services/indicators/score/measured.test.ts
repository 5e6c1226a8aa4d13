import { type Part, publishedDirective, type Ratio, type WeightSet } from '../../directive';
import { measuredParts, TRANSACTIONS } from './measured';

const title = { vi: 't', en: 't' };

function weightsOf(ratio: Ratio | null): WeightSet {
  const part: Part = { code: 'p', title, points: 1, fullMark: 100, ratio };
  return {
    validFrom: '2022-01-01',
    validTo: null,
    groups: [{ code: 'g', title, points: 1, certainty: 'SEEN', parts: [part] }],
  };
}

describe('the measured parts', () => {
  test('are all of Decision 766 but certified copies, of which no formula is known', () => {
    const set = publishedDirective().weights[0]!;
    const measured = measuredParts(set);
    const left = set.groups
      .flatMap(({ parts }) => parts)
      .filter(({ code }) => !measured.some(({ part }) => part.code === code));
    expect([measured.length, left.map(({ code }) => code)]).toEqual([20, ['certified-e-copies']]);
    for (const { part, ratio } of measured) {
      expect([part.code, ratio.denominator === undefined]).toEqual([part.code, false]);
    }
  });

  test('of one numerator over another count the former among the latter', () => {
    const [part] = measuredParts(
      weightsOf({ numerator: 'full-online-coverage', denominator: 'online-service-coverage' }),
    );
    const keys = [part!.ratio.numerator, part!.ratio.denominator!].map(({ measures }) =>
      measures.map(({ key }) => key),
    );
    expect(keys).toEqual([['procedures-full-online'], ['procedures-online']]);
  });

  test('of transactions are marked, as no figure gives their numerator', () => {
    expect(measuredParts(weightsOf({ part: TRANSACTIONS }))[0]).toMatchObject({ ofTransactions: true });
    expect(measuredParts(weightsOf({ part: 'data-reused' }))[0]).toMatchObject({ ofTransactions: false });
  });

  test('name only what there is, and halves that fit', () => {
    expect(measuredParts(weightsOf(null))).toEqual([]);
    expect(() => measuredParts(weightsOf({ part: 'x' }))).toThrow("weights: part p: ratio.part: 'x' is no measure.");
    expect(() => measuredParts(weightsOf({ indicator: 'x' }))).toThrow("'x' is no indicator");
    const odd: Ratio = { numerator: 'on-time-rate', denominator: 'online-service-coverage' };
    expect(() => measuredParts(weightsOf(odd))).toThrow("'on-time-rate' counts among other facts");
  });
});
