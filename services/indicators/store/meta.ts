import type { Sql } from '../../../infra/database';

/** Names in the store's `meta` table. */
export type MetaName =
  | 'digest'
  | 'time_zone'
  | 'lateness'
  | 'simulated'
  | 'revision'
  | 'catalogue_revision'
  /** Revision of the last batch with a copy of the national portal; absent: there never was one. */
  | 'portal_revision'
  /** When `hub verify` ran last, epoch milliseconds, and how many cells it found different. */
  | 'verified_at'
  | 'verified_differences'
  | 'demonstration';

export async function readMeta(sql: Sql): Promise<Map<MetaName, string>> {
  const rows = await sql.all<{ name: MetaName; value: string }>('SELECT name, value FROM meta');
  return new Map(rows.map((row) => [row.name, row.value]));
}

export async function writeMeta(sql: Sql, values: Partial<Record<MetaName, string>>, table = 'meta'): Promise<void> {
  const rows = Object.entries(values).map(([name, value]) => [name, value]);
  await sql.write({ table, key: ['name'], columns: ['name', 'value'], onConflict: 'replace' }, rows);
}

/** As `readMeta`; nobody else can do so, nor commit what moves a figure, until this transaction ends. */
export async function readMetaToChange(sql: Sql): Promise<Map<MetaName, string>> {
  await sql.all(`SELECT value FROM meta WHERE name = 'revision'${sql.dialect.forUpdate}`);
  return readMeta(sql);
}
