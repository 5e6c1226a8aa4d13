import type { FactKind } from '../facts/fact';
import type { Half, Measure, Words } from '../measure/measure';

export type Unit = 'PERCENT' | 'COUNT';
export type Better = 'HIGHER' | 'LOWER';
/** What a fact does not know of itself: the level of its agency, or whether its procedure is offered online. */
export type Among = 'COMMUNE_AGENCIES' | 'ONLINE_PROCEDURES';
export type TargetBasis = 'LETTER' | 'DECISION_766' | 'PROVINCE' | 'DERIVED';

/** What a figure should reach, from a date on. */
export interface Target {
  /** In the indicator's unit. */
  readonly value: number;
  /** The first local date on which it holds. */
  readonly from: string;
  readonly basis: TargetBasis;
}

/** One indicator: everything that is known about it, in one place. */
export interface Indicator<F = never> {
  /** Number in the directive's table of indicators. */
  readonly number: number;
  readonly code: string;
  readonly title: Words;
  /** Sections of the letter. */
  readonly clauses: readonly string[];
  /** Rows of the letter's annex. */
  readonly tasks: readonly number[];
  readonly unit: Unit;
  readonly better: Better;
  readonly targets: readonly Target[];
  /** The kind of fact it counts. */
  readonly fact: FactKind;
  /** Counts only what the catalogue tells to be so when the figure is read; absent: everything. */
  readonly among?: Among;
  /** Acts that it stands on besides the letter and its resolution: ids of the register (schema/directive). */
  readonly basis?: readonly string[];
  /** First and last local date on which the definition holds; absent: since the letter, and not limited. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Whether the lateness rule plays a part. */
  readonly lateness: boolean;
  readonly numerator: Half<F>;
  /** Absent for a count. */
  readonly denominator?: Half<F>;
  /** What a reader must know besides. */
  readonly note?: Words;
}

/** A half in words and measures. */
export function half<F>(en: string, vi: string, ...measures: readonly Measure<F>[]): Half<F> {
  return { words: { vi, en }, measures };
}

/** The letter's own targets hold from its date. */
export const LETTER_DATE = '2022-11-25';
/** Decision 766/QĐ-TTg was signed on this date. */
export const DECISION_766_DATE = '2022-06-23';

export function letterTarget(value: number, from: string = LETTER_DATE): Target {
  return { value, from, basis: 'LETTER' };
}

export function target766(value: number): Target {
  return { value, from: DECISION_766_DATE, basis: 'DECISION_766' };
}

/** Where the letter asks for a thing without a figure, and the whole is the only sense of it. */
export function targetDerived(value: number): Target {
  return { value, from: LETTER_DATE, basis: 'DERIVED' };
}

/** The longest code by which facts name agencies and procedures. */
export const LONGEST_CODE = 64;

/** The target that holds on a day; undefined before the first. */
export function targetOn(indicator: Pick<Indicator, 'targets'>, date: string): Target | undefined {
  return indicator.targets
    .filter((target) => target.from <= date)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
}

/** `flow`, `stock`, or both, as the measures of the halves say. */
export function kindOf<F>(indicator: Indicator<F>): ('flow' | 'stock')[] {
  const halves = [indicator.numerator, ...(indicator.denominator === undefined ? [] : [indicator.denominator])];
  return [
    ...new Set(halves.flatMap((h) => h.measures.map(({ type }) => (type === 'expected' ? 'flow' : type)))),
  ].sort();
}
