import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { pointsOf, sumOf } from './points';

describe('points of a part', () => {
  test.each([
    ['dossiers synchronised', 6, 100, 339_457, 339_457, 6],
    ['dossiers without lateness', 20, 100, 118_513, 121_543, 19.5],
    ['electronic results', 6, 100, 334_358, 464_494, 4.32],
    // Only a full mark at 90 % gives the published points; at 100 % they would be 5.20.
    ['handling without lateness or complaint', 6, 90, 402_886, 464_494, 5.78],
  ])(
    'are those published for Phú Thọ, quarter 3 of 2026: %s',
    (_, weight, fullMark, numerator, denominator, points) => {
      expect(pointsOf(weight, fullMark, numerator, denominator)).toBe(points);
    },
  );

  test.each([
    ['a half is rounded up', 1, 100, 5, 1000, 0.01],
    ['a little less than a half is not', 1, 100, 4_999_999, 1_000_000_000, 0],
    ['a half that binary fractions have not', 1, 100, 1005, 100_000, 0.01],
    ['1.005 of 2 is 1.01', 2, 100, 1005, 2000, 1.01],
    ['beyond the full mark nothing is added', 6, 50, 3, 4, 6],
    ['at the full mark all is reached', 2, 80, 4, 5, 2],
    ['just below it not', 100, 80, 79_993, 100_000, 99.99],
    ['nothing counted, no points', 6, 100, 0, 5, 0],
    ['none are taken away', 6, 100, -3, 5, 0],
    ['weights may have decimals', 2.5, 62.5, 1, 4, 1],
  ])('%s', (_, weight, fullMark, numerator, denominator, points) => {
    expect(pointsOf(weight, fullMark, numerator, denominator)).toBe(points);
  });

  test('are the nearest two decimals of the exact product', () => {
    const count = fc.integer({ min: 0, max: 1_000_000_000 });
    const percent = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(percent, percent, count, count, (weight, fullMark, a, b) => {
        const [numerator, denominator] = [Math.min(a, b), Math.max(a, b, 1)];
        const points = pointsOf(weight, fullMark, numerator, denominator);
        const hundredths = BigInt(Math.round(points * 100));
        const exact = 100n * 100n * BigInt(weight) * BigInt(numerator);
        const unit = BigInt(fullMark) * BigInt(denominator);
        const capped = exact < 100n * BigInt(weight) * unit ? exact : 100n * BigInt(weight) * unit;
        // At most half a unit above, less than half a unit below.
        expect(2n * (hundredths * unit - capped) <= unit).toBe(true);
        expect(2n * (capped - hundredths * unit) < unit).toBe(true);
      }),
    );
  });

  test('are added without dust', () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(sumOf([0.1, 0.2])).toBe(0.3);
    expect(sumOf([5.78, 4.32, 19.5])).toBe(29.6);
    expect(sumOf([])).toBe(0);
  });
});

const SAMPLE = resolve(__dirname, '../../../../shared/data/vn-admin/qd766-phu-tho-2026-sample.csv');
const given = existsSync(SAMPLE) ? test : test.skip;
if (!existsSync(SAMPLE))
  process.stderr.write('The sample of Phú Thọ is absent (shared/data/vn-admin): it is left out.\n');

given('the published sample of Phú Thọ: a ratio out of 100, to the second decimal', () => {
  type Row = { departmentCode: string; totalReceived: string; totalOnTime: string; ratio: string };
  const rows: Row[] = parse(readFileSync(SAMPLE), { columns: true, bom: true });
  expect(rows.length).toBeGreaterThan(10);
  for (const { departmentCode, totalReceived, totalOnTime, ratio } of rows) {
    const points = pointsOf(100, 100, Number(totalOnTime), Number(totalReceived));
    expect([departmentCode, points]).toEqual([departmentCode, Number(ratio)]);
  }
});
