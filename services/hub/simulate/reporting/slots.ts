import { dateText, dayNumber } from '../working-time';
import type { Regime } from './regimes';

/** One report that a regime expects of each of its reporters. */
export interface Slot {
  /** As the Period scalar: 2022-11, 2022-Q4, 2022-H2, 2022-9M, 2022; of the reporting calendar with R. */
  readonly period: string;
  /** The first and the last day of its data (day numbers). */
  readonly from: number;
  readonly until: number;
  /** The last day on which it is in time. */
  readonly due: number;
  /** The first day on which anybody hands it in. */
  readonly opens: number;
}

/** How many days before the last one the first reports come, where their period is over or drawing to its end. */
export const LEAD = 10;

const MONTHS = { MONTH: 1, QUARTER: 3, HALF: 6, NINE_MONTHS: 9, YEAR: 12 } as const;

/** What a regime expects by the end of a day; undefined where nothing is due on it. */
export function slotDueOn({ frequency, calendar, dueDay }: Regime, day: number): Slot | undefined {
  if (dueDay === undefined) return undefined;
  const text = dateText(day);
  const date = Number(text.slice(8));
  // Most days are none; only at the end of a month its length matters.
  if (date !== dueDay - 1 && date < 28) return undefined;
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))];
  const length = monthStart(year, month + 1) - monthStart(year, month);
  const months = MONTHS[frequency];
  const endsHere = frequency === 'NINE_MONTHS' ? month === 9 : month % months === 0;
  if (!endsHere || date !== Math.min(dueDay, length + 1) - 1) return undefined;
  const reporting = calendar === 'REPORTING';
  // A reporting period runs from day 15 of the month before to day 14.
  const from = reporting ? monthStart(year, month - months) + 14 : monthStart(year, month - months + 1);
  const until = reporting ? monthStart(year, month) + 13 : monthStart(year, month + 1) - 1;
  const opens = reporting ? Math.min(until + 1, day) : day - LEAD;
  return { period: `${reporting ? 'R' : ''}${periodText(frequency, year, month)}`, from, until, due: day, opens };
}

function periodText(frequency: Regime['frequency'], year: number, month: number): string {
  switch (frequency) {
    case 'MONTH':
      return `${year}-${String(month).padStart(2, '0')}`;
    case 'QUARTER':
      return `${year}-Q${month / 3}`;
    case 'HALF':
      return `${year}-H${month / 6}`;
    case 'NINE_MONTHS':
      return `${year}-9M`;
    case 'YEAR':
      return String(year);
  }
}

/** The first day of a month; months outside 1 to 12 belong to the years beside. */
function monthStart(year: number, month: number): number {
  const index = year * 12 + month - 1;
  const text = `${Math.floor(index / 12)}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}-01`;
  return dayNumber(text);
}
