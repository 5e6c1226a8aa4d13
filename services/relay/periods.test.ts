import fc from 'fast-check';
import { dayNumber, formatDay } from '../../infra/time/zone';
import { bucketsOf, type Period, parsePeriod } from '../indicators';
import { touchedPeriods } from './periods';

const half = (date: string): number => bucketsOf(dayNumber(date)).half;
const names = (periods: readonly Period[]): string[] => periods.map(({ text }) => text);
const TODAY = dayNumber('2022-11-20');

/** Every published period of some years, written out plainly. */
const ALL: readonly Period[] = ['', 'R'].flatMap((prefix) =>
  Array.from({ length: 7 }, (_, i) => 2019 + i).flatMap((year) =>
    ['', '-Q1', '-Q2', '-Q3', '-Q4', ...Array.from({ length: 12 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`)].map(
      (part) => parsePeriod(`${prefix}${year}${part}`),
    ),
  ),
);

test('a flow moves the six periods that hold its half-month, the newest first', () => {
  expect(names(touchedPeriods({ flows: [half('2022-10-20')], stocksFrom: null }, TODAY))).toEqual([
    ...['2022-Q4', '2022', 'R2022-Q4', 'R2022', 'R2022-11', '2022-10'],
  ]);
});

test('a period that has not begun is not published; it is on its first day', () => {
  const moved = { flows: [], stocksFrom: half('2022-11-20') };
  expect(names(touchedPeriods(moved, dayNumber('2022-12-14')))).not.toContain('R2023-01');
  expect(names(touchedPeriods(moved, dayNumber('2022-12-15')))).toContain('R2023-01');
  expect(names(touchedPeriods(moved, dayNumber('2022-12-15')))).not.toContain('2023');
});

test('the periods are those that hold a flow or end after a stock moved, no more and no fewer', () => {
  const day = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2023-12-31') });
  const halves = day.map((each) => bucketsOf(each).half);
  fc.assert(
    fc.property(fc.array(halves, { maxLength: 4 }), fc.option(halves), day, (flows, stocksFrom, today) => {
      const isMoved = ({ from, to }: Period): boolean => {
        const days = Array.from({ length: to - from }, (_, i) => bucketsOf(from + i).half);
        return days.some((own) => flows.includes(own) || (stocksFrom !== null && own >= stocksFrom));
      };
      const right = ALL.filter((period) => period.from <= today && isMoved(period));
      const found = touchedPeriods({ flows, stocksFrom }, today);
      expect({ today: formatDay(today), periods: names(found).sort() }).toEqual({
        ...{ today: formatDay(today), periods: names(right).sort() },
      });
    }),
  );
});
