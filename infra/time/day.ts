/** One day of civil time in milliseconds. */
export const DAY_MS = 86_400_000;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the proleptic Gregorian calendar has this date; month and day count from 1. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= DAYS_IN_MONTH[month - 1]!;
}

/**
 * Days from 1970-01-01 to a date that exists, in integer arithmetic.
 * `Date.UTC` says the same, at several times the price and with a trap for the years 0 to 99.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  // The year is taken to begin in March, so that the leap day is its last and the months' lengths follow a line.
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

/** Days since 1970-01-01 of a date written `yyyy-MM-dd`; a RangeError when it is not written so or does not exist. */
export function dayNumber(date: string): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    const year = Number(date.slice(0, 4));
    const month = Number(date.slice(5, 7));
    const day = Number(date.slice(8, 10));
    if (isCivilDate(year, month, day)) return daysFromCivil(year, month, day);
  }
  throw new RangeError(`not a date written yyyy-MM-dd: ${date.slice(0, 40)}`);
}

/** The date `yyyy-MM-dd` that lies this many days after 1970-01-01; a RangeError outside the years 0 to 9999. */
export function formatDay(day: number): string {
  const text = Number.isInteger(day) ? new Date(day * DAY_MS) : new Date(Number.NaN);
  const year = text.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`not a day of the years 0 to 9999: ${day}`);
  return text.toISOString().slice(0, 10);
}
