import type { Timed } from '../event';
import type { Office, Province } from '../province';
import { type Random, Weighted } from '../random';
import { dateText, WORKDAY, type WorkingTime } from '../working-time';

const DAY = 86_400;

/** Where and when everything happens. */
export interface Stage {
  /** First local day, and the day before which everything happened (day numbers). */
  readonly first: number;
  readonly end: number;
  readonly time: WorkingTime;
  readonly province: Province;
}

/**
 * Tells the whole course of what begins on a day, as far as it lies before the end of the range. `dossiers` are lodged
 * on that day: what comes in numbers comes in proportion to them.
 */
export type Teller = (day: number, dossiers: number) => Iterable<Timed>;

/** Turns dossiers lodged into so many other things, rounding the running sum and not each day's. */
export class Quota {
  private expected = 0;
  private given = 0;

  constructor(private readonly perDossier: number) {}

  /** How many fall due with these dossiers; none on a day off (`open` false): they wait for the next working day. */
  take(dossiers: number, open: boolean): number {
    this.expected += dossiers * this.perDossier;
    if (!open) return 0;
    const count = Math.round(this.expected) - this.given;
    this.given += count;
    return count;
  }
}

/** Subjects `<prefix>-yyMMdd-nnnn`. Days must be asked for in order. */
export class DailyNumbers {
  private day = Number.NaN;
  private count = 0;

  constructor(private readonly prefix: string) {}

  next(day: number): string {
    if (day !== this.day) {
      this.day = day;
      this.count = 0;
    }
    this.count += 1;
    return `${this.prefix}-${dateText(day).slice(2).replaceAll('-', '')}-${String(this.count).padStart(4, '0')}`;
  }
}

/** Offices drawn by how much of something comes to each: a share for each level, spread by the office's own weight. */
export function officesBy(province: Province, shares: Readonly<Record<Office['level'], number>>): Weighted<Office> {
  const totals = { DEPARTMENT: 0, DISTRICT: 0, COMMUNE: 0 };
  for (const { level, weight } of province.offices) totals[level] += weight;
  return new Weighted(
    province.offices,
    province.offices.map(({ level, weight }) => (shares[level] * weight) / totals[level]),
  );
}

/** A work instant within the office hours of a working day. */
export function officeInstant(day: number, time: WorkingTime, random: Random): number {
  return time.toWork(day * DAY) + Math.floor(random.next() * (WORKDAY - 60));
}

/** A wall instant between eight and five o'clock of any day. */
export function daytime(day: number, random: Random): number {
  return day * DAY + random.whole(8 * 3600, 17 * 3600 - 1);
}

/** How far each office is ahead of (above 0) or behind (below 0) the trend of its time. */
export function habits(province: Province, random: Random, spread: number): readonly number[] {
  return province.offices.map(() => random.between(-spread, spread));
}
