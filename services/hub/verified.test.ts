import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS, openSqlite } from '../../infra/database';
import { createMetrics } from '../../infra/telemetry';
import { keepVerification, tellVerification } from './verified';

test('the metrics tell what hub verify found last, and nothing before there was one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-verified-'));
  const database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
  try {
    const metrics = createMetrics();
    tellVerification(database, metrics);
    expect(await metrics.text()).not.toMatch(/^hub_verify_\w+ /m);
    for (const [differences, at] of [[3, 1_700_000_000_500] as const, [0, 1_700_000_100_000] as const]) {
      await keepVerification(database, differences, at);
      const text = await metrics.text();
      expect(text).toMatch(new RegExp(`^hub_verify_differences ${differences}$`, 'm'));
      expect(text).toMatch(new RegExp(`^hub_verify_timestamp_seconds ${at / 1000}$`, 'm'));
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
