import { CELL_BODY, CONTRIBUTION_BODY, type Database, type Sql } from '../../../infra/database';
import { COLUMNS, SLOTS } from '../measure/plan';
import type { Settings } from '../measure/settings';
import { CELL_KEY, CellDeltas } from './cells';
import { ContributionChanges } from './contributions';
import { digestOf } from './digest';
import { readMeta, writeMeta } from './meta';
import { contributionsOf, measuredKinds, seriesOf } from './plans';
import { walkStates } from './states';

export type Progress = (states: number) => void;

const CELL_AMOUNTS = Array.from({ length: COLUMNS }, (_, i) => `v${i}`);
const CONTRIBUTION_KEY = ['series', 'at_ms', 'subject', 'on_ms'];
const CONTRIBUTION_REST = ['agency', 'procedure_code', 'channel', ...Array.from({ length: SLOTS }, (_, i) => `v${i}`)];

/** Measures every stored state anew into the two tables named; memory does not grow with the store. */
async function measureAll(
  sql: Sql,
  tables: { cell: string; contribution: string },
  settings: Settings,
  onProgress: Progress,
): Promise<number> {
  let states = 0;
  for (const kind of measuredKinds()) {
    for await (const page of walkStates(sql, kind)) {
      const cells = new CellDeltas(settings.zone);
      const contributions = new ContributionChanges();
      for (const state of page) {
        const found = contributionsOf(state, settings);
        contributions.change(state.subject, [], found);
        for (const contribution of found) cells.add(seriesOf(contribution.series), contribution, 1);
      }
      await contributions.flush(sql, tables.contribution);
      await cells.flush(sql, tables.cell);
      states += page.length;
      onProgress(states);
    }
  }
  return states;
}

/**
 * Recomputes every contribution and cell from the stored states, under these settings, and puts them in place of the
 * old ones; one transaction, so readers see the old figures or the new, and a crash leaves the old.
 * @returns how many states were measured
 */
export async function rebuild(
  database: Database,
  settings: Settings,
  onProgress: Progress = () => {},
): Promise<number> {
  return database.write(async (sql) => {
    await sql.run(`CREATE TABLE shadow_contribution (${CONTRIBUTION_BODY}) WITHOUT ROWID`);
    await sql.run(`CREATE TABLE shadow_cell (${CELL_BODY}) WITHOUT ROWID`);
    const tables = { cell: 'shadow_cell', contribution: 'shadow_contribution' };
    const states = await measureAll(sql, tables, settings, onProgress);
    for (const table of ['contribution', 'cell']) {
      await sql.run(`DROP TABLE ${table}`);
      await sql.run(`ALTER TABLE shadow_${table} RENAME TO ${table}`);
    }
    const revision = String(Number((await readMeta(sql)).get('revision') ?? '0') + 1);
    await writeMeta(sql, {
      digest: digestOf(settings),
      time_zone: settings.zone.name,
      lateness: settings.rule,
      revision,
      catalogue_revision: revision,
    });
    return states;
  });
}

/** A row that is not what the stored states say. */
export interface Difference {
  readonly table: 'cell' | 'contribution';
  /** The row's key, as `column=value` pairs. */
  readonly key: string;
  /** Stored amounts that are wrong, and what they should be; a missing row stands as zeros. */
  readonly stored: string;
  readonly computed: string;
}

export interface Verification {
  readonly states: number;
  /** How many rows differ. */
  readonly count: number;
  /** The first of them. */
  readonly differences: readonly Difference[];
}

/**
 * Measures every stored state anew, on one consistent snapshot, and compares with the contributions and cells that the
 * figures are read from. It must find nothing, always.
 */
export async function verify(
  database: Database,
  settings: Settings,
  onProgress: Progress = () => {},
  show = 20,
): Promise<Verification> {
  return database.read(async (sql) => {
    await sql.run(`CREATE TEMPORARY TABLE check_contribution (${CONTRIBUTION_BODY})`);
    await sql.run(`CREATE TEMPORARY TABLE check_cell (${CELL_BODY})`);
    try {
      const tables = { cell: 'check_cell', contribution: 'check_contribution' };
      const states = await measureAll(sql, tables, settings, onProgress);
      const found = [
        ...(await compare(sql, 'cell', CELL_KEY, CELL_AMOUNTS)),
        ...(await compare(sql, 'contribution', CONTRIBUTION_KEY, CONTRIBUTION_REST)),
      ];
      return { states, count: found.length, differences: found.slice(0, show) };
    } finally {
      await sql.run('DROP TABLE check_contribution');
      await sql.run('DROP TABLE check_cell');
    }
  });
}

type Row = Record<string, string | number>;

async function compare(
  sql: Sql,
  table: Difference['table'],
  key: readonly string[],
  rest: readonly string[],
): Promise<Difference[]> {
  const on = key.map((k) => `a.${k} = b.${k}`).join(' AND ');
  const unequal = rest.map((c) => `a.${c} <> b.${c}`).join(' OR ');
  const empty = (alias: string): string =>
    table === 'cell' ? `NOT (${rest.map((c) => `${alias}.${c} = 0`).join(' AND ')})` : '1 = 1';
  const [own, fresh] = [table, `check_${table}`];
  const select = (side: string): string => [...key, ...rest].map((c) => `${side}.${c} AS ${c}`).join(', ');
  const both = await sql.all<Row>(
    `SELECT ${select('a')}, ${rest.map((c) => `b.${c} AS new_${c}`).join(', ')}
     FROM ${own} a JOIN ${fresh} b ON ${on} WHERE ${unequal}`,
  );
  const extra = await sql.all<Row>(
    `SELECT ${select('a')} FROM ${own} a LEFT JOIN ${fresh} b ON ${on} WHERE b.${key[0]} IS NULL AND ${empty('a')}`,
  );
  const missing = await sql.all<Row>(
    `SELECT ${select('a')} FROM ${fresh} a LEFT JOIN ${own} b ON ${on} WHERE b.${key[0]} IS NULL AND ${empty('a')}`,
  );
  const name = (row: Row): string => key.map((k) => `${k}=${row[k]}`).join(' ');
  const show = (row: Row, prefix = ''): string =>
    rest
      .filter((c) => row[`${prefix}${c}`] !== 0 && row[`${prefix}${c}`] !== '')
      .map((c) => `${c}=${row[`${prefix}${c}`]}`)
      .join(' ');
  return [
    ...both.map((row) => ({ table, key: name(row), stored: show(row), computed: show(row, 'new_') })),
    ...extra.map((row) => ({ table, key: name(row), stored: show(row), computed: 'no row' })),
    ...missing.map((row) => ({ table, key: name(row), stored: 'no row', computed: show(row) })),
  ];
}
