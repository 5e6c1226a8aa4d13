import type { Sql } from '../../../infra/database';
import * as m from '../definitions/dossier-measures';
import { GRAIN } from '../store/buckets';
import { locate } from '../store/plans';

/** A dossier whose lateness shows something new from an instant on. */
export interface LateMove {
  readonly at: number;
  readonly subject: string;
}

/**
 * Dossiers that became late, were explained, apologised for or ended late between two instants, both included, in
 * the order of time; a dossier may come several times.
 * @param after the last one of the page before; for the first page the instant to begin at, and an empty subject
 * @param until epoch milliseconds, inclusive
 */
export async function readLateMoves(sql: Sql, after: LateMove, until: number, limit: number): Promise<LateMove[]> {
  const { series } = locate(m.becameLate.key);
  const rows = await sql.all<LateMove>(
    `SELECT DISTINCT at_ms AS at, subject FROM contribution
     WHERE series = ? AND at_ms >= ? AND at_ms <= ? AND (at_ms > ? OR subject > ?) ORDER BY at_ms, subject LIMIT ?`,
    [series.id, after.at, until, after.at, after.subject, limit],
  );
  return rows.map(({ at, subject }) => ({ at: Number(at), subject }));
}

/** The first local year in which anything counts; null in an empty store. */
export async function firstYear(sql: Sql): Promise<number | null> {
  const [row] = await sql.all<{ year: number | null }>('SELECT MIN(since_bucket) AS year FROM cell WHERE grain = ?', [
    GRAIN.YEAR,
  ]);
  return row?.year == null ? null : Number(row.year);
}
