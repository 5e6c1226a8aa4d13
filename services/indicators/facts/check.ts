import { DAY_MS } from '../../../infra/time/day';
import type { FieldRule } from './contract';
import type { FactValue } from './fact';
import { expectedInstant, isInRange, parseDate, parseInstant } from './instant';
import { didYouMean } from './suggest';

/** What is wrong with a value. A class of its own, so that no value can be mistaken for one. */
export class Fault {
  constructor(
    /** What would be right. */
    readonly expected: string,
    /** The part of the value that is at fault. */
    readonly value: unknown,
    /** Where that part is: `[3]`, or empty for the whole value. */
    readonly at = '',
  ) {}
}

/**
 * Holds a value against the contract and gives it the form that a fact carries: instants become epoch milliseconds.
 * Beyond the contract: dates lie in [1990, 2100), codes have no blanks at their ends, no control characters and no
 * halves of a character, because what looks equal in a list must be equal as a key.
 */
export function checkValue(rule: FieldRule, value: unknown): FactValue | Fault {
  if (value === null && rule.nullable) return null;
  switch (rule.type) {
    case 'instant': {
      if (typeof value !== 'string') break;
      const instant = parseInstant(value);
      // NaN is in no range.
      return isInRange(instant) ? instant : new Fault(expectedInstant(value), value);
    }
    case 'code':
      if (typeof value !== 'string') break;
      return codeFault(rule, value) ?? value;
    case 'enum':
      if (typeof value !== 'string') break;
      if (rule.values.includes(value)) return value;
      return new Fault(`${expectedOf(rule)}${didYouMean(value, rule.values)}`, value);
    case 'flag':
      if (typeof value !== 'boolean') break;
      return value;
    case 'count':
    case 'number':
      return checkNumber(rule, value);
    case 'date':
      if (typeof value !== 'string') break;
      return dateFault(value) ?? value;
    case 'text':
      if (typeof value !== 'string') break;
      if (isLength(rule, value) && (rule.pattern === null || rule.pattern.test(value))) return value;
      return new Fault(expectedOf(rule), value);
    case 'codes':
      return checkCodes(rule, value);
    case 'values':
      return checkValues(rule, value);
  }
  return wrongType(rule, value);
}

/** What the contract wants of a field, in words. */
export function expectedOf(rule: FieldRule): string {
  const orNull = rule.nullable ? ', or null' : '';
  const length = rule.min > 0 ? `${rule.min} to ${rule.max} characters` : `at most ${rule.max} characters`;
  switch (rule.type) {
    case 'instant':
      return `an instant with its offset, such as 2022-11-25T08:15:00+07:00${orNull}`;
    case 'date':
      return `a date such as 2022-11-25${orNull}`;
    case 'code':
      return `a code of ${length}${orNull}`;
    case 'flag':
      return `true or false${orNull}`;
    case 'count':
      return `a whole number from ${rule.min} to ${rule.max}${orNull}`;
    case 'number':
      return `a number from ${rule.min} to ${rule.max}${orNull}`;
    case 'enum':
      return rule.values.length === 1 ? `the text ${rule.values[0]}` : `one of ${rule.values.join(', ')}${orNull}`;
    case 'text':
      if (rule.name === 'period') return `a period such as 2022, 2022-11, 2022-Q4, 2022-H2 or R2022-11${orNull}`;
      return `text of ${length}${rule.pattern === null ? '' : ` that matches ${rule.pattern.source}`}${orNull}`;
    case 'codes':
      return `a list of at most ${rule.maxItems} texts of ${length}${orNull}`;
    case 'values':
      return `an object of at most ${rule.maxItems} numbers${orNull}`;
  }
}

/** The JSON type of a value, with its article. */
export function typeInWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function wrongType(rule: FieldRule, value: unknown): Fault {
  return new Fault(`${expectedOf(rule)} (${typeInWords(value)} was given)`, value);
}

function checkNumber(rule: FieldRule, value: unknown): number | Fault {
  if (typeof value !== 'number') return wrongType(rule, value);
  const whole = rule.type === 'number' || Number.isInteger(value);
  // An out-of-range literal such as 1e400 is read as infinite, which the bounds need not exclude. -0 becomes 0.
  if (whole && Number.isFinite(value) && value >= rule.min && value <= rule.max) return value + 0;
  return new Fault(expectedOf(rule), value);
}

function checkCodes(rule: FieldRule, value: unknown): readonly string[] | Fault {
  if (!Array.isArray(value)) return wrongType(rule, value);
  if (value.length > rule.maxItems) {
    return new Fault(`${expectedOf(rule)} (${value.length} were given)`, undefined);
  }
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    if (typeof item !== 'string') {
      return new Fault(`a text of at most ${rule.max} characters (${typeInWords(item)} was given)`, item, `[${index}]`);
    }
    const fault = codeFault(rule, item);
    if (fault !== undefined) return new Fault(fault.expected, item, `[${index}]`);
  }
  return value;
}

function checkValues(rule: FieldRule, value: unknown): Readonly<Record<string, number>> | Fault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrongType(rule, value);
  const entries = Object.entries(value);
  if (entries.length > rule.maxItems) return new Fault(`${expectedOf(rule)} (${entries.length} were given)`, undefined);
  for (const entry of entries) {
    if (typeof entry[1] !== 'number' || !Number.isFinite(entry[1])) {
      return new Fault(`numbers only (${typeInWords(entry[1])} was given for one of the figures)`, undefined);
    }
    entry[1] += 0;
  }
  return Object.fromEntries(entries);
}

function dateFault(value: string): Fault | undefined {
  const day = value.length === 10 ? parseDate(value) : Number.NaN;
  if (Number.isNaN(day)) return new Fault('a date that exists, such as 2022-11-25', value);
  if (isInRange(day * DAY_MS)) return undefined;
  return new Fault('a date from 1990-01-01 to 2099-12-31 (date out of range)', value);
}

function codeFault(rule: FieldRule, value: string): Fault | undefined {
  if (!isLength(rule, value)) {
    const given = value === '' ? 'empty text was given' : `${[...value].length} characters were given`;
    return new Fault(`a code of ${rule.min} to ${rule.max} characters (${given})`, value);
  }
  if (isPlain(value)) return undefined;
  if (/\p{Cc}/u.test(value)) return new Fault('a code without control characters', value);
  if (/\p{Cs}/u.test(value)) return new Fault('a code of whole characters (half of a surrogate pair was given)', value);
  if (value !== value.trim()) return new Fault('a code without blanks at its ends', value);
  return undefined;
}

/** Printable ASCII without a blank at either end: nearly every code, told without a regular expression. */
function isPlain(value: string): boolean {
  const last = value.length - 1;
  for (let index = 0; index <= last; index++) {
    const unit = value.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e || (unit === 0x20 && (index === 0 || index === last))) return false;
  }
  return true;
}

/** Lengths count code points, as JSON Schema does. */
export function isLength(rule: FieldRule, value: string): boolean {
  if (value.length < rule.min) return false;
  if (value.length <= rule.max) return rule.min < 2 || [...value].length >= rule.min;
  return value.length <= 2 * rule.max && [...value].length <= rule.max;
}
