import type { FactKind } from '../facts/fact';
import type { State } from '../merge/state';
import type { FlowMeasure, Kind, ListMeasure, Place, StockMeasure, StoredMeasure } from './measure';
import { FOREVER, type Settings } from './settings';

/** Amounts that a contribution row can hold; a series with more measures is split. */
export const SLOTS = 16;
/** Columns of a cell row; a kind with more measures spreads over pages. */
export const COLUMNS = 40;

/**
 * A contribution as stored: what one fact adds at an instant. A flow is one row (`on` is the date that decides its
 * period). A stretch of a stock is two: its entry adds, its exit takes away and carries the entry in `on`; an exit that
 * has not happened stands at FOREVER and is in no cell. What one series has at the same two instants is one row.
 */
export interface Contribution extends Place {
  readonly series: number;
  /** *since* of a flow, the instant of a stock's entry or exit, the date of a list's entry. */
  readonly at: number;
  readonly on: number;
  /** By slot of the series. For a list: 1, and the instant until which the entry is good. */
  readonly amounts: readonly number[];
}

/** Measures that are stored in one row, as they are dated on one date. */
export interface Series {
  readonly id: number;
  readonly type: 'summed' | 'list';
  /** Keys of the measures, by slot: the flows first. */
  readonly keys: readonly string[];
  /** How many of them are flows. */
  readonly flows: number;
  /** Cell column of each slot; empty for lists, which are in no cell. */
  readonly columns: readonly number[];
}

/** Where a measure is stored. */
export interface Location {
  readonly series: Series;
  readonly slot: number;
  readonly column: number;
}

interface Group<F> {
  readonly on: (fact: F) => number | null;
  readonly flows: FlowMeasure<F>[];
  readonly stocks: StockMeasure<F>[];
}

/** The measures of one kind, whatever the kind: what states contribute, and where it lies. */
export interface Plan {
  readonly kind: FactKind;
  readonly series: readonly Series[];
  /** Keys of the flows that tell that there is data at all, and of those that show what an agency sends. */
  readonly presence: readonly string[];
  readonly sent: readonly string[];
  has(key: string): boolean;
  locate(key: string): Location;
  contributions(state: State, settings: Settings): Contribution[];
}

/**
 * How one kind of fact is measured and where each measure lies. Series are numbered from `base` in the order of the
 * measures, columns likewise, so that the numbers follow from the definitions alone.
 */
export class MeasurePlan<F extends Place> implements Plan {
  readonly kind: FactKind;
  readonly series: readonly Series[];
  readonly presence: readonly string[];
  readonly sent: readonly string[];
  readonly #read: Kind<F>['read'];
  readonly #locations = new Map<string, Location>();
  readonly #groups: (Group<F> & { readonly series: Series })[] = [];
  readonly #lists: { series: Series; measure: ListMeasure<F> }[] = [];

  /** @param further measures of indicators that the kind's own list does not name */
  constructor({ measures, read }: Kind<F>, base: number, further: readonly StoredMeasure<F>[] = []) {
    this.kind = measures.kind;
    this.presence = measures.presence.map(({ key }) => key);
    this.sent = measures.sent.map(({ key }) => key);
    this.#read = read;
    const all: Series[] = [];
    let next = 0;
    const add = (type: Series['type'], keys: readonly string[], flows: number): Series => {
      const summed = type === 'list' ? 0 : keys.length;
      // A series is written to the cells as one: its columns are on one page.
      if ((next % COLUMNS) + summed > COLUMNS) next += COLUMNS - (next % COLUMNS);
      const columns = Array.from({ length: summed }, (_, slot) => next + slot);
      next += summed;
      const series = { id: base + all.length, type, keys, flows, columns };
      all.push(series);
      keys.forEach((key, slot) => {
        this.#locations.set(key, { series, slot, column: columns[slot] ?? -1 });
      });
      return series;
    };
    for (const group of groupsOf([...measures.measures, ...further])) {
      const keys = [...group.flows, ...group.stocks].map((measure) => measure.key);
      this.#groups.push({ ...group, series: add('summed', keys, group.flows.length) });
    }
    for (const measure of measures.lists) this.#lists.push({ series: add('list', [measure.key], 0), measure });
    this.series = all;
  }

  has(key: string): boolean {
    return this.#locations.has(key);
  }

  /** Where a measure or list is stored. */
  locate(key: string): Location {
    const location = this.#locations.get(key);
    if (location === undefined) throw new Error(`${this.kind} has no measure ${key}`);
    return location;
  }

  /** What a fact's state contributes; a pure function. A voided fact contributes nothing. */
  contributions(state: State, settings: Settings): Contribution[] {
    const fact = this.#read(state, settings);
    if (fact === undefined) return [];
    const { agency, procedure, channel } = fact;
    const found: Contribution[] = [];
    for (const { series, on, flows, stocks } of this.#groups) {
      const rows = new Rows(series.keys.length);
      const date = on(fact);
      if (date !== null) {
        for (let slot = 0; slot < flows.length; slot++) {
          const { since, amount } = flows[slot]!;
          const further = since === undefined ? date : since(fact);
          if (further !== null) rows.add(Math.max(date, further), date, slot, amount(fact));
        }
      }
      for (let i = 0; i < stocks.length; i++) {
        for (const [from, until, amount = 1] of stocks[i]!.spans(fact)) {
          rows.add(from, from, flows.length + i, amount);
          rows.add(until, from, flows.length + i, -amount);
        }
      }
      for (const { at, on: dated, amounts } of rows.all) {
        found.push({ series: series.id, at, on: dated, agency, procedure, channel, amounts });
      }
    }
    for (const { series, measure } of this.#lists) {
      for (const { at, from, until } of measure.entries(fact)) {
        found.push({ series: series.id, at, on: from, agency, procedure, channel, amounts: [1, until] });
      }
    }
    return found;
  }
}

/** The rows of one series of one fact: a few, so that looking through them is cheapest. */
class Rows {
  readonly all: { at: number; on: number; amounts: number[] }[] = [];

  constructor(private readonly slots: number) {}

  add(at: number, on: number, slot: number, amount: number): void {
    if (amount === 0) return;
    let row = this.all.find((known) => known.at === at && known.on === on);
    if (row === undefined) {
      row = { at, on, amounts: new Array<number>(this.slots).fill(0) };
      this.all.push(row);
    }
    row.amounts[slot]! += amount;
  }
}

/** Whether a contribution is summed in cells: lists and exits that have not happened are not. */
export function isSummed(series: Series, contribution: Contribution): boolean {
  return series.type !== 'list' && contribution.at < FOREVER;
}

/** Whether any flow is among a contribution's amounts: the date `on` of a pure stock decides nothing. */
export function hasFlow(series: Series, contribution: Contribution): boolean {
  for (let slot = 0; slot < series.flows; slot++) if (contribution.amounts[slot] !== 0) return true;
  return false;
}

/** Whether any stock is among a contribution's amounts. */
export function hasStock(series: Series, contribution: Contribution): boolean {
  for (let slot = series.flows; slot < contribution.amounts.length; slot++) {
    if (contribution.amounts[slot] !== 0) return true;
  }
  return false;
}

function groupsOf<F>(measures: readonly StoredMeasure<F>[]): Group<F>[] {
  const groups: Group<F>[] = [];
  const groupFor = (on: Group<F>['on']): Group<F> => {
    let group = groups.find((known) => known.on === on && known.flows.length + known.stocks.length < SLOTS);
    if (group === undefined) {
      group = { on, flows: [], stocks: [] };
      groups.push(group);
    }
    return group;
  };
  for (const measure of measures) {
    if (measure.type === 'flow') groupFor(measure.on).flows.push(measure);
    else groupFor(measure.storedWith).stocks.push(measure);
  }
  return groups;
}
