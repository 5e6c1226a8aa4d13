import fc from 'fast-check';
import vietnam from '../../schema/calendar/vietnam.json';
import { dayNumber, formatDay } from './day';
import { type CalendarTable, isWeekend, WorkingDays } from './working-days';
import { loadWorkingDays } from './working-days-file';

const calendar = loadWorkingDays();
const day = dayNumber;
const text = (found: number | null): string | null => (found === null ? null : formatDay(found));

describe('the table of Vietnam', () => {
  test.each([
    ['2022-11-25', true],
    ['2022-11-26', false],
    ['2023-01-19', true],
    ['2023-01-20', false],
    ['2023-01-26', false],
    ['2023-01-27', true],
    ['2024-04-29', false],
    ['2024-05-04', true],
    ['2024-05-05', false],
    ['2025-04-26', true],
    ['2025-05-02', false],
    ['2026-01-02', false],
    ['2026-01-10', true],
    ['2026-08-22', true],
    ['2026-08-31', false],
    ['2026-11-23', true],
    ['2026-11-24', false],
    ['2025-11-24', true],
    ['2022-01-01', false],
    ['2026-12-31', true],
    ['2021-12-31', null],
    ['2027-01-01', null],
  ])('%s: %p', (date, works) => {
    expect(calendar.isWorkingDay(day(date))).toBe(works);
  });

  test.each([
    ['over Tết 2023', '2023-01-19', '2023-01-30', 2],
    ['over the swap of 2024, with the Saturday', '2024-04-26', '2024-05-06', 4],
    ['over the swap of January 2026', '2025-12-31', '2026-01-12', 7],
    ['over the swap of September 2026', '2026-08-21', '2026-09-03', 7],
    ['from a Friday to the Sunday', '2022-11-25', '2022-11-27', 0],
    ['to the same day', '2022-11-25', '2022-11-25', 0],
    ['backwards', '2022-11-28', '2022-11-25', -1],
    ['to the last day known', '2026-12-30', '2026-12-31', 1],
    ['into an unknown year', '2026-12-31', '2027-01-01', null],
    ['from an unknown year', '2021-12-31', '2022-01-05', null],
  ])('between, %s', (_, a, b, count) => {
    expect(calendar.between(day(a), day(b))).toBe(count);
  });

  test.each([
    // The sample of the national portal.
    ['2022-11-21', 10, '2022-12-05'],
    ['2022-11-21', 12, '2022-12-07'],
    ['2023-01-19', 1, '2023-01-27'],
    ['2024-04-26', 3, '2024-05-04'],
    ['2024-04-27', 1, '2024-05-02'],
    ['2022-11-25', 0, '2022-11-25'],
    ['2022-11-26', 0, '2022-11-28'],
    ['2026-12-30', 1, '2026-12-31'],
    ['2026-12-30', 2, null],
    ['2021-12-31', 1, null],
  ])('%s and %p working days end on %s', (from, count, end) => {
    expect(text(calendar.add(day(from), count))).toBe(end);
  });

  test.each([
    ['2022-11-23', 0, '2022-11-23'],
    ['2022-11-24', 1, '2022-11-27'],
    ['2022-11-25', 0, '2022-11-27'],
    ['2022-11-26', 0, '2022-11-27'],
    ['2023-01-19', 0, '2023-01-26'],
    ['2026-12-30', 1, '2026-12-31'],
    ['2026-12-30', 2, null],
  ])('what lies within %s and %p working days lasts to %s', (from, count, end) => {
    expect(text(calendar.lastWithin(day(from), count))).toBe(end);
  });

  test('has some 250 working days a year, and says where each row is from', () => {
    const years = [2022, 2023, 2024, 2025, 2026];
    const counts = years.map((year) => calendar.between(day(`${year}-01-01`), day(`${year}-12-31`)));
    expect(counts).toEqual([249, 249, 251, 250, 249]);
    for (const row of vietnam.days) expect(row.source.length).toBeGreaterThan(10);
    expect(vietnam.days.filter(({ certainty }) => certainty === 'RECOLLECTED').map((row) => row.day)).toEqual([
      '2025-04-26',
      '2025-05-02',
    ]);
  });

  test('a count that is none is refused', () => {
    for (const wrong of [-1, 1.5, Number.NaN]) {
      expect(() => calendar.add(0, wrong)).toThrow(RangeError);
      expect(() => calendar.lastWithin(0, wrong)).toThrow(RangeError);
    }
  });
});

describe('the algebra of any table', () => {
  const FIRST = day('2019-01-01');
  const LAST = day('2024-12-31');
  const anyDay = fc.integer({ min: FIRST - 30, max: LAST + 30 });
  const anyTable: fc.Arbitrary<CalendarTable> = fc.record({
    version: fc.constant('x'),
    zone: fc.constant('Asia/Ho_Chi_Minh'),
    years: fc.uniqueArray(fc.constantFrom(2019, 2020, 2021, 2022, 2024)).map((years) => new Set(years)),
    off: fc.array(anyDay, { maxLength: 80 }).map((days) => new Set(days)),
    worked: fc.array(anyDay, { maxLength: 80 }).map((days) => new Set(days.filter(isWeekend))),
  });
  const isKnown = ({ years }: CalendarTable, each: number): boolean => years.has(Number(formatDay(each).slice(0, 4)));
  const works = ({ off, worked }: CalendarTable, each: number): boolean =>
    isWeekend(each) ? worked.has(each) : !off.has(each);

  test('counting day by day says the same', () => {
    fc.assert(
      fc.property(anyTable, anyDay, fc.nat(500), (table, a, distance) => {
        const days = new WorkingDays(table);
        let [count, known] = [0, isKnown(table, a)];
        for (let each = a + 1; each <= a + distance; each++) {
          known &&= isKnown(table, each);
          if (works(table, each)) count++;
        }
        expect(days.between(a, a + distance)).toBe(known ? count : null);
        expect(days.isWorkingDay(a)).toBe(isKnown(table, a) ? works(table, a) : null);
      }),
    );
  });

  test('between adds up, and turns with its ends', () => {
    fc.assert(
      fc.property(anyTable, anyDay, anyDay, anyDay, (table, a, b, c) => {
        const days = new WorkingDays(table);
        const [ab, bc, ac] = [days.between(a, b), days.between(b, c), days.between(a, c)];
        if (ab !== null && bc !== null) expect(ac).toBe(ab + bc);
        if (ab === null) expect(days.between(b, a)).toBeNull();
        else expect(days.between(b, a)).toBe(0 - ab);
      }),
    );
  });

  test('add is the first working day so many away; what is within ends before the next', () => {
    fc.assert(
      fc.property(anyTable, anyDay, fc.nat(300), (table, a, count) => {
        const days = new WorkingDays(table);
        const end = days.add(a, count);
        if (end !== null) {
          expect(days.isWorkingDay(end)).toBe(true);
          expect(days.between(a, end)).toBe(count === 0 && end > a ? 1 : count);
          expect(days.between(a, end - 1) ?? -1).toBeLessThan(Math.max(1, count));
        }
        const last = days.lastWithin(a, count);
        if (last === null) return;
        expect(days.between(a, last)).toBe(count);
        const next = days.between(a, last + 1);
        expect(next === null || next === count + 1).toBe(true);
      }),
    );
  });
});
