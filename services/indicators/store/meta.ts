import type { Sql } from '../../../infra/database';

/** Names in the store's `meta` table. */
export type MetaName =
  | 'digest'
  | 'time_zone'
  | 'lateness'
  | 'simulated'
  | 'revision'
  | 'catalogue_revision'
  | 'demonstration';

export async function readMeta(sql: Sql): Promise<Map<MetaName, string>> {
  const rows = await sql.all<{ name: MetaName; value: string }>('SELECT name, value FROM meta');
  return new Map(rows.map((row) => [row.name, row.value]));
}

export async function writeMeta(sql: Sql, values: Partial<Record<MetaName, string>>, table = 'meta'): Promise<void> {
  const rows = Object.entries(values).map(([name, value]) => [name, value]);
  await sql.write({ table, key: ['name'], columns: ['name', 'value'], onConflict: 'replace' }, rows);
}
