import { cellBody, contributionBody, type Database, metaBody, reportSlotBody, type Sql } from '../../../infra/database';
import { COLUMNS, SLOTS } from '../measure/plan';
import type { Settings } from '../measure/settings';
import { CELL_KEY, CellDeltas } from './cells';
import { ContributionChanges } from './contributions';
import { digestOf } from './digest';
import { readMeta, writeMeta } from './meta';
import { contributionsOf, measuredKinds, seriesOf } from './plans';
import { fillReportSlots, REPORT_SLOT_KEY, REPORT_SLOT_REST } from './report-slots';
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
  const { dialect } = database;
  const bodies = {
    contribution: contributionBody(dialect),
    cell: cellBody(dialect),
    report_slot: reportSlotBody(dialect),
    meta: metaBody(dialect),
  };
  return database.replaceTables(bodies, async (sql) => {
    const tables = { cell: 'shadow_cell', contribution: 'shadow_contribution' };
    const states = await measureAll(sql, tables, settings, onProgress);
    await fillReportSlots(sql, 'shadow_report_slot');
    const meta = await readMeta(sql);
    const revision = String(Number(meta.get('revision') ?? '0') + 1);
    const changed: typeof meta = new Map([
      ...meta,
      ['digest', digestOf(settings)],
      ['time_zone', settings.zone.name],
      ['lateness', settings.rule],
      ['revision', revision],
      ['catalogue_revision', revision],
    ]);
    await writeMeta(sql, Object.fromEntries(changed), 'shadow_meta');
    return states;
  });
}

/** A row that is not what the stored states say. */
export interface Difference {
  readonly table: 'cell' | 'contribution' | 'report_slot';
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
  show = 1000,
): Promise<Verification> {
  return database.read(async (sql) => {
    await sql.run(`CREATE TEMPORARY TABLE check_contribution (${contributionBody(sql.dialect)})`);
    await sql.run(`CREATE TEMPORARY TABLE check_cell (${cellBody(sql.dialect)})`);
    await sql.run(`CREATE TEMPORARY TABLE check_report_slot (${reportSlotBody(sql.dialect)})`);
    try {
      const tables = { cell: 'check_cell', contribution: 'check_contribution' };
      const states = await measureAll(sql, tables, settings, onProgress);
      await fillReportSlots(sql, 'check_report_slot');
      const slots = await compare(sql, 'report_slot', REPORT_SLOT_KEY, REPORT_SLOT_REST, show);
      const cells = await compare(sql, 'cell', CELL_KEY, CELL_AMOUNTS, show);
      const rows = await compare(sql, 'contribution', CONTRIBUTION_KEY, CONTRIBUTION_REST, show);
      return {
        states,
        count: cells.count + rows.count + slots.count,
        differences: [...cells.differences, ...rows.differences, ...slots.differences].slice(0, show),
      };
    } finally {
      for (const table of ['check_contribution', 'check_cell', 'check_report_slot'])
        await sql.run(`${sql.dialect.dropTemporary} ${table}`);
    }
  });
}

type Row = Record<string, string | number>;

async function compare(
  sql: Sql,
  table: Difference['table'],
  key: readonly string[],
  rest: readonly string[],
  show: number,
): Promise<Pick<Verification, 'count' | 'differences'>> {
  const on = key.map((k) => `a.${k} = b.${k}`).join(' AND ');
  const unequal = rest.map((c) => `a.${c} <> b.${c}`).join(' OR ');
  // A cell that corrections have brought to zero may stay; it adds nothing.
  const counts = table === 'cell' ? `NOT (${rest.map((c) => `a.${c} = 0`).join(' AND ')})` : '1 = 1';
  const [own, fresh] = [table, `check_${table}`];
  const columns = [...key, ...rest].map((c) => `a.${c} AS ${c}`).join(', ');
  const renewed = rest.map((c) => `b.${c} AS new_${c}`).join(', ');
  const apart = (left: string, right: string): string =>
    `FROM ${left} a LEFT JOIN ${right} b ON ${on} WHERE b.${key[0]} IS NULL AND ${counts}`;
  const name = (row: Row): string => key.map((k) => `${k}=${row[k]}`).join(' ');
  const amounts = (row: Row, prefix = ''): string =>
    rest
      .filter((c) => row[`${prefix}${c}`] !== 0 && row[`${prefix}${c}`] !== '')
      .map((c) => `${c}=${row[`${prefix}${c}`]}`)
      .join(' ');
  const kinds: { from: string; select: string; tell: (row: Row) => Pick<Difference, 'stored' | 'computed'> }[] = [
    {
      from: `FROM ${own} a JOIN ${fresh} b ON ${on} WHERE ${unequal}`,
      select: `${columns}, ${renewed}`,
      tell: (row) => ({ stored: amounts(row), computed: amounts(row, 'new_') }),
    },
    { from: apart(own, fresh), select: columns, tell: (row) => ({ stored: amounts(row), computed: 'no row' }) },
    { from: apart(fresh, own), select: columns, tell: (row) => ({ stored: 'no row', computed: amounts(row) }) },
  ];
  let count = 0;
  const differences: Difference[] = [];
  for (const { from, select, tell } of kinds) {
    const [total] = await sql.all<{ total: number }>(`SELECT COUNT(*) AS total ${from}`);
    count += Number(total!.total);
    if (Number(total!.total) === 0 || differences.length >= show) continue;
    const rows = await sql.all<Row>(`SELECT ${select} ${from} LIMIT ?`, [show - differences.length]);
    for (const row of rows) differences.push({ table, key: name(row), ...tell(row) });
  }
  return { count, differences };
}
