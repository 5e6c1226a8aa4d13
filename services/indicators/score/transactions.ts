import type { Sql } from '../../../infra/database';
import { feePaidOnline } from '../definitions/dossier-measures';
import { feeBearing } from '../definitions/procedures';
import type { Settings } from '../measure/settings';
import { readSums, WHOLE } from '../read/sums';

/**
 * How many of each agency's fee-bearing procedures in force at T saw the fee of at least one dossier, of any agency,
 * paid online in the period until T.
 * @param from first local day of the period
 */
export async function readTransactions(
  sql: Sql,
  { from, T }: { readonly from: number; readonly T: number },
  settings: Settings,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (T < settings.zone.startOfDay(from)) return counts;
  const measures = { flows: [feePaidOnline.key], stocks: [feeBearing.key], expected: [] };
  const rows = await readSums(sql, { from, T, ...WHOLE, byProcedure: true, ...measures }, settings);
  const paid = new Map<string, number>();
  for (const { procedure, sums } of rows) {
    paid.set(procedure, (paid.get(procedure) ?? 0) + (sums.get(feePaidOnline.key) ?? 0));
  }
  for (const { agency, procedure, sums } of rows) {
    // Dossiers that name no procedure are of none.
    const counted = procedure !== '' && paid.get(procedure)! > 0 ? (sums.get(feeBearing.key) ?? 0) : 0;
    if (counted !== 0) counts.set(agency, (counts.get(agency) ?? 0) + counted);
  }
  return counts;
}
