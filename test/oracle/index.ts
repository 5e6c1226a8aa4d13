import type { Fact } from '../../services/indicators/facts/fact';
import { fieldOf, isWithin } from './catalogue';
import { life } from './life';
import { latestNumber, latestText, voided } from './merge';
import type { Settings } from './period';
import { type Dossier, type Half, type Row, TABLE } from './table';

export { type Life, life } from './life';
export { effectiveAsOf, type Settings, type Window, windowOf } from './period';
export { localDate, midnight, startOfDay, startOfNextDay } from './zone';

export type Channel = 'ONLINE' | 'COUNTER' | 'POSTAL';

/** One question to one indicator. */
export interface Question {
  readonly code: string;
  /** null is everything in the store. */
  readonly agency: string | null;
  /** True leaves the agency's descendants out. */
  readonly only: boolean;
  /** The period, half-open. */
  readonly from: number;
  readonly to: number;
  /** T: inclusive, already the instant that the rule makes of what was asked. */
  readonly asOf: number;
  readonly channel?: Channel | null;
  readonly procedure?: string | null;
  /** The field of the procedure, as it stood at T. */
  readonly field?: string | null;
}

export interface Figure {
  readonly numerator: number | null;
  /** null for a count. */
  readonly denominator: number | null;
  /** Why there is no value; null where there is one. */
  readonly missing: 'NO_DATA' | 'ZERO_DENOMINATOR' | 'NOT_DUE_YET' | null;
}

export interface Oracle {
  figure(question: Question): Figure;
  /** The facts behind a half and what each adds; those that add nothing are left out. */
  members(question: Question & { readonly half: 'NUMERATOR' | 'DENOMINATOR' }): ReadonlyMap<string, number>;
}

/** The codes that the oracle answers for. */
export const CODES: readonly string[] = TABLE.map(({ code }) => code);

/** The indicators that are counts: their number is the numerator. */
export const COUNTS: readonly string[] = TABLE.filter(({ denominator }) => denominator === null).map(
  ({ code }) => code,
);

/** An evaluator over a heap of facts: in any order, maybe told more than once, of any kind. */
export function oracle(facts: readonly Fact[], settings: Settings): Oracle {
  const bySubject = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.kind === 'dossier') bySubject.set(fact.subject, [...(bySubject.get(fact.subject) ?? []), fact]);
  }
  // Voided facts count nowhere, not even as data.
  const dossiers: Dossier[] = [...bySubject]
    .filter(([, own]) => !voided(own))
    .map(([subject, own]) => ({ subject, facts: own, life: life(own, settings) }));
  const catalogue = facts.filter(({ kind }) => kind === 'agency' || kind === 'procedure');

  const ofAgency = (dossier: Dossier, { agency, only, asOf }: Question) => {
    if (agency === null) return true;
    const own = latestText(dossier.facts, 'agencyCode');
    if (own === null) return false;
    return only ? own === agency : isWithin(own, agency, catalogue, asOf, settings.zone);
  };
  const passesFilters = (dossier: Dossier, { channel, procedure, field, asOf }: Question) => {
    const own = latestText(dossier.facts, 'procedureCode');
    // No channel is the counter, in the filter as in the table.
    if (channel != null && (latestText(dossier.facts, 'channel') ?? 'COUNTER') !== channel) return false;
    if (procedure != null && own !== procedure) return false;
    return field == null || (own !== null && fieldOf(own, catalogue, asOf) === field);
  };

  const amount = (half: Half, dossier: Dossier, { from, to, asOf }: Question) => {
    // Before the period nothing counts, of a flow or of a stock.
    if (asOf < from) return 0;
    const flow = half.flow?.(dossier) ?? null;
    const flown = flow !== null && flow.on >= from && flow.on < to && flow.since <= asOf ? flow.amount : 0;
    return flown + (half.stock?.(dossier, asOf) ?? 0);
  };
  /** Later than the period's end is read as its end. */
  const cut = (question: Question): Question => ({ ...question, asOf: Math.min(question.asOf, question.to - 1) });
  const behind = (half: Half, question: Question) => {
    const found = new Map<string, number>();
    for (const dossier of dossiers) {
      if (!ofAgency(dossier, question) || !passesFilters(dossier, question)) continue;
      const adds = amount(half, dossier, question);
      if (adds !== 0) found.set(dossier.subject, adds);
    }
    return found;
  };
  const sum = (half: Half, question: Question) => [...behind(half, question).values()].reduce((a, b) => a + b, 0);

  /** Whether the agency has any fact of the kind up to T, whatever the filters (decision 1.14). */
  const hasData = (question: Question) =>
    dossiers.some((dossier) => ofAgency(dossier, question) && dataSince(dossier) <= question.asOf);

  return {
    figure(asked) {
      const question = cut(asked);
      const { numerator, denominator } = rowOf(question.code);
      const missing = question.asOf < question.from ? 'NOT_DUE_YET' : hasData(question) ? null : 'NO_DATA';
      if (denominator === null) {
        return { numerator: missing === null ? sum(numerator, question) : null, denominator: null, missing };
      }
      const whole = sum(denominator, question);
      return {
        numerator: sum(numerator, question),
        denominator: whole,
        missing: missing ?? (whole === 0 ? 'ZERO_DENOMINATOR' : null),
      };
    },
    members(question) {
      const row = rowOf(question.code);
      const half = question.half === 'NUMERATOR' ? row.numerator : row.denominator;
      return half === null ? new Map() : behind(half, cut(question));
    },
  };
}

function rowOf(code: string): Row {
  const row = TABLE.find((candidate) => candidate.code === code);
  if (row === undefined) throw new Error(`The oracle has no indicator ${code}`);
  return row;
}

/** Decision 1.1: a dossier is data from its receipt, else from its earliest statement, and from its rating. */
function dataSince({ facts }: Dossier): number {
  const known = latestNumber(facts, 'receivedAt') ?? Math.min(...facts.map(({ time }) => time));
  const rated = latestNumber(facts, 'rating') === null ? null : latestNumber(facts, 'ratedAt');
  return Math.min(known, rated ?? known);
}
