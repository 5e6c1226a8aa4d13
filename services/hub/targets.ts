import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { InputError, messageOf } from '../../infra/errors';
import { dayNumber } from '../../infra/time/day';
import { type AnyIndicator, didYouMean, findIndicator, INDICATORS, type OwnTarget, Targets } from '../indicators';

/** Levels of agencies, as the contract names them. */
const LEVELS: readonly string[] = ['PROVINCE', 'DEPARTMENT', 'DISTRICT', 'COMMUNE', 'CENTRAL'];
/** The longest code by which facts name agencies. */
const LONGEST_CODE = 64;
const ROW_KEYS = ['indicator', 'value', 'from', 'level', 'agency'];

/**
 * The targets in force: the program's, and the province's own of a file.
 * @param file rows in JSON or YAML (HUB_TARGETS), see docs/configuration.md; absent: the program's alone
 * @throws InputError where the file cannot be read or has faults, all of them at once: row, field, value, what is right
 */
export function loadTargets(file?: string): Targets {
  if (file === undefined) return new Targets();
  const reader = new TargetsReader();
  const own = reader.read(parsed(file));
  if (reader.faults.length > 0) throw new InputError(`HUB_TARGETS=${file}: the targets have faults:`, reader.faults);
  return new Targets(own);
}

/** YAML contains JSON. */
function parsed(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`HUB_TARGETS=${file}: expected a file in JSON or YAML (${messageOf(error).trim()})`);
  }
}

class TargetsReader {
  readonly faults: string[] = [];
  /** Numbers of rows by what they are for. */
  readonly #rows = new Map<string, number>();

  read(data: unknown): OwnTarget[] {
    if (!isObject(data) || !Array.isArray(data['targets'])) {
      this.#fault('the file', data, 'an object with targets, a list of rows such as { indicator, value, from }');
      return [];
    }
    this.#onlyKeys(data, ['targets'], 'the file');
    return data['targets'].flatMap((row, index) => this.#row(row, index + 1));
  }

  #row(row: unknown, number: number): OwnTarget[] {
    const at = `row ${number}`;
    if (!isObject(row)) {
      this.#fault(at, row, `an object with ${ROW_KEYS.join(', ')}`);
      return [];
    }
    const faults = this.faults.length;
    this.#onlyKeys(row, ROW_KEYS, at);
    const indicator = this.#indicator(row['indicator'], at);
    const target = {
      indicator: indicator?.code ?? '',
      value: this.#value(row['value'], indicator, at),
      from: this.#date(row['from'], at),
      level: this.#text(row['level'], `${at}, level`, LEVELS.join(', '), (text) => LEVELS.includes(text)),
      agency: this.#text(row['agency'], `${at}, agency`, AGENCY, isAgencyCode),
    };
    if (target.level !== null && target.agency !== null)
      this.#fault(`${at}, agency`, target.agency, `nothing beside level (${target.level}): a row is for one of them`);
    if (this.faults.length === faults) this.#once(target, number, at);
    return [target];
  }

  #indicator(code: unknown, at: string): AnyIndicator | undefined {
    const found = typeof code === 'string' ? findIndicator(code) : undefined;
    if (found !== undefined) return found;
    const meant = typeof code === 'string' ? didYouMean(code, codes()) : '';
    this.#fault(
      `${at}, indicator`,
      code,
      `the code of an indicator, such as on-time-rate (docs/indicators.md has all)${meant}`,
    );
    return undefined;
  }

  #value(value: unknown, indicator: AnyIndicator | undefined, at: string): number {
    const isCount = indicator?.unit === 'COUNT';
    const fits = isCount ? Number.isSafeInteger(value) : typeof value === 'number' && value <= 100;
    if (fits && (value as number) >= 0) return value as number;
    this.#fault(`${at}, value`, value, isCount ? 'a whole number from 0' : 'a percentage from 0 to 100, as a number');
    return 0;
  }

  #date(value: unknown, at: string): string {
    try {
      if (typeof value === 'string') {
        dayNumber(value);
        return value;
      }
    } catch {
      // Falls through to the fault below.
    }
    this.#fault(`${at}, from`, value, 'a date that exists, such as 2026-01-01: the first day on which it holds');
    return '';
  }

  /** null where it is absent. */
  #text(value: unknown, at: string, right: string, isRight: (text: string) => boolean): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string' && isRight(value)) return value;
    this.#fault(at, value, right);
    return null;
  }

  /** Two rows for the same thing from the same day: nobody could tell which one holds. */
  #once({ indicator, from, level, agency }: OwnTarget, number: number, at: string): void {
    const key = JSON.stringify([indicator, from, level, agency]);
    const other = this.#rows.get(key);
    if (other === undefined) this.#rows.set(key, number);
    else this.#fault(`${at}, from`, from, `another day than that of row ${other}, which is for the same: ${indicator}`);
  }

  #onlyKeys(object: Readonly<Record<string, unknown>>, keys: readonly string[], at: string): void {
    for (const key of Object.keys(object))
      if (!keys.includes(key)) this.#fault(at, key, `only ${keys.join(', ')}${didYouMean(key, keys)}`);
  }

  #fault(at: string, value: unknown, right: string): void {
    const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 80);
    this.faults.push(`${at}: ${shown}, expected ${right}`);
  }
}

const AGENCY = `an agency code as a text of 1 to ${LONGEST_CODE} characters, such as "000.00.11.H06"`;

function isAgencyCode(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_CODE && text.trim() === text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function codes(): string[] {
  return INDICATORS.map(({ code }) => code);
}
