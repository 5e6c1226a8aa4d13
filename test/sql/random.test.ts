import fc from 'fast-check';
import type { Fact } from '../../services/indicators';
import { histories } from '../oracle/arbitraries';
import { worlds } from '../oracle/worlds';
import { type Asking, compare, provinceOf } from './province';

const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 25);

/** Periods that the random histories lie in, each as of an instant inside a day. */
const ASKINGS: readonly Asking[] = [
  { period: '2022-11', from: '2022-11-01', to: '2022-12-01', asOf: ['2022-11-16T09:00:00+07:00'] },
  { period: '2022-Q4', from: '2022-10-01', to: '2023-01-01', asOf: ['2022-12-31T12:00:00+07:00'] },
  { period: 'R2022-Q4', from: '2022-09-15', to: '2022-12-15', asOf: ['2022-12-08T17:00:00+07:00'] },
  { period: '2023', from: '2023-01-01', to: '2024-01-01', asOf: ['2023-11-21T00:00:00+07:00'] },
];

/** Histories full of ties, corrections, retractions and midnights: what a believable province seldom has. */
describe('SQL over exported states of random histories agrees with the engine', () => {
  const property = (facts: fc.Arbitrary<Fact[]>) =>
    fc.asyncProperty(facts, async (told) => {
      const province = await provinceOf(told);
      try {
        for (const asking of ASKINGS) {
          const { engine, sql } = await compare(province, asking, asking.asOf[0]!);
          expect({ period: asking.period, ...engine }).toEqual({ period: asking.period, ...sql });
        }
      } finally {
        await province.close();
      }
    });

  test('of dossiers', () => fc.assert(property(histories()), { numRuns: RUNS }), 600_000);
  test('of every kind', () => fc.assert(property(worlds()), { numRuns: RUNS }), 600_000);
});
