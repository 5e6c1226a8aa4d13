import type { PoolConnection } from 'mysql2';
import type { DataSource } from 'typeorm';
import { InputError } from '../errors';
import type { Place } from './mysql-faults';
import { send } from './mysql-sql';

/** The oldest servers whose RENAME TABLE is all or nothing, also when the power fails. */
const OLDEST = { MariaDB: [10, 6], MySQL: [8, 0] } as const;

/**
 * Refuses a server that is too old.
 * @param version what VERSION() says
 */
export function checkVersion(version: string, { host, port }: Place): void {
  const name = /mariadb/i.test(version) ? 'MariaDB' : 'MySQL';
  const [major = 0, minor = 0] = version
    .replace(/^5\.5\.5-/, '')
    .split('.')
    .map(Number.parseFloat);
  const [oldestMajor, oldestMinor] = OLDEST[name];
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new InputError(
    `The database server at ${host}:${port} is ${name} ${version}. The hub needs MariaDB 10.6 or MySQL 8.0, or later: ` +
      'upgrade it, or name another server in HUB_DATABASE_URL.',
  );
}

/**
 * Brings the database to this version's tables. Of several processes that start at once one does it, the rest wait; one
 * that was cut off is continued, as each step finds what it made.
 * @param lock a connection that nothing else uses meanwhile
 * @param wait in seconds
 */
export async function migrateMysql(
  source: DataSource,
  lock: PoolConnection,
  place: Place,
  wait: number,
): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const isCurrent = async (): Promise<boolean> => {
    const applied = await appliedMigrations(lock);
    const newer = applied.filter((name) => !known.has(name));
    if (newer.length > 0) {
      throw new InputError(
        `The database ${place.database} at ${place.host}:${place.port} was written by a newer version of the hub ` +
          `(it has ${newer.join(', ')}). Start that version, or name another database in HUB_DATABASE_URL.`,
      );
    }
    return applied.length === known.size;
  };
  if (await isCurrent()) return;
  // The lock is the server's, not the database's, and its name is short.
  const name = "CONCAT('hub.migrate.', MD5(DATABASE()))";
  const [row] = await send<{ locked: number | null }[]>(lock, `SELECT GET_LOCK(${name}, ${wait}) AS locked`);
  if (row?.locked !== 1) {
    throw new InputError(
      `Another process has been changing the tables of ${place.database} at ${place.host}:${place.port} for more than ` +
        `${wait} s. Let it finish, or end it, and start again: what it began is continued.`,
    );
  }
  try {
    if (!(await isCurrent())) await source.runMigrations({ transaction: 'none' });
  } finally {
    await send(lock, `SELECT RELEASE_LOCK(${name}) AS released`).catch(() => lock.destroy());
  }
}

async function appliedMigrations(connection: PoolConnection): Promise<string[]> {
  const there = await send<unknown[]>(
    connection,
    "SELECT 1 AS found FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'migration'",
  );
  if (there.length === 0) return [];
  return (await send<{ name: string }[]>(connection, 'SELECT name FROM migration')).map((row) => row.name);
}
