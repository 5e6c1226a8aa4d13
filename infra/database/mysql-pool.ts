import type { Pool, PoolConnection } from 'mysql2';
import { isAway } from './mysql-faults';
import { send } from './mysql-sql';

/** A connection of the pool that nobody has closed in the meantime. */
export function take(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => {
      if (error === null) resolve(connection);
      else reject(error);
    });
  });
}

/**
 * A connection on which a transaction has begun. One that the server closed while it lay idle is replaced: nothing has
 * been done on it.
 * @param begin the statements that begin it
 */
export async function begin(pool: Pool, begin: (connection: PoolConnection) => Promise<void>): Promise<PoolConnection> {
  for (let left = pool.config.connectionLimit ?? 1; ; left--) {
    const connection = await take(pool);
    try {
      await begin(connection);
      return connection;
    } catch (error) {
      connection.destroy();
      if (!isAway(error) || left === 0) throw error;
    }
  }
}

/** How long a connection may lie idle whose work is done on others, in seconds. */
export const LONG_IDLE = 28_800;

/** Takes a connection that may say nothing for a long time. It must not go back to the others: see `discard`. */
export async function takePatient(pool: Pool): Promise<PoolConnection> {
  return begin(pool, async (connection) => {
    await send(connection, `SET SESSION wait_timeout = ${LONG_IDLE}`);
  });
}

/** Undoes what is open and ends the connection. */
export async function discard(connection: PoolConnection): Promise<void> {
  await send(connection, 'ROLLBACK').catch(() => {});
  connection.destroy();
}

/** Undoes what is open and gives the connection back; one that cannot do so is thrown away. */
export async function giveBack(connection: PoolConnection): Promise<void> {
  try {
    await send(connection, 'ROLLBACK');
    connection.release();
  } catch {
    connection.destroy();
  }
}
