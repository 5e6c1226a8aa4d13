import fc from 'fast-check';
import { dayNumber, formatDay } from '../../../infra/time/zone';
import { parsePeriod, previousPeriod, windowsBetween } from './period';

const window = (text: string): [string, string] => {
  const { from, to } = parsePeriod(text);
  return [formatDay(from), formatDay(to)];
};

test.each([
  ['2022', '2022-01-01', '2023-01-01'],
  ['2022-H1', '2022-01-01', '2022-07-01'],
  ['2022-H2', '2022-07-01', '2023-01-01'],
  ['2022-9M', '2022-01-01', '2022-10-01'],
  ['2022-Q4', '2022-10-01', '2023-01-01'],
  ['2022-02', '2022-02-01', '2022-03-01'],
  ['2022-12', '2022-12-01', '2023-01-01'],
  ['2024-02-29', '2024-02-29', '2024-03-01'],
  // Decree 09/2019: from day 15 of the month before to day 14 of the last month.
  ['R2022', '2021-12-15', '2022-12-15'],
  ['R2022-H1', '2021-12-15', '2022-06-15'],
  ['R2022-H2', '2022-06-15', '2022-12-15'],
  ['R2022-9M', '2021-12-15', '2022-09-15'],
  ['R2022-Q1', '2021-12-15', '2022-03-15'],
  ['R2022-Q4', '2022-09-15', '2022-12-15'],
  ['R2022-01', '2021-12-15', '2022-01-15'],
  ['R2022-11', '2022-10-15', '2022-11-15'],
])('%s runs from %s to %s, exclusive', (text, from, to) => {
  expect(window(text)).toEqual([from, to]);
});

test.each([
  '',
  '22',
  '2022-13',
  '2022-00',
  '2022-Q5',
  '2022-H3',
  '2022-02-30',
  'R2022-11-25',
  '2022-1',
  'r2022',
  '1812',
  '2022-Q4 ',
])("'%s' is refused and told what would be right", (text) => {
  expect(() => parsePeriod(text)).toThrow(/is no period\. Right would be 2022, /);
});

test.each([
  ['2022', '2021'],
  ['2022-H1', '2021-H2'],
  ['2022-H2', '2022-H1'],
  ['2022-9M', '2021-9M'],
  ['2022-Q1', '2021-Q4'],
  ['2022-Q3', '2022-Q2'],
  ['2022-01', '2021-12'],
  ['2022-11', '2022-10'],
  ['2022-03-01', '2022-02-28'],
  ['R2022-01', 'R2021-12'],
  ['R2022-Q1', 'R2021-Q4'],
])('one period before %s is %s', (text, before) => {
  expect(previousPeriod(parsePeriod(text))?.text).toBe(before);
});

test('nothing precedes the first year', () => {
  expect(previousPeriod(parsePeriod('1990'))).toBeNull();
  expect(previousPeriod(parsePeriod('1990-Q3'))).toBeNull();
  expect(previousPeriod(parsePeriod('1991-01'))?.text).toBe('1990-12');
});

test('the windows of a series follow each other without gap, and only whole ones carry a name', () => {
  const day = fc.integer({ min: dayNumber('2021-11-20'), max: dayNumber('2023-02-20') });
  const grains = fc.constantFrom('DAY' as const, 'MONTH' as const, 'QUARTER' as const, 'YEAR' as const);
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 400 }),
      grains,
      fc.constantFrom('CIVIL' as const, 'REPORTING' as const),
      (from, length, grain, calendar) => {
        const to = from + length;
        const windows = windowsBetween(from, to, grain, calendar);
        expect(windows[0]!.from).toBe(from);
        expect(windows.at(-1)!.to).toBe(to);
        windows.forEach((each, i) => {
          if (i > 0) expect(each.from).toBe(windows[i - 1]!.to);
          if (each.period === null) {
            // Only the ends of the range cut a window.
            expect(i === 0 || i === windows.length - 1).toBe(true);
          } else {
            const { from: first, to: end } = parsePeriod(each.period);
            expect([first, end]).toEqual([each.from, each.to]);
          }
        });
      },
    ),
  );
});
