import { dateText, dayNumber } from '../working-time';
import type { Regime } from './regimes';
import { type Slot, slotDueOn } from './slots';

const regime = (frequency: Regime['frequency'], dueDay: number, calendar?: Regime['calendar']): Regime => ({
  code: 'x',
  name: 'x',
  owner: '01',
  frequency,
  dueDay,
  ...(calendar && { calendar }),
});

/** The slots due within a year, as text: period, due day, first and last day of the data. */
function slots(of: Regime, year: number): string[] {
  const found: Slot[] = [];
  for (let day = dayNumber(`${year}-01-01`); day < dayNumber(`${year + 1}-01-01`); day++) {
    const slot = slotDueOn(of, day);
    if (slot) found.push(slot);
  }
  return found.map(({ period, due, from, until }) => [period, ...[due, from, until].map(dateText)].join(' '));
}

test('the quarterly report that the letter wants before day 16, and that of the province before day 20', () => {
  expect(slots(regime('QUARTER', 16, 'REPORTING'), 2023)).toEqual([
    'R2023-Q1 2023-03-15 2022-12-15 2023-03-14',
    'R2023-Q2 2023-06-15 2023-03-15 2023-06-14',
    'R2023-Q3 2023-09-15 2023-06-15 2023-09-14',
    'R2023-Q4 2023-12-15 2023-09-15 2023-12-14',
  ]);
  expect(slots(regime('QUARTER', 20), 2022)[3]).toBe('2022-Q4 2022-12-19 2022-10-01 2022-12-31');
});

test.each([
  ['MONTH', 'R2022-01', '2021-12-15 2022-01-14', '2022-01 2022-01-19 2022-01-01 2022-01-31', 12],
  ['HALF', 'R2022-H1', '2021-12-15 2022-06-14', '2022-H1 2022-06-19 2022-01-01 2022-06-30', 2],
  ['NINE_MONTHS', 'R2022-9M', '2021-12-15 2022-09-14', '2022-9M 2022-09-19 2022-01-01 2022-09-30', 1],
  ['YEAR', 'R2022', '2021-12-15 2022-12-14', '2022 2022-12-19 2022-01-01 2022-12-31', 1],
] as const)('%s of both calendars', (frequency, period, window, civil, count) => {
  const reporting = slots(regime(frequency, 20, 'REPORTING'), 2022);
  expect(reporting[0]).toMatch(new RegExp(`^${period} 2022-..-19 ${window}$`));
  expect(slots(regime(frequency, 20), 2022)[0]).toBe(civil);
  expect(reporting).toHaveLength(count);
});

test('a due day beyond the month is its last day; without one nothing is due', () => {
  expect(slots(regime('MONTH', 31), 2023).slice(0, 4)).toEqual([
    '2023-01 2023-01-30 2023-01-01 2023-01-31',
    '2023-02 2023-02-28 2023-02-01 2023-02-28',
    '2023-03 2023-03-30 2023-03-01 2023-03-31',
    '2023-04 2023-04-30 2023-04-01 2023-04-30',
  ]);
  const { dueDay: _, ...silent } = regime('MONTH', 31);
  expect(slots(silent, 2023)).toEqual([]);
});

test('nobody reports before the reporting period is over', () => {
  const opens = (of: Regime, due: string) => dateText(slotDueOn(of, dayNumber(due))!.opens);
  expect(opens(regime('QUARTER', 20, 'REPORTING'), '2022-12-19')).toBe('2022-12-15');
  expect(opens(regime('QUARTER', 16, 'REPORTING'), '2022-12-15')).toBe('2022-12-15');
  expect(opens(regime('QUARTER', 28), '2022-12-27')).toBe('2022-12-17');
});
