import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '../../infra/database/migrations';
import type { Reads } from '../../infra/database/sql';
import { openSqlite } from '../../infra/database/sqlite';
import { traced, tracedNow } from '../../infra/telemetry';

/** Statements of a round, and rounds; the two ways take turns, so that what the machine does meanwhile hits both. */
const STATEMENTS = 5000;
const ROUNDS = 20;

/**
 * Prints what tracing costs while it is off: the same statements with and without the calls that would trace what is
 * around them. (The database itself is wrapped only where tracing is configured.)
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
  const statement = (reads: Reads): Promise<unknown> =>
    reads.read((sql) => sql.all('SELECT value FROM meta WHERE name = ?', ['digest']));
  const ways = {
    bare: () => statement(database),
    traced: () => traced('merge', {}, () => tracedNow('decode', {}, () => statement(database))),
  };
  const times: Record<keyof typeof ways, number[]> = { bare: [], traced: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of ['bare', 'traced'] as const) {
      const began = performance.now();
      for (let i = 0; i < STATEMENTS; i++) await ways[name]();
      // The first round warms up.
      if (round > 0) times[name].push(performance.now() - began);
    }
  }
  const ratio = median(times.traced.map((time, round) => time / times.bare[round]!));
  const bare = (median(times.bare) / STATEMENTS) * 1000;
  process.stdout.write(
    `tracing off: ${ratio.toFixed(3)} of the time without it (a statement takes ${bare.toFixed(1)} µs)\n`,
  );
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

void main();
