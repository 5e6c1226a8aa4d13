import { midnight, startOfNextDay } from './zone';

/** What decides how a date is read: the zone of local days, and the declared policy of lateness. */
export interface Settings {
  readonly zone: string;
  readonly rule: 'DATE' | 'INSTANT';
}

/** A half-open stretch of time: `from` belongs to it, `to` does not. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** First and last month of each named part of a year. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  H1: [1, 6],
  H2: [7, 12],
  '9M': [1, 9],
  Q1: [1, 3],
  Q2: [4, 6],
  Q3: [7, 9],
  Q4: [10, 12],
};

/**
 * `yyyy-MM-dd` of a day of a month. What is beyond runs over into the neighbours: month 0 is last December, and the day
 * after a month's last is the first of the next.
 */
export function dateOf(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}

/** The window of a period in the Period scalar's writing: 2022, 2022-H1, 2022-Q4, 2022-11, 2022-11-25, R2022-11, ... */
export function windowOf(period: string, zone: string): Window {
  const reporting = period.startsWith('R');
  const [yearText, part, dayText] = period.replace(/^R/, '').split('-');
  const year = Number(yearText);
  if (dayText !== undefined) {
    const from = midnight(`${yearText}-${part}-${dayText}`, zone);
    return { from, to: startOfNextDay(from, zone) };
  }
  const [first, last] = part === undefined ? [1, 12] : (PARTS[part] ?? [Number(part), Number(part)]);
  // A reporting month runs from day 15 of the month before to day 14, so its first day after is day 15 of its own month.
  const [from, to] = reporting
    ? [dateOf(year, first - 1, 15), dateOf(year, last, 15)]
    : [dateOf(year, first, 1), dateOf(year, last + 1, 1)];
  return { from: midnight(from, zone), to: midnight(to, zone) };
}

/** The instant T that a question stands for: the end of its local day under DATE, never later than the period's end. */
export function effectiveAsOf(asked: number, window: Window, settings: Settings): number {
  const held = settings.rule === 'DATE' ? startOfNextDay(asked, settings.zone) - 1 : asked;
  return Math.min(held, window.to - 1);
}

/** The first instant at which a due date has passed (L of decision 1.6). */
export function firstLateInstant(due: number, settings: Settings): number {
  return settings.rule === 'DATE' ? startOfNextDay(due, settings.zone) : due + 1;
}

/** Whether what happened at an instant happened by its due date. */
export function inTime(at: number, due: number, settings: Settings): boolean {
  return at < firstLateInstant(due, settings);
}
