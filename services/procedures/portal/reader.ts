import type { Zone } from '../../../infra/time/zone';
import { checkValue, Fault, type FieldRule, type Problem, typeInWords } from '../../indicators';
import { looksLikeTime, parsePortalTime } from './time';

/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first thing wrong with an element; later ones are not told. */
export class Faults {
  first: Problem | undefined;

  add(field: string, expected: string, value?: string): undefined {
    this.first ??= value === undefined ? { field, expected } : { field, expected, value };
  }
}

/**
 * Reads named fields of one element of a portal body, as tolerantly as portals write them: text or number, empty text and
 * null for "absent". What is wrong goes to `faults`, and the field then counts as absent. A value is shown only where
 * its form tells that it is a time or a small number.
 */
export class ElementReader {
  constructor(
    private readonly members: Members,
    /** Where the element stands: `data[3]`. */
    readonly path: string,
    private readonly zone: Zone,
    readonly faults: Faults,
  ) {}

  /** The text of a field, or of the number in it; undefined where it is absent. Blanks at its ends stay. */
  text(name: string): string | undefined {
    const value = this.members[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value.trim() === '' ? undefined : value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    return this.fault(name, `text or a whole number (${typeInWords(value)} was given)`);
  }

  /** A code that this rule allows. */
  code(name: string, rule: FieldRule): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const checked = checkValue(rule, text);
    return checked instanceof Fault ? this.fault(name, checked.expected) : (checked as string);
  }

  /** A time, epoch milliseconds. */
  time(name: string): number | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    const instant = parsePortalTime(text, this.zone);
    if (!Number.isNaN(instant)) return instant;
    const expected =
      `a time from 1990 to 2099 that exists in ${this.zone.name}, written as 20221121081500, 2022-11-21 08:15:00 or ` +
      '2022-11-21T08:15:00+07:00';
    return this.fault(name, expected, looksLikeTime(text) ? text : undefined);
  }

  /** What a code stands for in a table. */
  oneOf<Meaning>(name: string, table: ReadonlyMap<string, Meaning>): Meaning | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    const meaning = table.get(text.replace(/^0+(?=\d)/, ''));
    if (meaning !== undefined) return meaning;
    return this.fault(name, `one of the codes ${[...table.keys()].join(', ')}`, shownNumber(text));
  }

  /** A flag: a boolean, 0 or 1, or either as text. */
  flag(name: string): boolean | undefined {
    const value = this.members[name];
    if (typeof value === 'boolean') return value;
    const text = this.text(name)?.trim().toLowerCase();
    if (text === undefined) return undefined;
    if (text === '1' || text === 'true') return true;
    if (text === '0' || text === 'false') return false;
    return this.fault(name, '0 or 1, or true or false', shownNumber(text));
  }

  /** Whether an amount of money is more than nothing. */
  isPositive(name: string): boolean | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    if (/^\d[\d., ]*$/.test(text)) return /[1-9]/.test(text);
    return this.fault(name, 'an amount of money in digits');
  }

  /** The objects of a list; none where it is absent. */
  list(name: string, most: number): ElementReader[] {
    const value = this.members[name];
    if (value === undefined || value === null || value === '') return [];
    if (!Array.isArray(value)) {
      this.fault(name, `a list (${typeInWords(value)} was given)`);
      return [];
    }
    if (value.length > most) {
      this.fault(name, `a list of at most ${most} (${value.length} were given)`);
      return [];
    }
    const found: ElementReader[] = [];
    value.forEach((item: unknown, index) => {
      const path = `${this.path}.${name}[${index}]`;
      if (isMembers(item)) found.push(new ElementReader(item, path, this.zone, this.faults));
      else this.faults.add(path, `an object (${typeInWords(item)} was given)`);
    });
    return found;
  }

  fault(name: string, expected: string, value?: string): undefined {
    this.faults.add(`${this.path}.${name}`, expected, value);
  }
}

/** A number too short to be about anybody. */
export function shownNumber(text: string): string | undefined {
  return /^-?\d{1,4}$/.test(text) ? text : undefined;
}
