import type { Sql } from '../../../infra/database';
import { DOSSIER_MEASURES } from '../definitions/dossier-measures';
import { GRAIN } from '../store/buckets';
import { DOSSIER_PLAN } from '../store/plans';

/** Codes of agencies that measured facts name, whether or not the catalogue describes them. */
export async function referencedAgencies(sql: Sql): Promise<readonly string[]> {
  const sums = DOSSIER_MEASURES.presence.map(({ key }) => `SUM(v${DOSSIER_PLAN.locate(key).column})`).join(' + ');
  const rows = await sql.all<{ agency: string }>(
    `SELECT agency FROM cell WHERE grain = ? AND agency <> '' GROUP BY agency HAVING ${sums} <> 0 ORDER BY agency`,
    [GRAIN.YEAR],
  );
  return rows.map((row) => row.agency);
}
