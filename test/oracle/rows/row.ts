import type { Fact, FactKind } from '../../../services/indicators/facts/fact';
import type { Life } from '../life';
import { latest, latestNumber, saidAt } from '../merge';
import type { Settings } from '../period';

/** One thing that the facts are about, not voided. */
export interface Thing {
  readonly kind: FactKind;
  readonly subject: string;
  readonly facts: readonly Fact[];
  /** A dossier's life; nothing ever happens in that of another kind. */
  readonly life: Life;
  /** Of reports only: when it is due, be it said or derived. */
  readonly due?: number | null;
}

/** All that is known, whenever it was said. */
export interface World {
  readonly settings: Settings;
  /** What was said about agencies and procedures. */
  readonly catalogue: readonly Fact[];
  things(kind: FactKind): readonly Thing[];
}

/** What a row is asked about: a half-open period, T, and the world. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  readonly T: number;
  readonly world: World;
}

/** What a thing adds to one half of an indicator. */
export type Half = (thing: Thing, moment: Moment) => number;

/** One measure of the table; a count has no denominator. */
export interface Row {
  readonly code: string;
  readonly kind: FactKind;
  readonly numerator: Half;
  readonly denominator: Half | null;
  /** The things that may count at all; absent: all of the kind. They do not decide whether there is data. */
  readonly among?: (thing: Thing, moment: Moment) => boolean;
  /** The things to look at, where they are not simply those of the kind. */
  readonly things?: (moment: Moment) => readonly Thing[];
}

/** The latest word on a flag is that it is so. */
export const is = (thing: Thing, field: string): boolean => latest(thing.facts, field) === true;

/** The latest word on a date or a count; null where there is none. */
export const at = (thing: Thing, field: string): number | null => latestNumber(thing.facts, field);

/** A flag with a history is known to be so at T. */
export const isAt = (thing: Thing, field: string, { T }: Moment): boolean => saidAt(thing.facts, field, T) === true;

/** A date that has come by T. */
export const happened = (thing: Thing, field: string, { T }: Moment): boolean => {
  const date = at(thing, field);
  return date !== null && date <= T;
};

/** A flow: the amount, if the first date lies in the period and it and all others have come by T. */
export function dated(
  moment: Moment,
  amount: number,
  on: number | null,
  ...others: readonly (number | null)[]
): number {
  const { from, to, T } = moment;
  if (on === null || on < from || on >= to) return 0;
  return [on, ...others].every((date) => date !== null && date <= T) ? amount : 0;
}

/** A stock of things, each counted as one where the condition holds at T. */
export const stock =
  (holds: (thing: Thing, moment: Moment) => boolean): Half =>
  (thing, moment) =>
    Number(holds(thing, moment));

/** Both conditions at once. */
export const both =
  (...conditions: readonly ((thing: Thing, moment: Moment) => boolean)[]) =>
  (thing: Thing, moment: Moment): boolean =>
    conditions.every((condition) => condition(thing, moment));
