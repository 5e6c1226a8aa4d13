import type { FactKind } from '../facts/fact';
import type { State } from '../merge/state';
import type { Place } from './dossier';
import type { FlowMeasure, KindMeasures, ListMeasure, Measure, StockMeasure } from './measure';
import { FOREVER, type Settings } from './settings';

/** Amounts that a contribution row can hold; a series with more measures is split. */
export const SLOTS = 12;
/** Columns of a cell row; a kind with more measures spreads over pages. */
export const COLUMNS = 40;

/**
 * A contribution as stored: what one fact adds at an instant. A flow is one row (`on` is the date that decides its
 * period). A stretch of a stock is two: the entry adds, the exit takes away, and each carries the entry in `on`; an exit
 * that has not happened stands at FOREVER and is in no cell.
 */
export interface Contribution extends Place {
  readonly series: number;
  /** *since* of a flow, the instant of a stock's entry or exit, the date of a list's entry. */
  readonly at: number;
  readonly direction: 1 | -1;
  readonly on: number;
  /** By slot of the series. For a list: 1, and the instant until which the entry is good. */
  readonly amounts: readonly number[];
}

/** Measures that are stored in one row because they share their dates. */
export interface Series {
  readonly id: number;
  readonly type: 'flow' | 'stock' | 'list';
  /** Keys of the measures, by slot. */
  readonly keys: readonly string[];
  /** Cell column of each slot; empty for lists, which are in no cell. */
  readonly columns: readonly number[];
}

/** Where a measure is stored. */
export interface Location {
  readonly series: Series;
  readonly slot: number;
  readonly column: number;
}

interface FlowGroup<F> {
  readonly series: Series;
  readonly on: FlowMeasure<F>['on'];
  readonly since: FlowMeasure<F>['since'];
  readonly measures: readonly FlowMeasure<F>[];
}

/**
 * How one kind of fact is measured and where each measure lies. Series are numbered from `base` in the order of the
 * measures, columns likewise, so that the numbers follow from the definitions alone.
 */
export class MeasurePlan<F extends Place> {
  readonly kind: FactKind;
  readonly series: readonly Series[];
  readonly #locations = new Map<string, Location>();
  readonly #flows: FlowGroup<F>[] = [];
  readonly #stocks: { series: Series; measure: StockMeasure<F> }[] = [];
  readonly #lists: { series: Series; measure: ListMeasure<F> }[] = [];

  constructor(
    readonly definition: KindMeasures<F>,
    base: number,
    private readonly read: (state: State, settings: Settings) => F | undefined,
  ) {
    this.kind = definition.kind;
    const columns = new Map(definition.measures.map((measure, column) => [measure.key, column]));
    const all: Series[] = [];
    const add = (type: Series['type'], keys: string[]): Series => {
      const series = { id: base + all.length, type, keys, columns: keys.flatMap((key) => columns.get(key) ?? []) };
      all.push(series);
      keys.forEach((key, slot) => {
        this.#locations.set(key, { series, slot, column: columns.get(key) ?? -1 });
      });
      return series;
    };
    for (const measures of groupFlows(definition.measures)) {
      const { on, since } = measures[0]!;
      const series = add(
        'flow',
        measures.map((measure) => measure.key),
      );
      this.#flows.push({ series, on, since, measures });
    }
    for (const measure of definition.measures) {
      if (measure.type === 'stock') this.#stocks.push({ series: add('stock', [measure.key]), measure });
    }
    for (const measure of definition.lists) this.#lists.push({ series: add('list', [measure.key]), measure });
    this.series = all;
  }

  /** Where a measure or list is stored. */
  locate(key: string): Location {
    const location = this.#locations.get(key);
    if (location === undefined) throw new Error(`${this.kind} has no measure ${key}`);
    return location;
  }

  /** What a fact's state contributes; a pure function. A voided fact contributes nothing. */
  contributions(state: State, settings: Settings): Contribution[] {
    const fact = this.read(state, settings);
    if (fact === undefined) return [];
    const { agency, procedure, channel } = fact;
    const found: Contribution[] = [];
    const add = (series: number, at: number, direction: 1 | -1, on: number, amounts: readonly number[]): void => {
      found.push({ series, at, direction, on, agency, procedure, channel, amounts });
    };
    for (const { series, on, since, measures } of this.#flows) {
      const date = on(fact);
      if (date === null) continue;
      const further = since === undefined ? date : since(fact);
      if (further === null) continue;
      const amounts = measures.map((measure) => measure.amount(fact));
      if (amounts.some((amount) => amount !== 0)) add(series.id, Math.max(date, further), 1, date, amounts);
    }
    for (const { series, measure } of this.#stocks) {
      for (const [from, until] of measure.spans(fact)) {
        add(series.id, from, 1, from, [1]);
        add(series.id, until, -1, from, [1]);
      }
    }
    for (const { series, measure } of this.#lists) {
      for (const { at, from, until } of measure.entries(fact)) add(series.id, at, 1, from, [1, until]);
    }
    return found;
  }
}

/** Whether a contribution is summed in cells: lists and exits that have not happened are not. */
export function isSummed(series: Series, contribution: Contribution): boolean {
  return series.type !== 'list' && contribution.at < FOREVER;
}

function groupFlows<F>(measures: readonly Measure<F>[]): FlowMeasure<F>[][] {
  const groups: FlowMeasure<F>[][] = [];
  for (const measure of measures) {
    if (measure.type !== 'flow') continue;
    const group = groups.find((g) => g[0]!.on === measure.on && g[0]!.since === measure.since && g.length < SLOTS);
    if (group === undefined) groups.push([measure]);
    else group.push(measure);
  }
  return groups;
}
