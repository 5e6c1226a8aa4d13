import { isWeekend, type WorkingDays } from '../../../infra/time/working-days';
import { loadWorkingDays } from '../../../infra/time/working-days-file';
import { FIXED_DAYS_OFF } from './days-off';

/** Seconds of office hours in a day: 07:30-11:30 and 13:00-17:00. */
export const WORKDAY = 28_800;
const DAY = 86_400;
const MORNING_OPENS = 27_000;
const AFTERNOON_OPENS = 46_800;
const HALF_DAY = 14_400;

const texts = new Map<number, string>();
const TWO_DIGITS = Array.from({ length: 60 }, (_, i) => (i < 10 ? `0${i}` : String(i)));

/** Days since 1970-01-01 of a local date `yyyy-MM-dd`; throws a RangeError where there is no such date. */
export function dayNumber(date: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const day = milliseconds / 86_400_000;
  if (Number.isNaN(milliseconds) || dateText(day) !== date) throw new RangeError(`not a date (yyyy-MM-dd): ${date}`);
  return day;
}

/** The local date `yyyy-MM-dd` of a day number. */
export function dateText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** ISO 8601 with Vietnam's offset of a wall instant: seconds since 1970-01-01 00:00 on a clock in Vietnam. */
export function instantText(wall: number): string {
  const seconds = Math.floor(wall);
  const day = Math.floor(seconds / DAY);
  const rest = seconds - day * DAY;
  const hour = Math.floor(rest / 3600);
  const minute = Math.floor(rest / 60) % 60;
  return `${dateText(day)}T${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[rest % 60]}+07:00`;
}

/** 0 Sunday .. 6 Saturday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * Office hours laid end to end: a *work instant* is working day index × 28,800 + seconds worked on that day. "Ten
 * working days later at the same hour" is then one addition, and so is a pause that is added to a due date.
 */
export class WorkingTime {
  private readonly workdays: number[] = [];
  private readonly indexes: Int32Array;

  /** Knows the days from first to last; work instants beyond the last are clamped to its last office hours. */
  constructor(
    private readonly first: number,
    last: number,
  ) {
    // The program's own table, whatever a province has in its place: the same numbers make the same province.
    const calendar = loadWorkingDays();
    this.indexes = new Int32Array(last - first + 1);
    for (let day = first; day <= last; day++) {
      this.indexes[day - first] = this.workdays.length;
      if (isWorked(day, calendar)) this.workdays.push(day);
    }
  }

  isWorkday(day: number): boolean {
    return this.workdays[this.indexes[day - this.first]!] === day;
  }

  /** The work instant of a wall instant; outside office hours the next opening. */
  toWork(wall: number): number {
    const day = Math.floor(wall / DAY);
    const start = this.indexes[day - this.first]! * WORKDAY;
    if (!this.isWorkday(day)) return start;
    const rest = wall - day * DAY;
    if (rest < AFTERNOON_OPENS) return start + Math.min(HALF_DAY, Math.max(0, rest - MORNING_OPENS));
    return start + Math.min(WORKDAY, HALF_DAY + rest - AFTERNOON_OPENS);
  }

  /** The wall instant, whole seconds, at which a work instant is reached. */
  toWall(work: number): number {
    const index = Math.min(Math.floor(work / WORKDAY), this.workdays.length - 1);
    const rest = Math.floor(work) - Math.floor(work / WORKDAY) * WORKDAY;
    return this.workdays[index]! * DAY + (rest < HALF_DAY ? MORNING_OPENS : AFTERNOON_OPENS - HALF_DAY) + rest;
  }
}

/** The opening of the working day after the one that holds a work instant. */
export function nextOpening(work: number): number {
  return (Math.floor(work / WORKDAY) + 1) * WORKDAY;
}

/** Of a year that the calendar does not know a guess will do: nothing of it is real. */
function isWorked(day: number, calendar: WorkingDays): boolean {
  return calendar.isWorkingDay(day) ?? (!isWeekend(day) && !FIXED_DAYS_OFF.has(dateText(day).slice(5)));
}
