import type { Target } from '../definitions/indicator';
import type { Question } from './question';

export type Missing = 'NO_DATA' | 'ZERO_DENOMINATOR' | 'NOT_DUE_YET';
export type BreakdownDimension = 'AGENCY' | 'AGENCY_CHILDREN' | 'PROCEDURE' | 'FIELD' | 'CHANNEL';

/** A figure: both halves, and what they stand on. */
export interface Figure {
  /** What it answers; a row of a breakdown answers the question narrowed to that row ('': none known). */
  readonly question: Question;
  /** Effective last instant. */
  readonly T: number;
  readonly numerator: number | null;
  /** null for a count. */
  readonly denominator: number | null;
  /** Percent 0..100, or the count; null with a reason. */
  readonly value: number | null;
  readonly missing: Missing | null;
  /** Digits; only grows, and moves whenever the figure does. */
  readonly revision: string;
  /** The target in force on the last day of its window; null: none holds. */
  readonly target: Target | null;
  /** The window is not over at T, or a source has not promised all of an agency in it yet. */
  readonly provisional: boolean;
  readonly newestEvent: number | null;
}
