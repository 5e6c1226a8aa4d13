import type { Sql } from '../../../infra/database';
import { GRAIN } from '../store/buckets';

/** Codes of agencies that measured facts name, whether or not the catalogue describes them. */
export async function referencedAgencies(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.all<{ agency: string }>(
    "SELECT DISTINCT agency FROM cell WHERE grain = ? AND agency <> '' ORDER BY agency",
    [GRAIN.YEAR],
  );
  return rows.map((row) => row.agency);
}
