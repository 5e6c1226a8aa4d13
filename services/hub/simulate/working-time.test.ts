import { dateText, dayNumber, instantText, nextOpening, WORKDAY, WorkingTime, weekday } from './working-time';

/** Wall seconds of `yyyy-MM-dd HH:mm`. */
function wall(text: string): number {
  const [date, clock] = text.split(' ') as [string, string];
  return dayNumber(date) * 86_400 + Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3)) * 60;
}

describe('working time', () => {
  const time = new WorkingTime(dayNumber('2022-01-01'), dayNumber('2026-12-31'));
  const later = (from: string, days: number) => instantText(time.toWall(time.toWork(wall(from)) + days * WORKDAY));

  test('the sample of the national portal: ten days, and two more for a pause', () => {
    expect(later('2022-11-21 08:15', 10)).toBe('2022-12-05T08:15:00+07:00');
    expect(time.toWork(wall('2022-11-28 09:00')) - time.toWork(wall('2022-11-24 09:00'))).toBe(2 * WORKDAY);
    expect(later('2022-11-21 08:15', 12)).toBe('2022-12-07T08:15:00+07:00');
  });

  test.each([
    ['2022-11-21 06:00', '2022-11-21T07:30:00+07:00'],
    ['2022-11-21 12:00', '2022-11-21T13:00:00+07:00'],
    ['2022-11-21 11:29', '2022-11-21T11:29:00+07:00'],
    ['2022-11-21 17:00', '2022-11-22T07:30:00+07:00'],
    ['2022-11-25 20:30', '2022-11-28T07:30:00+07:00'],
    ['2023-01-19 17:01', '2023-01-27T07:30:00+07:00'],
    ['2024-05-04 09:00', '2024-05-04T09:00:00+07:00'],
    ['2024-04-29 09:00', '2024-05-02T07:30:00+07:00'],
  ])('handed in at %s, the office takes it at %s', (handed, taken) => {
    expect(later(handed, 0)).toBe(taken);
  });

  test('every work instant comes back from the wall', () => {
    for (let work = 0; work < 1000 * WORKDAY; work += 3571) expect(time.toWork(time.toWall(work))).toBe(work);
  });

  test('dates and weekdays', () => {
    expect(dateText(dayNumber('2024-02-29'))).toBe('2024-02-29');
    expect(weekday(dayNumber('2022-11-25'))).toBe(5);
    expect(weekday(dayNumber('1969-12-28'))).toBe(0);
    expect(nextOpening(WORKDAY * 3 + 5)).toBe(WORKDAY * 4);
    for (const wrong of ['2023-02-29', '2023-2-1', '', '25/11/2022'])
      expect(() => dayNumber(wrong)).toThrow(RangeError);
  });
});
