import { dayNumber } from './day';

/** Days on which public offices do not follow the week, of whole years. Days are days since 1970-01-01. */
export interface CalendarTable {
  /** Tells which table was used. */
  readonly version: string;
  /** IANA name of the zone whose days these are. */
  readonly zone: string;
  /** The years it speaks for: every exception of these is in it. */
  readonly years: ReadonlySet<number>;
  /** Days off; those on a Saturday or Sunday change nothing. */
  readonly off: ReadonlySet<number>;
  /** Saturdays and Sundays on which offices work. */
  readonly worked: ReadonlySet<number>;
}

/** Years without a gap, and the working days in them. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  /** In order. */
  readonly workdays: readonly number[];
  /** How many working days lie before the day so many days after `first`; one entry more than there are days. */
  readonly before: Int32Array;
}

/**
 * Working days (ngày làm việc) of public offices: Monday to Friday without the days off, and the days worked for them.
 * What would need a year that the table does not name is null: nothing is guessed. Days are days since 1970-01-01.
 */
export class WorkingDays {
  readonly version: string;
  /** IANA name of the zone whose days these are. */
  readonly zone: string;
  readonly #stretches: readonly Stretch[];

  constructor(table: CalendarTable) {
    this.version = table.version;
    this.zone = table.zone;
    this.#stretches = runsOf(table.years).map((run) => stretchOf(run, table));
  }

  /** Whether offices work on a day; null where its year is unknown. */
  isWorkingDay(day: number): boolean | null {
    const stretch = this.#around(day);
    return stretch === undefined ? null : countTo(stretch, day) > countTo(stretch, day - 1);
  }

  /**
   * How many working days lie after `a`, up to and including `b`; negative where `b` is the earlier, 0 from a day to
   * itself. null where a year from that of `a` to that of `b` is unknown.
   */
  between(a: number, b: number): number | null {
    const stretch = this.#around(a);
    return stretch === undefined || !holds(stretch, b) ? null : countTo(stretch, b) - countTo(stretch, a);
  }

  /**
   * The day on which a time of `count` working days ends that begins on `day`: the first day is not counted, and the
   * last is a working day (Civil Code 2015, articles 147 and 148). Of no days it is `day`, or the next working day.
   * null where a year up to its end is unknown.
   * @throws RangeError where `count` is no whole number from 0
   */
  add(day: number, count: number): number | null {
    checkCount(count);
    const stretch = this.#around(day);
    if (stretch === undefined) return null;
    const index = count === 0 ? countTo(stretch, day - 1) : countTo(stretch, day) + count - 1;
    return stretch.workdays[index] ?? null;
  }

  /**
   * The last day that lies no more than `count` working days after `day`, as `between` counts: days off that follow the
   * last working day are still within. At the end of the known years it is the last day known. null where `count`
   * reaches beyond them.
   * @throws RangeError where `count` is no whole number from 0
   */
  lastWithin(day: number, count: number): number | null {
    checkCount(count);
    const stretch = this.#around(day);
    if (stretch === undefined) return null;
    const index = countTo(stretch, day) + count;
    if (index > stretch.workdays.length) return null;
    return (stretch.workdays[index] ?? stretch.last + 1) - 1;
  }

  #around(day: number): Stretch | undefined {
    return this.#stretches.find((stretch) => holds(stretch, day));
  }
}

function holds({ first, last }: Stretch, day: number): boolean {
  return day >= first && day <= last;
}

/** How many working days of the stretch lie on or before a day. */
function countTo({ first, before }: Stretch, day: number): number {
  return before[day - first + 1]!;
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`a whole number of working days from 0 is expected: ${count}`);
}

/** Years in order, as runs without a gap. */
function runsOf(years: ReadonlySet<number>): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const year of [...years].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === year - 1) last.to = year;
    else runs.push({ from: year, to: year });
  }
  return runs;
}

function stretchOf({ from, to }: { from: number; to: number }, { off, worked }: CalendarTable): Stretch {
  const first = dayNumber(`${from}-01-01`);
  const last = dayNumber(`${to}-12-31`);
  const workdays: number[] = [];
  const before = new Int32Array(last - first + 2);
  for (let day = first; day <= last; day++) {
    if (isWeekend(day) ? worked.has(day) : !off.has(day)) workdays.push(day);
    before[day - first + 1] = workdays.length;
  }
  return { first, last, workdays, before };
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}
