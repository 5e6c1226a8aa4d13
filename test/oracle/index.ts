import type { Fact, FactKind } from '../../services/indicators/facts/fact';
import { fieldOf, isWithin } from './catalogue';
import { latestText } from './merge';
import type { Settings } from './period';
import type { Half, Moment, Thing } from './rows/row';
import { DOSSIERS, INDICATORS, PARTS, rowOf } from './table';
import { channelOf, dataSince, procedureOf, worldOf } from './world';

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

/** The codes of the 42 indicators. */
export const CODES: readonly string[] = INDICATORS.map(({ code }) => code);

/** Those that need nothing but dossiers (#42 needs their procedures too). */
export const DOSSIER_CODES: readonly string[] = DOSSIERS.map(({ code }) => code);

/** The codes of the measures that exist only for a part of the 766 index: they are asked for as indicators are. */
export const PART_CODES: readonly string[] = PARTS.map(({ code }) => code);

/** The indicators that are counts: their number is the numerator. */
export const COUNTS: readonly string[] = INDICATORS.filter(({ denominator }) => denominator === null).map(
  ({ code }) => code,
);

/** The kind of thing that each code, of an indicator or of a part, looks at. */
export const KIND_OF: Readonly<Record<string, FactKind>> = Object.fromEntries(
  [...INDICATORS, ...PARTS].map(({ code, kind }) => [code, kind]),
);

/** An evaluator over a heap of facts: in any order, maybe told more than once, of any kind. */
export function oracle(facts: readonly Fact[], settings: Settings): Oracle {
  const world = worldOf(facts, settings);

  const ofAgency = (thing: Thing, { agency, only, asOf }: Question) => {
    if (agency === null) return true;
    const own = latestText(thing.facts, 'agencyCode');
    if (own === null) return false;
    return only ? own === agency : isWithin(own, agency, world.catalogue, asOf, settings.zone);
  };
  const passesFilters = (thing: Thing, { channel, procedure, field, asOf }: Question) => {
    const own = procedureOf(thing);
    if (channel != null && channelOf(thing) !== channel) return false;
    if (procedure != null && own !== procedure) return false;
    return field == null || (own !== null && fieldOf(own, world.catalogue, asOf) === field);
  };

  const momentOf = ({ from, to, asOf }: Question): Moment => ({ from, to, T: asOf, world });
  const thingsOf = (question: Question) => {
    const { kind, things } = rowOf(question.code);
    return things?.(momentOf(question)) ?? world.things(kind);
  };
  /** Later than the period's end is read as its end. */
  const cut = (question: Question): Question => ({ ...question, asOf: Math.min(question.asOf, question.to - 1) });

  /** Each thing behind a half, with what it adds. */
  const behind = (half: Half, question: Question): (readonly [subject: string, amount: number])[] => {
    // Before the period nothing counts, of a flow or of a stock.
    if (question.asOf < question.from) return [];
    const { among } = rowOf(question.code);
    const moment = momentOf(question);
    return thingsOf(question)
      .filter((thing) => ofAgency(thing, question) && passesFilters(thing, question))
      .filter((thing) => among === undefined || among(thing, moment))
      .map((thing) => [thing.subject, half(thing, moment)] as const)
      .filter(([, amount]) => amount !== 0);
  };
  const sum = (half: Half, question: Question) => behind(half, question).reduce((total, [, adds]) => total + adds, 0);

  /** Whether the agency has any fact of the kind up to T, whatever the filters (decision 1.14). */
  const hasData = (question: Question) =>
    thingsOf(question).some((thing) => ofAgency(thing, question) && dataSince(thing) <= question.asOf);

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
      const found = new Map<string, number>();
      // An expected report may bear the name that another report was given: together they add what both add.
      for (const [subject, adds] of half === null ? [] : behind(half, cut(question))) {
        found.set(subject, (found.get(subject) ?? 0) + adds);
      }
      return found;
    },
  };
}
