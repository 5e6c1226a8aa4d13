import type { FactKind } from '../facts/fact';

/** A sentence in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/**
 * Counts something that happened: dated **on** one instant (it decides the period), known **since** another (the latest
 * of all dates behind it; it decides `asOf`).
 */
export interface FlowMeasure<F> {
  readonly type: 'flow';
  readonly key: string;
  /** null: this fact contributes nothing. */
  readonly on: (fact: F) => number | null;
  /** A further date behind the contribution; null: it contributes nothing. */
  readonly since: ((fact: F) => number | null) | undefined;
  /** How much it adds. */
  readonly amount: (fact: F) => number;
}

/** Counts what is the case at an instant: one for each stretch [from, until). */
export interface StockMeasure<F> {
  readonly type: 'stock';
  readonly key: string;
  /** The date of the flows with which it is stored: they often move together. */
  readonly storedWith: (fact: F) => number | null;
  readonly spans: (fact: F) => readonly (readonly [number, number])[];
}

export type Measure<F> = FlowMeasure<F> | StockMeasure<F>;

/** Kept for a list only, never summed: entries found by `at`, each good while `from` ≤ T < `until`. */
export interface ListMeasure<F> {
  readonly type: 'list';
  readonly key: string;
  readonly entries: (fact: F) => readonly { readonly at: number; readonly from: number; readonly until: number }[];
}

/** One half of an indicator: what it counts in one sentence, and the measures whose sum it is. */
export interface Half<F> {
  readonly words: Words;
  readonly measures: readonly Measure<F>[];
}

const one = (): number => 1;

/** A flow; the flows of one `on` and the stocks stored with it are a series, stored together. */
export function flow<F>(
  key: string,
  on: (fact: F) => number | null,
  options: { since?: (fact: F) => number | null; amount?: (fact: F) => number | boolean } = {},
): FlowMeasure<F> {
  const { amount } = options;
  return {
    type: 'flow',
    key,
    on,
    since: options.since,
    amount: amount === undefined ? one : (fact) => Number(amount(fact)),
  };
}

export function stock<F>(
  key: string,
  storedWith: (fact: F) => number | null,
  spans: (fact: F) => readonly (readonly [number, number])[],
): StockMeasure<F> {
  return { type: 'stock', key, storedWith, spans };
}

/** Everything that is measured about one kind of fact. */
export interface KindMeasures<F> {
  readonly kind: FactKind;
  readonly measures: readonly Measure<F>[];
  readonly lists: readonly ListMeasure<F>[];
  /** Flows of which every fact that can count is in one: they tell "no data" from "none". */
  readonly presence: readonly FlowMeasure<F>[];
}
