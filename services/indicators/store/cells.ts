import type { BulkWrite, Sql, SqlValue } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import { COLUMNS, type Contribution, hasFlow, hasStock, isSummed, type Series } from '../measure/plan';
import { bucketOf, bucketsOf, GRAIN, type Grain } from './buckets';
import { isPresence } from './plans';

/** Each contribution is summed in all of them. */
const GRAINS: readonly { grain: Grain; byProcedure: boolean }[] = [
  { grain: GRAIN.YEAR, byProcedure: false },
  { grain: GRAIN.HALF_MONTH, byProcedure: false },
  { grain: GRAIN.DAY, byProcedure: false },
  { grain: GRAIN.HALF_MONTH_PROCEDURE, byProcedure: true },
  { grain: GRAIN.YEAR_PROCEDURE, byProcedure: true },
];

export const CELL_KEY = ['grain', 'page', 'since_bucket', 'on_bucket', 'agency', 'procedure_code', 'channel'] as const;

/** The page of a series' cells: the kinds are apart, and a kind with many measures has several. */
export function pageOf(series: Series): number {
  return Math.floor(series.id / 100) * 10 + Math.floor((series.columns[0] ?? 0) / COLUMNS);
}

interface Delta {
  readonly key: readonly SqlValue[];
  /** By column of the page. */
  readonly amounts: number[];
  /** The series touched, one bit each: they name the columns to write. */
  touched: number;
}

/** Cells that are not worth a statement of their own: its way to the server costs more than some zeros. */
const FEW = 200;

/** Series that a bit set can tell apart within a page. */
const MAX_SERIES = 30;

/** Buckets lie below this: the days up to 2149, the half-months and years far below. */
const BUCKETS = 1 << 16;

/** Collects what a batch adds to the cells, so that each touched cell is written once. */
export class CellDeltas {
  /** By grain and page, then by a number made of both buckets and the place. */
  readonly #grains = new Map<number, Map<number, Delta>>();
  readonly #places = new Map<string, number>();
  readonly #series = new Map<number, Series>();
  /** Half-months of the dates of flows that moved, and of what counts from then on: entries and exits of stocks, presence. */
  readonly moved = { flows: new Set<number>(), stocks: new Set<number>() };

  constructor(private readonly zone: Zone) {}

  add(series: Series, contribution: Contribution, sign: 1 | -1): void {
    if (!isSummed(series, contribution)) return;
    this.#series.set(series.id, series);
    const since = bucketsOf(this.zone.localDay(contribution.at));
    const on = hasFlow(series, contribution) ? bucketsOf(this.zone.localDay(contribution.on)) : since;
    const { agency, procedure, channel, amounts } = contribution;
    if (hasFlow(series, contribution)) this.moved.flows.add(on.half);
    if (hasStock(series, contribution) || isPresence(contribution)) this.moved.stocks.add(since.half);
    const page = pageOf(series);
    const whole = this.#place(`${agency}\u0000\u0000${channel}`);
    const apart = this.#place(`${agency}\u0000${procedure}\u0000${channel}`);
    for (const { grain, byProcedure } of GRAINS) {
      const [first, second] = [bucketOf(grain, since), bucketOf(grain, on)];
      const cells = this.#cells(grain * PAGES + page);
      const name = (first * BUCKETS + second) * PLACES + (byProcedure ? apart : whole);
      let delta = cells.get(name);
      if (delta === undefined) {
        const key = [grain, page, first, second, agency, byProcedure ? procedure : '', channel];
        delta = { key, amounts: new Array<number>(COLUMNS).fill(0), touched: 0 };
        cells.set(name, delta);
      }
      delta.touched |= bitOf(series);
      for (let slot = 0; slot < amounts.length; slot++) {
        const amount = amounts[slot]!;
        if (amount !== 0) delta.amounts[series.columns[slot]! % COLUMNS]! += sign * amount;
      }
    }
  }

  #place(name: string): number {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.#places.size;
      if (place >= PLACES) throw new Error('a batch names more places than a cell number can tell apart');
      this.#places.set(name, place);
    }
    return place;
  }

  #cells(name: number): Map<number, Delta> {
    let cells = this.#grains.get(name);
    if (cells === undefined) {
      cells = new Map();
      this.#grains.set(name, cells);
    }
    return cells;
  }

  /** Adds everything collected to a table of cells and forgets it. */
  async flush(sql: Sql, table: string): Promise<void> {
    for (const { page, touched, deltas } of this.#groups()) {
      const columns = this.#columnsOf(page, touched);
      const rows = deltas.map(({ key, amounts }) => [...key, ...columns.map((column) => amounts[column]!)]);
      await sql.write(bulkFor(table, columns), rows);
    }
    this.#grains.clear();
  }

  /** What is written in one statement each: cells of the same series; what few cells share goes with its page's others. */
  #groups(): Group[] {
    const groups: Group[] = [];
    for (const [page, bySeries] of this.#byPage()) {
      const rest: Group = { page, touched: 0, deltas: [] };
      for (const [touched, deltas] of bySeries) {
        if (deltas.length >= FEW) groups.push({ page, touched, deltas });
        else {
          rest.touched |= touched;
          for (const delta of deltas) rest.deltas.push(delta);
        }
      }
      if (rest.deltas.length > 0) groups.push(rest);
    }
    return groups;
  }

  /** The cells that move, by page and by the series that touch them. */
  #byPage(): Map<number, Map<number, Delta[]>> {
    const pages = new Map<number, Map<number, Delta[]>>();
    for (const [grain, cells] of this.#grains) {
      const page = grain % PAGES;
      let bySeries = pages.get(page);
      if (bySeries === undefined) {
        bySeries = new Map();
        pages.set(page, bySeries);
      }
      for (const delta of cells.values()) {
        if (delta.amounts.every(isZero)) continue;
        const group = bySeries.get(delta.touched);
        if (group === undefined) bySeries.set(delta.touched, [delta]);
        else group.push(delta);
      }
    }
    return pages;
  }

  readonly #columns = new Map<string, readonly number[]>();

  /** The columns of the series in a bit set: whole series at a time, so that there are few different statements. */
  #columnsOf(page: number, touched: number): readonly number[] {
    const name = `${page}:${touched}`;
    let columns = this.#columns.get(name);
    if (columns === undefined) {
      const series = [...this.#series.values()].filter((own) => pageOf(own) === page && (touched & bitOf(own)) !== 0);
      columns = series.flatMap((own) => own.columns.map((column) => column % COLUMNS)).sort((a, b) => a - b);
      this.#columns.set(name, columns);
    }
    return columns;
  }
}

/** Cells of one page that are written in one statement. */
interface Group {
  readonly page: number;
  touched: number;
  readonly deltas: Delta[];
}

/** Stands for a series in a bit set of those of its page. */
function bitOf({ id }: Series): number {
  return 1 << ((id % 100) % MAX_SERIES);
}

/** Pages are numbered below this. */
const PAGES = 10_000;

const isZero = (amount: number): boolean => amount === 0;

/** Places of a batch: what is left of 53 bits beside two buckets. */
const PLACES = 2 ** 20;

const bulks = new Map<string, BulkWrite>();

function bulkFor(table: string, columns: readonly number[]): BulkWrite {
  const name = `${table}:${columns.join()}`;
  let bulk = bulks.get(name);
  if (bulk === undefined) {
    bulk = {
      table,
      key: CELL_KEY,
      columns: [...CELL_KEY, ...columns.map((column) => `v${column}`)],
      onConflict: 'add',
    };
    bulks.set(name, bulk);
  }
  return bulk;
}
