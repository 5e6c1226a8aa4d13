import type { BulkWrite, Sql, SqlValue } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import { COLUMNS, type Contribution, isSummed, type Series } from '../measure/plan';
import { bucketOf, bucketsOf, GRAIN, type Grain } from './buckets';

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
  readonly amounts: Map<number, number>;
}

/** Collects what a batch adds to the cells, so that each touched cell is written once. */
export class CellDeltas {
  readonly #deltas = new Map<string, Delta>();

  constructor(private readonly zone: Zone) {}

  get size(): number {
    return this.#deltas.size;
  }

  add(series: Series, contribution: Contribution, sign: 1 | -1): void {
    if (!isSummed(series, contribution)) return;
    const since = bucketsOf(this.zone.localDay(contribution.at));
    const on = series.type === 'flow' ? bucketsOf(this.zone.localDay(contribution.on)) : since;
    const factor = sign * contribution.direction;
    const page = pageOf(series);
    for (const { grain, byProcedure } of GRAINS) {
      const amounts = this.#cell([
        grain,
        page,
        bucketOf(grain, since),
        bucketOf(grain, on),
        contribution.agency,
        byProcedure ? contribution.procedure : '',
        contribution.channel,
      ]);
      for (let slot = 0; slot < contribution.amounts.length; slot++) {
        const column = series.columns[slot]! % COLUMNS;
        amounts.set(column, (amounts.get(column) ?? 0) + factor * contribution.amounts[slot]!);
      }
    }
  }

  #cell(key: readonly SqlValue[]): Map<number, number> {
    const text = key.join('\u0000');
    let delta = this.#deltas.get(text);
    if (delta === undefined) {
      delta = { key, amounts: new Map() };
      this.#deltas.set(text, delta);
    }
    return delta.amounts;
  }

  /** Adds everything collected to a table of cells, in key order, and forgets it. */
  async flush(sql: Sql, table: string): Promise<void> {
    const groups = new Map<string, { columns: number[]; rows: SqlValue[][] }>();
    for (const { key, amounts } of this.#deltas.values()) {
      // Whole series at a time, zeros included: few different statements, each prepared once.
      const columns = [...amounts.keys()].sort((a, b) => a - b);
      if (columns.every((column) => amounts.get(column) === 0)) continue;
      const name = columns.join();
      let group = groups.get(name);
      if (group === undefined) {
        group = { columns, rows: [] };
        groups.set(name, group);
      }
      group.rows.push([...key, ...columns.map((column) => amounts.get(column)!)]);
    }
    for (const [name, { columns, rows }] of groups) await sql.write(bulkFor(table, name, columns), rows);
    this.#deltas.clear();
  }
}

const bulks = new Map<string, BulkWrite>();

function bulkFor(table: string, name: string, columns: readonly number[]): BulkWrite {
  const key = `${table}:${name}`;
  let bulk = bulks.get(key);
  if (bulk === undefined) {
    bulk = {
      table,
      key: CELL_KEY,
      columns: [...CELL_KEY, ...columns.map((column) => `v${column}`)],
      onConflict: 'add',
    };
    bulks.set(key, bulk);
  }
  return bulk;
}
