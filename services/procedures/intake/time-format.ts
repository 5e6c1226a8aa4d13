import { daysFromCivil, formatDay, isCivilDate } from '../../../infra/time/day';
import type { Zone } from '../../../infra/time/zone';
import { CellFault, instantText, midnight } from './local-time';

const TOKENS = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss', 'SSS'] as const;
type Token = (typeof TOKENS)[number];

/** How a column writes its times: `dd/MM/yyyy HH:mm`. */
export class TimeFormat {
  readonly #pattern: RegExp;
  readonly #tokens: readonly Token[];

  /** @throws Error, with what would be right, when the format cannot be read */
  constructor(readonly text: string) {
    const tokens: Token[] = [];
    let pattern = '';
    // A quoted stretch, a run of one letter, or one other character.
    for (const [part] of text.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z]/g)) {
      if (isToken(part)) {
        if (tokens.includes(part)) throw new Error(`${part} stands twice`);
        tokens.push(part);
        pattern += `(\\d{${part.length}})`;
      } else if (/^[A-Za-z]/.test(part) && part !== 'T') {
        throw new Error(`${part} is none of ${TOKENS.join(', ')} (other letters go between single quotation marks)`);
      } else {
        const literal = part.length > 1 && part.startsWith("'") ? part.slice(1, -1) : part;
        pattern += literal.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      }
    }
    const missing = TOKENS.filter((token, index) => !tokens.includes(token) && isNeeded(index, tokens));
    if (missing.length > 0) throw new Error(`${missing.join(', ')} is missing`);
    this.#tokens = tokens;
    this.#pattern = new RegExp(`^${pattern}$`);
  }

  /** RFC 3339 text of the instant a cell means; without a time of day, the first of that day. */
  readInstant(text: string, zone: Zone): string | CellFault {
    const parts = this.#parse(text);
    if (parts === undefined) return this.#fault();
    const { yyyy, MM, dd, HH, mm, ss, SSS } = parts;
    if (!this.#tokens.includes('HH')) {
      return midnight(isCivilDate(yyyy, MM, dd) ? daysFromCivil(yyyy, MM, dd) : Number.NaN, zone);
    }
    return instantText(zone.wallToInstant(yyyy, MM, dd, HH, mm, ss, SSS), zone);
  }

  /** The date of a cell as `yyyy-MM-dd`. */
  readDate(text: string): string | CellFault {
    const parts = this.#parse(text);
    if (parts === undefined) return this.#fault();
    const { yyyy, MM, dd } = parts;
    if (!isCivilDate(yyyy, MM, dd)) return new CellFault('a date that exists');
    return formatDay(daysFromCivil(yyyy, MM, dd));
  }

  #parse(text: string): Record<Token, number> | undefined {
    const found = this.#pattern.exec(text);
    if (found === null) return undefined;
    const parts: Record<Token, number> = { yyyy: 0, MM: 0, dd: 0, HH: 0, mm: 0, ss: 0, SSS: 0 };
    this.#tokens.forEach((token, index) => {
      parts[token] = Number(found[index + 1]);
    });
    return parts;
  }

  #fault(): CellFault {
    return new CellFault(`a time written as ${this.text}`);
  }
}

function isToken(part: string): part is Token {
  return (TOKENS as readonly string[]).includes(part);
}

/** A format needs a whole date, and of the time of day every part before its last. */
function isNeeded(index: number, tokens: readonly Token[]): boolean {
  return index < 3 || TOKENS.slice(index + 1).some((later) => tokens.includes(later));
}
