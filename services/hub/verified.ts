import type { Database } from '../../infra/database';
import type { Metrics } from '../../infra/telemetry';
import { readMeta, writeMeta } from '../indicators';

/** Keeps what `hub verify` found, for those who watch the hub. `at` is epoch milliseconds. */
export async function keepVerification(database: Database, differences: number, at: number): Promise<void> {
  const values = { verified_at: String(at), verified_differences: String(differences) };
  await database.write((sql) => writeMeta(sql, values));
}

/** Has the metrics tell what the last `hub verify` found; nothing where there was none. */
export function tellVerification(database: Database, metrics: Metrics): void {
  const { verifyDifferences, verifyTimestamp } = metrics;
  metrics.atScrape([verifyDifferences, verifyTimestamp], async () => {
    const meta = await database.read(readMeta);
    const [at, differences] = [meta.get('verified_at'), meta.get('verified_differences')];
    if (at === undefined || differences === undefined) return;
    verifyTimestamp.set(Number(at) / 1000);
    verifyDifferences.set(Number(differences));
  });
}
