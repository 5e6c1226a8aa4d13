import type { Sql } from '../../../infra/database';
import { COLUMNS } from '../measure/plan';
import { GRAIN } from '../store/buckets';
import { pageOf } from '../store/cells';
import { locate, PLANS } from '../store/plans';

/** Codes of agencies that measured facts name, whether or not the catalogue describes them. */
export async function referencedAgencies(sql: Sql): Promise<readonly string[]> {
  const parts = PLANS.flatMap(({ presence }) => presence).map((key) => {
    const { series, column } = locate(key);
    return `SELECT agency FROM cell WHERE grain = ${GRAIN.YEAR} AND page = ${pageOf(series)} AND agency <> ''
      GROUP BY agency HAVING SUM(v${column % COLUMNS}) <> 0`;
  });
  const rows = await sql.all<{ agency: string }>(
    `SELECT agency FROM (${parts.join(' UNION ')}) AS named ORDER BY agency`,
  );
  return rows.map((row) => row.agency);
}
