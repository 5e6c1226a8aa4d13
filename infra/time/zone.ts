import { DAY_MS, daysFromCivil, isCivilDate } from './day';

export { DAY_MS, dayNumber, formatDay } from './day';

/** The days that are remembered in flat tables: 1969-01-01 up to 2110-01-01. Others are worked out each time. */
const FIRST_DAY = daysFromCivil(1969, 1, 1);
const DAYS = daysFromCivil(2110, 1, 1) - FIRST_DAY;

/** Marks in the table of offsets; no real offset comes near them. */
const UNKNOWN = 0x7fffffff;
const CHANGING = 0x7ffffffe;

/**
 * The local time of one IANA zone: exact as Intl knows it, and cheap enough for a call per fact.
 *
 * Intl costs microseconds a call, so the offset is remembered per UTC day where it is the same at both ends of the day,
 * and the instant of the change on the few days where it is not. This rests on one fact of the zone database: since 1970
 * no zone changed its offset twice within two days.
 */
export class Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  /** Offset of a whole UTC day, or one of the marks. */
  readonly #offsets = new Int32Array(DAYS).fill(UNKNOWN);
  /** Offset at the first instant of a UTC day: each is needed by two days. */
  readonly #atMidnight = new Int32Array(DAYS + 1).fill(UNKNOWN);
  /** First instant of each local day. */
  readonly #starts = new Float64Array(DAYS).fill(Number.NaN);
  /** The changes already found, by UTC day. */
  readonly #changes = new Map<number, Change>();

  /** A RangeError when the name is not one that Intl knows. */
  constructor(name: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new RangeError(`unknown time zone: ${name} (an IANA name such as Asia/Ho_Chi_Minh is expected)`);
    }
    this.name = name;
  }

  /** What local clocks show minus UTC, in milliseconds, at an instant. */
  offsetAt(instant: number): number {
    const index = Math.floor(instant / DAY_MS) - FIRST_DAY;
    if (index >= 0 && index < DAYS) {
      const known = this.#offsets[index]!;
      if (known < CHANGING) return known;
      return this.#offsetOnDay(index, instant);
    }
    return this.#ask(instant);
  }

  /** Days since 1970-01-01 of the local date at an instant. */
  localDay(instant: number): number {
    return Math.floor((instant + this.offsetAt(instant)) / DAY_MS);
  }

  /**
   * The first instant of a local day: midnight, or the end of the gap where clocks skip midnight.
   * A day that was left out altogether (Samoa, 2011-12-30) starts where the next one does.
   */
  startOfDay(day: number): number {
    const index = day - FIRST_DAY;
    if (!(index >= 0 && index < DAYS)) return this.#findStart(day);
    const known = this.#starts[index]!;
    if (!Number.isNaN(known)) return known;
    const start = this.#findStart(day);
    this.#starts[index] = start;
    return start;
  }

  /**
   * The instant at which local clocks show this; the earlier one where they show it twice.
   * Undefined where they never do: an impossible date or time, or a gap when clocks go forward.
   */
  wallToInstant(
    year: number,
    month: number,
    day: number,
    hour = 0,
    minute = 0,
    second = 0,
    millisecond = 0,
  ): number | undefined {
    if (!isCivilDate(year, month, day)) return undefined;
    if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)) return undefined;
    const wall =
      daysFromCivil(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(millisecond);
    return this.#earliestShowing(wall);
  }

  #findStart(day: number): number {
    const wall = day * DAY_MS;
    // Midnight in a gap: the clocks jump over it, and the day begins where they land.
    return this.#earliestShowing(wall) ?? this.#changeWithin(wall - DAY_MS, wall + DAY_MS).at;
  }

  /** The earliest instant whose local time is `wall`, itself written as if it were UTC. */
  #earliestShowing(wall: number): number | undefined {
    // Offsets are shorter than a day, so the instant sought lies within a day of `wall`.
    const before = this.offsetAt(wall - DAY_MS);
    const after = this.offsetAt(wall + DAY_MS);
    if (before === after) return wall - before;
    // With one change in between, the offset before it gives the earlier instant of a repeated hour.
    if (this.offsetAt(wall - before) === before) return wall - before;
    if (this.offsetAt(wall - after) === after) return wall - after;
    return undefined;
  }

  #offsetOnDay(index: number, instant: number): number {
    let change = this.#changes.get(index);
    if (change === undefined) {
      const start = (index + FIRST_DAY) * DAY_MS;
      const first = this.#offsetAtMidnight(index);
      if (first === this.#offsetAtMidnight(index + 1)) {
        this.#offsets[index] = first;
        return first;
      }
      change = this.#changeWithin(start, start + DAY_MS);
      this.#changes.set(index, change);
      this.#offsets[index] = CHANGING;
    }
    return instant < change.at ? change.before : change.after;
  }

  #offsetAtMidnight(index: number): number {
    let offset = this.#atMidnight[index]!;
    if (offset === UNKNOWN) {
      offset = this.#ask((index + FIRST_DAY) * DAY_MS);
      this.#atMidnight[index] = offset;
    }
    return offset;
  }

  /** The change of offset after `low` and not after `high`, given that there is one. */
  #changeWithin(low: number, high: number): Change {
    const before = this.#ask(low);
    const after = this.#ask(high);
    let [still, changed] = [low, high];
    while (changed - still > 1) {
      const middle = Math.floor((still + changed) / 2);
      if (this.#ask(middle) === before) still = middle;
      else changed = middle;
    }
    return { at: changed, before, after };
  }

  /** The offset as Intl has it. */
  #ask(instant: number): number {
    const part: Record<string, string> = {};
    for (const { type, value } of this.#format.formatToParts(instant)) part[type] = value;
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
    const seconds = (Number(part['hour']) * 60 + Number(part['minute'])) * 60 + Number(part['second']);
    const shown = daysFromCivil(year, Number(part['month']), Number(part['day'])) * DAY_MS + seconds * 1000;
    return shown - Math.floor(instant / 1000) * 1000;
  }
}

interface Change {
  /** The first instant with the new offset. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}
