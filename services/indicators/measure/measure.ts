import type { FactKind } from '../facts/fact';
import type { State } from '../merge/state';
import type { Channel } from './channel';
import type { Settings } from './settings';

/** Where a fact's contributions go. What a fact does not know (tree, level, field) is joined when a figure is read. */
export interface Place {
  /** '' where none was stated. */
  readonly agency: string;
  /** '' where none was stated, and for kinds that are about none. */
  readonly procedure: string;
  /** '' for kinds that have no channel. */
  readonly channel: Channel | '';
}

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

/** A stretch [from, until) of time, and how much counts in it: 1 where nothing is said. */
export type Span = readonly [from: number, until: number, amount?: number];

/** Counts what is the case at an instant: the amount of each stretch that holds it. */
export interface StockMeasure<F> {
  readonly type: 'stock';
  readonly key: string;
  /** The date of the flows with which it is stored: they often move together. */
  readonly storedWith: (fact: F) => number | null;
  readonly spans: (fact: F) => readonly Span[];
}

/**
 * Counts reports that a regime expects and no report fills: they are no facts, so nothing of them is stored; they are
 * worked out when a figure is read.
 */
export interface ExpectedMeasure {
  readonly type: 'expected';
  readonly key: string;
  /** Only those that a report without a due date of its own filled in time. */
  readonly inTime: boolean;
}

export type StoredMeasure<F> = FlowMeasure<F> | StockMeasure<F>;
export type Measure<F> = StoredMeasure<F> | ExpectedMeasure;

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
  spans: (fact: F) => readonly Span[],
): StockMeasure<F> {
  return { type: 'stock', key, storedWith, spans };
}

/** Everything that is measured about one kind of fact. */
export interface KindMeasures<F> {
  readonly kind: FactKind;
  /** In the order of their columns; what indicators measure besides is stored behind them. */
  readonly measures: readonly StoredMeasure<F>[];
  readonly lists: readonly ListMeasure<F>[];
  /** Flows of which every fact that can count is in one: they tell "no data" from "none". */
  readonly presence: readonly FlowMeasure<F>[];
  /** Flows in one of which shows what an agency sends in a period. */
  readonly sent: readonly FlowMeasure<F>[];
}

/** A kind of fact: what a state says, and what is measured about it. */
export interface Kind<F extends Place> {
  readonly measures: KindMeasures<F>;
  /** Pure; undefined for what was voided, which counts nowhere. */
  readonly read: (state: State, settings: Settings) => F | undefined;
}
