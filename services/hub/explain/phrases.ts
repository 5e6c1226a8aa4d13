import type { Better, FactKind, HalfName, LatenessRule, Missing, TargetBasis, Verdict } from '../../indicators';
import type { Open } from './explanation';
import { EN } from './phrases.en';
import { VI } from './phrases.vi';

export type Language = 'vi' | 'en';

/** What an explanation says of its own in one language; the words of indicators, clauses and tasks come with these. */
export interface Phrases {
  /** For numbers. */
  readonly locale: string;
  readonly everything: string;
  readonly agency: string;
  readonly withBelow: string;
  readonly period: string;
  /** A stretch of days, both inclusive. */
  days(first: string, last: string): string;
  /** A local date, yyyy-MM-dd, as it is written. */
  date(text: string): string;
  readonly asOf: string;
  readonly value: string;
  readonly target: string;
  readonly noTarget: string;
  readonly from: string;
  readonly basis: Readonly<Record<TargetBasis, string>>;
  readonly result: string;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly missing: Readonly<Record<Missing, string>>;
  readonly state: string;
  readonly open: Readonly<Record<NonNullable<Open>, string>>;
  readonly settled: string;
  readonly silent: string;
  readonly nobody: string;
  readonly newest: string;
  readonly definition: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'flow' | 'stock', string>>;
  readonly count: string;
  readonly ratio: string;
  readonly better: Readonly<Record<Better, string>>;
  readonly note: string;
  /** The days, both inclusive, on which a definition holds. */
  valid(first: string | null, last: string | null): string;
  readonly among: Readonly<Record<'COMMUNE_AGENCIES' | 'ONLINE_PROCEDURES', string>>;
  readonly lateness: string;
  rule(rule: LatenessRule, zone: string): string;
  readonly asked: string;
  readonly directive: string;
  readonly clause: string;
  readonly task: string;
  readonly act: string;
  /** Until when an act holds, and the numbers of those that replace it. */
  replaced(last: string, by: readonly string[]): string;
  readonly halves: Readonly<Record<HalfName, string>>;
  /** So many facts of a kind that add up to a sum. */
  behind(count: string, kind: string, sum: string): string;
  readonly factKinds: Readonly<Partial<Record<FactKind, string>>>;
  readonly noFacts: string;
  readonly more: (count: string) => string;
  readonly noAgency: string;
}

export const PHRASES: Readonly<Record<Language, Phrases>> = { vi: VI, en: EN };
