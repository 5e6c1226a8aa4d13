import { createConnection } from 'mysql2/promise';
import { readConfig } from '../../infra/config';
import { type BulkWrite, MIGRATIONS, openMysql } from '../../infra/database';
import { InputError, messageOf } from '../../infra/errors';

/**
 * How many state rows a second reach the server of HUB_DATABASE_URL (an empty database, whose name ends in `_bench`):
 * by a bare loop over the driver, and through the store's own bulk statements. Both write the same rows into the same
 * table, first new and then changed, in transactions of as many; they take turns, and the best round counts.
 */
const ROWS = 40_000;
const BATCH = 2000;
const ROUNDS = 3;

const STATE: BulkWrite = {
  table: 'state',
  key: ['kind', 'subject'],
  columns: ['kind', 'subject', 'body'],
  onConflict: 'replace',
};

function batchesOf(round: number): string[][][] {
  const batches: string[][][] = [];
  for (let first = 0; first < ROWS; first += BATCH) {
    batches.push(
      Array.from({ length: BATCH }, (_, i) => {
        const subject = `H44-${String(first + i).padStart(9, '0')}`;
        const fields = {
          status: ['RECEIVED', round],
          agencyCode: `H44.${i % 130}`,
          note: 'hồ sơ '.repeat(40 + (i % 50)),
        };
        return ['dossier', subject, JSON.stringify({ subject, events: [`urn:bench:${round}:${i}`], fields })];
      }),
    );
  }
  return batches;
}

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd()).database;
  if (config === undefined || !config.database.endsWith('_bench')) {
    throw new InputError(
      'HUB_DATABASE_URL: expected the address of a database whose name ends in _bench; it is emptied',
    );
  }
  const database = await openMysql(config, MIGRATIONS);
  const { host, port, user, password, database: name } = config;
  const bare = await createConnection({ host, port, user, password, database: name, charset: 'utf8mb4' });
  const ways = {
    bare: async (rows: string[][]) => {
      await bare.query('START TRANSACTION');
      const update = 'ON DUPLICATE KEY UPDATE body = VALUES(body)';
      await bare.query(`INSERT INTO state (kind, subject, body) VALUES ? ${update}`, [rows]);
      await bare.query('COMMIT');
    },
    store: async (rows: string[][]) => {
      await database.write((sql) => sql.write(STATE, rows));
    },
  };
  const best = { bare: 0, store: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of ['bare', 'store'] as const) {
      await bare.query('TRUNCATE TABLE state');
      for (const change of [0, 1]) {
        const batches = batchesOf(round * 2 + change);
        const start = performance.now();
        for (const rows of batches) await ways[way](rows);
        const rate = ROWS / ((performance.now() - start) / 1000);
        process.stdout.write(`${way} ${change === 0 ? 'new' : 'changed'}: ${Math.round(rate)} rows/s\n`);
        best[way] = Math.max(best[way], rate);
      }
    }
  }
  process.stdout.write(`through the store, of the bare loop: ${(best.store / best.bare).toFixed(2)}\n`);
  await bare.end();
  await database.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 2;
});
