/**
 * How an expectation is written down: a question, and for every code the names of the dossiers behind each half. The names
 * were worked out by hand from the comments beside the dossiers (and the lives in ../lives.ts), never by a program.
 */

/** A question with everything about it said by hand, in local time. */
export interface Asked {
  readonly name: string;
  readonly rule: 'DATE' | 'INSTANT';
  /** As the Period scalar writes it, and the window that this means. */
  readonly period: string;
  readonly from: string;
  readonly to: string;
  /** The asOf that is asked for; null is none, on a day long after the period. */
  readonly asked: string | null;
  /** T, the instant that this stands for. */
  readonly asOf: string;
  /** null is everything. */
  readonly agency: string | null;
  readonly only: boolean;
  readonly channel: 'ONLINE' | 'COUNTER' | 'POSTAL' | null;
  readonly procedure: string | null;
  readonly field: string | null;
}

/** One expected figure. */
export interface Expected {
  readonly question: Asked;
  readonly code: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** What each dossier adds; empty where the half is null. */
  readonly behind: {
    readonly numerator: Readonly<Record<string, number>>;
    readonly denominator: Readonly<Record<string, number>>;
  };
}

/** Names of dossiers, `e2:5` where one adds more than 1; a pair is numerator and denominator, one alone is a count. */
export type Halves = string | readonly [numerator: string, denominator: string];

/** A count that is null, not 0: there is no data, or the period has not begun. */
export const NOTHING_TO_COUNT = 'null';

function amounts(names: string): Record<string, number> {
  const pairs = names.split(/\s+/).filter((name) => name !== '');
  const byName: Record<string, number> = {};
  for (const pair of pairs) {
    const [name, amount = '1'] = pair.split(':');
    if (byName[name!] !== undefined) throw new Error(`${name} is named twice in "${names}"`);
    byName[name!] = Number(amount);
  }
  return byName;
}

const sum = (half: Record<string, number>) => Object.values(half).reduce((a, b) => a + b, 0);

/** The question of everything in the store, asked after the period; `more` says what is different. */
export function asked(
  question: Pick<Asked, 'name' | 'rule' | 'period' | 'from' | 'to' | 'asOf'> & Partial<Asked>,
): Asked {
  return { asked: null, agency: null, only: false, channel: null, procedure: null, field: null, ...question };
}

/** The expectations of one question. */
export function worked(question: Asked, rows: Readonly<Record<string, Halves>>): Expected[] {
  return Object.entries(rows).map(([code, halves]) => {
    if (halves === NOTHING_TO_COUNT) {
      return { question, code, numerator: null, denominator: null, behind: { numerator: {}, denominator: {} } };
    }
    const [above, below] = typeof halves === 'string' ? [halves, null] : halves;
    const [numerator, denominator] = [amounts(above), amounts(below ?? '')];
    return {
      question,
      code,
      numerator: sum(numerator),
      denominator: below === null ? null : sum(denominator),
      behind: { numerator, denominator },
    };
  });
}
