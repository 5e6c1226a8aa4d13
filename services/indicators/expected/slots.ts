import { formatDay, type Zone } from '../../../infra/time/zone';
import { FIRST_YEAR, LAST_YEAR, monthStart } from '../read/period';
import type { Frequency, ReportRegime } from './regime';

/** A period for which a regime asks for reports, and when they are due. */
export interface RegimeDue {
  /** As the Period scalar writes it: 2022-Q4, R2022-11. */
  readonly period: string;
  /** The last millisecond of the day before the due day, epoch milliseconds. */
  readonly dueAt: number;
}

/** A report that one agency owes. */
export interface Slot extends RegimeDue {
  /** Code of the regime. */
  readonly regime: string;
  readonly agency: string;
  /** `regime/period/agency`: under this subject the contract expects it. */
  readonly subject: string;
}

/** Months of a year in which periods of a frequency end. */
const MONTHS: Readonly<Record<Frequency, number>> = { MONTH: 1, QUARTER: 3, HALF: 6, NINE_MONTHS: 9, YEAR: 12 };

/**
 * What a regime asks for that falls due in [from, until], by the time it is due. In force at the due instant is what
 * counts, as was said by then; frequency, due day and calendar are those stated last. The work grows with the months
 * that lie between, within the years that a period can name.
 * @param from epoch milliseconds, inclusive, as is `until`
 */
export function duesOf(regime: ReportRegime, from: number, until: number, zone: Zone): RegimeDue[] {
  return [...walkDues(regime, from, until, zone)];
}

/** The reports that a regime expects by due dates in [from, until]: one a reporter and period. */
export function slotsDue(regime: ReportRegime, from: number, until: number, zone: Zone): Slot[] {
  return duesOf(regime, from, until, zone).flatMap((due) =>
    regime.reporters.map((agency) => ({
      ...due,
      regime: regime.code,
      agency,
      subject: slotSubject(regime, due, agency),
    })),
  );
}

/** The first due date of all reporters of a regime, not before `from`; null where nothing is ever due. */
export function firstDueOf(regime: ReportRegime, zone: Zone, from = Number.NEGATIVE_INFINITY): number | null {
  for (const { dueAt } of walkDues(regime, from, Number.POSITIVE_INFINITY, zone)) return dueAt;
  return null;
}

/** The first instant at which a report of an agency is due; null where the regime never expects one of it. */
export function firstDue(regime: ReportRegime, agency: string, zone: Zone): number | null {
  return regime.reporters.includes(agency) ? firstDueOf(regime, zone) : null;
}

function slotSubject({ code }: ReportRegime, { period }: RegimeDue, agency: string): string {
  return `${code}/${period}/${agency}`;
}

function* walkDues(regime: ReportRegime, from: number, until: number, zone: Zone): Generator<RegimeDue> {
  const { frequency, dueDay, inForce } = regime;
  if (frequency === null || dueDay === null) return;
  for (const stretch of inForce) {
    const first = Math.max(from, stretch.from);
    const last = Math.min(until, stretch.until === null ? until : stretch.until - 1);
    if (first > last) continue;
    for (const month of monthsFrom(first, last, zone)) {
      if (!endsIn(frequency, month)) continue;
      const dueAt = dueIn(month, dueDay, zone);
      if (dueAt >= first && dueAt <= last) yield { period: textOf(regime, frequency, month), dueAt };
    }
  }
}

/** A civil month, counted from month 0 of year 0. */
type Month = number;

const FIRST_MONTH: Month = FIRST_YEAR * 12;
const END_OF_MONTHS: Month = (LAST_YEAR + 1) * 12;

/** The months whose due date can lie in [first, last]: that of a first due day is the last instant of the month before. */
function* monthsFrom(first: number, last: number, zone: Zone): Generator<Month> {
  const begin = Math.max(FIRST_MONTH, monthAt(first, zone));
  const end = Math.min(END_OF_MONTHS, monthAt(last, zone) + 2);
  for (let month = begin; month < end; month++) yield month;
}

function monthAt(instant: number, zone: Zone): Month {
  // Calendars do not reach as far as instants do.
  if (instant < Date.UTC(FIRST_YEAR - 1, 0, 1)) return FIRST_MONTH;
  if (instant > Date.UTC(LAST_YEAR + 2, 0, 1)) return END_OF_MONTHS;
  const [year, month] = formatDay(zone.localDay(instant)).split('-').map(Number) as [number, number];
  return year * 12 + month - 1;
}

/** Whether a period of the frequency has its last civil month here; in both calendars it ends in the month of its name. */
function endsIn(frequency: Frequency, month: Month): boolean {
  const number = (month % 12) + 1;
  return frequency === 'NINE_MONTHS' ? number === 9 : number % MONTHS[frequency] === 0;
}

/** A due day that the month does not have is the day after its last. */
function dueIn(month: Month, dueDay: number, zone: Zone): number {
  const start = monthStart(0, month + 1);
  const end = monthStart(0, month + 2);
  return zone.startOfDay(Math.min(start + dueDay - 1, end)) - 1;
}

function textOf({ calendar }: ReportRegime, frequency: Frequency, month: Month): string {
  const year = `${calendar === 'REPORTING' ? 'R' : ''}${Math.floor(month / 12)}`;
  const number = (month % 12) + 1;
  switch (frequency) {
    case 'MONTH':
      return `${year}-${String(number).padStart(2, '0')}`;
    case 'QUARTER':
      return `${year}-Q${number / 3}`;
    case 'HALF':
      return `${year}-H${number / 6}`;
    case 'NINE_MONTHS':
      return `${year}-9M`;
    case 'YEAR':
      return year;
  }
}
