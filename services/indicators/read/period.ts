import { InputError } from '../../../infra/errors';
import { dayNumber, formatDay } from '../../../infra/time/zone';

export type CalendarName = 'CIVIL' | 'REPORTING';

/**
 * A printed period and its window of local days, half-open. Civil: 2022, 2022-H1, 2022-9M, 2022-Q4, 2022-11,
 * 2022-11-25. Reporting (Decree 09/2019): R2022, R2022-H1, R2022-9M, R2022-Q4, R2022-11; each begins on day 15 of the
 * month before and ends on day 14 of its last month.
 */
export interface Period {
  readonly text: string;
  readonly calendar: CalendarName;
  /** First day, as days since 1970-01-01. */
  readonly from: number;
  /** The day after the last. */
  readonly to: number;
}

/** Facts carry dates of these years only. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2099;

const FORM = /^(R?)(\d{4})(?:-(?:(Q[1-4])|(H[12])|(9M)|(\d{2})(?:-(\d{2}))?))?$/;

/** @throws InputError where the text is no period */
export function parsePeriod(text: string): Period {
  const match = FORM.exec(text);
  if (match === null) throw notAPeriod(text);
  const [, r, yearText, quarter, half, nine, monthText, dayText] = match;
  const year = Number(yearText);
  const calendar: CalendarName = r === 'R' ? 'REPORTING' : 'CIVIL';
  if (year < FIRST_YEAR || year > LAST_YEAR) throw notAPeriod(text);
  if (dayText !== undefined) {
    if (calendar === 'REPORTING') throw notAPeriod(text);
    const from = dayOrFault(text);
    return { text, calendar, from, to: from + 1 };
  }
  const [first, count] = monthsOf(quarter, half, nine, monthText);
  if (first < 1 || first > 12) throw notAPeriod(text);
  const start = monthStart(year, first);
  const end = monthStart(year, first + count);
  if (calendar === 'CIVIL') return { text, calendar, from: start, to: end };
  return { text, calendar, from: monthStart(year, first - 1) + 14, to: monthStart(year, first + count - 1) + 14 };
}

function monthsOf(
  quarter: string | undefined,
  half: string | undefined,
  nine: string | undefined,
  month: string | undefined,
): [first: number, count: number] {
  if (quarter !== undefined) return [Number(quarter[1]) * 3 - 2, 3];
  if (half !== undefined) return [Number(half[1]) * 6 - 5, 6];
  if (nine !== undefined) return [1, 9];
  if (month !== undefined) return [Number(month), 1];
  return [1, 12];
}

/** First day of a month; months run on past 12 and below 1. */
export function monthStart(year: number, month: number): number {
  const index = year * 12 + month - 1;
  const y = Math.floor(index / 12);
  const m = String((index % 12) + 1).padStart(2, '0');
  return dayNumber(`${y}-${m}-01`);
}

function dayOrFault(text: string): number {
  try {
    return dayNumber(text);
  } catch {
    throw notAPeriod(text);
  }
}

function notAPeriod(text: string): InputError {
  return new InputError(
    `period: '${text.slice(0, 40)}' is no period. Right would be 2022, 2022-H1, 2022-9M, 2022-Q4, 2022-11 or 2022-11-25, ` +
      'or with an R before it for the reporting calendar: R2022, R2022-H1, R2022-9M, R2022-Q4, R2022-11.',
  );
}

/**
 * The period before: of the same length in the calendar; for nine months the same of the year before. null in the first
 * year that a period can name.
 */
export function previousPeriod(period: Period): Period | null {
  return Number(period.text.replace('R', '').slice(0, 4)) - 1 < FIRST_YEAR ? null : onePeriodEarlier(period);
}

function onePeriodEarlier(period: Period): Period {
  const { text } = period;
  const prefix = text.startsWith('R') ? 'R' : '';
  const rest = text.slice(prefix.length);
  const year = Number(rest.slice(0, 4));
  const part = rest.slice(5);
  if (part.length === 5) return parsePeriod(formatDay(period.from - 1));
  const step = (last: string, letter: string): string => {
    const number = Number(part.replace(/\D/g, ''));
    const before = letter === '' ? String(number - 1).padStart(2, '0') : `${letter}${number - 1}`;
    return number === 1 ? `${prefix}${year - 1}-${last}` : `${prefix}${year}-${before}`;
  };
  if (part.startsWith('Q')) return parsePeriod(step('Q4', 'Q'));
  if (part.startsWith('H')) return parsePeriod(step('H2', 'H'));
  if (part === '9M') return parsePeriod(`${prefix}${year - 1}-9M`);
  if (part.length === 2) return parsePeriod(step('12', ''));
  return parsePeriod(`${prefix}${year - 1}`);
}

export type SeriesGrain = 'DAY' | 'MONTH' | 'QUARTER' | 'YEAR';

/** A stretch of days asked for; `period` is its printed name where it is a whole period. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly period: string | null;
}

/** The periods of a grain that meet [from, to), first and last cut to it. */
export function windowsBetween(from: number, to: number, grain: SeriesGrain, calendar: CalendarName): Window[] {
  const windows: Window[] = [];
  for (let day = from; day < to; ) {
    const whole = periodAround(day, grain, calendar);
    const end = Math.min(whole.to, to);
    windows.push({ from: day, to: end, period: day === whole.from && end === whole.to ? whole.text : null });
    day = end;
  }
  return windows;
}

/** The period of a grain that holds a day. */
export function periodAround(day: number, grain: SeriesGrain, calendar: CalendarName): Period {
  if (grain === 'DAY') return parsePeriod(formatDay(day));
  const [year, month] = calendar === 'CIVIL' ? civilMonth(day) : reportingMonth(day);
  const prefix = calendar === 'CIVIL' ? '' : 'R';
  if (grain === 'YEAR') return parsePeriod(`${prefix}${year}`);
  if (grain === 'QUARTER') return parsePeriod(`${prefix}${year}-Q${Math.ceil(month / 3)}`);
  return parsePeriod(`${prefix}${year}-${String(month).padStart(2, '0')}`);
}

function civilMonth(day: number): [year: number, month: number] {
  return formatDay(day).split('-').slice(0, 2).map(Number) as [number, number];
}

/** Named after the civil month in which it ends. */
function reportingMonth(day: number): [year: number, month: number] {
  const [year, month] = civilMonth(day);
  if (day < monthStart(year, month) + 14) return [year, month];
  return month === 12 ? [year + 1, 1] : [year, month + 1];
}
