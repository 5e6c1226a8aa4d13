import { InputError } from '../errors';
import { dayNumber, formatDay } from './day';
import { type CalendarTable, isWeekend } from './working-days';
import { Zone } from './zone';

/** A row: a day, or the days up to `until`, off or worked. */
interface Row {
  readonly day: string;
  readonly until?: string;
  readonly kind: 'OFF' | 'WORKED';
  /** The day off for which a Saturday or Sunday is worked. */
  readonly insteadOf?: string;
}

const KINDS = ['OFF', 'WORKED'];
/** Read in the source that the row names, or only remembered. */
const CERTAINTIES = ['VERIFIED', 'RECOLLECTED'];
const TABLE_KEYS = ['version', 'zone', 'years', 'days'];
const ROW_KEYS = ['day', 'until', 'kind', 'insteadOf', 'vi', 'en', 'source', 'certainty'];
/** Nobody closes offices for longer at a stretch: an `until` further away is a slip. */
const LONGEST = 31;

/**
 * Reads a table of days off and days worked, in the form of `schema/calendar/vietnam.json`.
 * @param name the file, for the error
 * @throws InputError with every fault: the row, what stands there, and what would be right
 */
export function readCalendarTable(data: unknown, name: string): CalendarTable {
  const reader = new TableReader();
  const table = reader.read(data);
  if (reader.faults.length > 0) throw new InputError(`${name}: the table of days off has faults:`, reader.faults);
  return table;
}

class TableReader {
  readonly faults: string[] = [];
  readonly #off = new Map<number, number>();
  readonly #worked = new Map<number, number>();
  #years: ReadonlySet<number> = new Set();

  read(data: unknown): CalendarTable {
    const table = this.#object(data, 'the table', TABLE_KEYS);
    const version = this.#text(table['version'], 'version', 'a text such as 2026-11');
    const zone = this.#text(table['zone'], 'zone', 'a zone such as Asia/Ho_Chi_Minh', isZone);
    this.#years = new Set(this.#list(table['years'], 'years', 'a list of years such as [2025, 2026]').map(this.#year));
    const rows = this.#list(table['days'], 'days', 'a list of rows, each with day, kind, source and certainty');
    const read = rows.map((row, i) => this.#row(row, i + 1));
    // A day off may stand in a later row than the Saturday that is worked for it.
    read.forEach((row, i) => {
      if (row !== undefined) this.#swap(row, i + 1);
    });
    return { version, zone, years: this.#years, off: new Set(this.#off.keys()), worked: new Set(this.#worked.keys()) };
  }

  readonly #year = (value: unknown): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1990 && value <= 2099) return value;
    this.#fault('years', value, 'a year from 1990 to 2099');
    return 1990;
  };

  #row(data: unknown, number: number): Row | undefined {
    const at = `row ${number}`;
    const faults = this.faults.length;
    const row = this.#object(data, at, ROW_KEYS);
    const day = this.#date(row['day'], `${at}, day`);
    const until = row['until'] === undefined ? day : this.#date(row['until'], `${at}, until`);
    const kind = this.#text(row['kind'], `${at}, kind`, KINDS.join(' or '), (text) => KINDS.includes(text));
    this.#text(row['source'], `${at}, source`, 'a text that says where the row is from');
    this.#text(row['certainty'], `${at}, certainty`, CERTAINTIES.join(' or '), (text) => CERTAINTIES.includes(text));
    for (const name of ['vi', 'en'])
      if (row[name] !== undefined) this.#text(row[name], `${at}, ${name}`, 'the name of the day');
    if (this.faults.length > faults) return undefined;
    this.#enter(kind as Row['kind'], day, until, number);
    return row as unknown as Row;
  }

  /** Notes the days of a row. */
  #enter(kind: Row['kind'], day: number, until: number, number: number): void {
    const at = `row ${number}`;
    if (until < day || until >= day + LONGEST) {
      const right = `a day from ${formatDay(day)} to ${formatDay(day + LONGEST - 1)}`;
      this.#fault(`${at}, until`, formatDay(until), right);
      return;
    }
    for (let each = day; each <= until; each++) {
      const text = formatDay(each);
      const other = this.#off.get(each) ?? this.#worked.get(each);
      const year = Number(text.slice(0, 4));
      if (!this.#years.has(year)) this.#fault(at, text, `a day of the years ${[...this.#years].join(', ')}`);
      else if (other !== undefined) this.#fault(at, text, `a day that no other row names; row ${other} does`);
      else if (kind === 'WORKED' && !isWeekend(each))
        this.#fault(at, text, 'a Saturday or Sunday, since it is said to be worked');
      (kind === 'OFF' ? this.#off : this.#worked).set(each, number);
    }
  }

  #swap({ kind, insteadOf }: Row, number: number): void {
    const at = `row ${number}, insteadOf`;
    if (insteadOf === undefined) return;
    if (kind === 'OFF') {
      this.#fault(at, insteadOf, 'nothing, since the row itself is a day off');
      return;
    }
    const day = this.#date(insteadOf, at);
    if (!Number.isNaN(day) && (!this.#off.has(day) || isWeekend(day)))
      this.#fault(at, insteadOf, 'a day from Monday to Friday that another row names as OFF');
  }

  #object(data: unknown, at: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      this.#fault(at, data, `an object with ${keys.join(', ')}`);
      return {};
    }
    for (const key of Object.keys(data)) if (!keys.includes(key)) this.#fault(at, key, `one of ${keys.join(', ')}`);
    return data as Readonly<Record<string, unknown>>;
  }

  #list(data: unknown, at: string, right: string): readonly unknown[] {
    if (Array.isArray(data) && data.length > 0) return data;
    this.#fault(at, data, right);
    return [];
  }

  #text(data: unknown, at: string, right: string, isRight: (text: string) => boolean = () => true): string {
    if (typeof data === 'string' && data.trim() !== '' && isRight(data)) return data;
    this.#fault(at, data, right);
    return '';
  }

  /** NaN where it is none. */
  #date(data: unknown, at: string): number {
    try {
      if (typeof data === 'string') return dayNumber(data);
    } catch {
      // Falls through to the fault below.
    }
    this.#fault(at, data, 'a date such as 2026-09-02');
    return Number.NaN;
  }

  #fault(at: string, value: unknown, right: string): void {
    const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 60);
    this.faults.push(`${at}: ${shown}, expected ${right}`);
  }
}

function isZone(name: string): boolean {
  try {
    return new Zone(name).name === name;
  } catch {
    return false;
  }
}
