import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import { InputError } from '../errors';
import { MYSQL } from './mysql-dialect';
import { faultOf, LOCK_WAIT_TIMEOUT } from './mysql-faults';
import { send } from './mysql-sql';

/**
 * The gate between writers and one who replaces whole tables has two parts. The row: writers hold it shared until they
 * commit, so that who has it alone knows that all of them have ended; and they queue there. The closing: a lock of the
 * very connection that will rename the tables. Whatever else breaks, there is no rename without it and no writer beside
 * it. The lock is the server's, not the database's, and its name is short.
 */
const closing = (id: string): string => `CONCAT('hub.gate.', MD5(DATABASE()), '.', ${id})`;

/** How long a writer who finds the gate closed, and its row free, stays away before it looks again, in milliseconds. */
const LOOK_AGAIN = 50;

/**
 * Begins a transaction of a writer, and waits with it until nobody replaces tables.
 * @param patience in milliseconds
 */
export async function beginBehindGate(connection: PoolConnection, patience: number): Promise<void> {
  const until = Date.now() + patience;
  // The name is made of the row, so that the closing is looked at when the row is held, not before.
  const question = `SELECT IS_USED_LOCK(${closing('id')}) AS closer FROM gate WHERE id = 1${MYSQL.forShare}`;
  for (;;) {
    await send(connection, 'START TRANSACTION');
    const [row] = await patiently(() => send<{ closer: number | null }[]>(connection, question), until);
    if (row?.closer === null) return;
    await send(connection, 'ROLLBACK');
    if (Date.now() > until) throw closedTooLong(patience);
    await delay(LOOK_AGAIN);
  }
}

/**
 * Closes the gate, and waits for the writers that are behind it.
 * @param closer the connection that will rename the tables; the gate is closed for as long as it lasts, or `openGate`
 * @param queue a connection whose transaction lets writers wait; where it breaks, they look again and again
 * @param patience in milliseconds
 */
export async function closeGate(closer: PoolConnection, queue: PoolConnection, patience: number): Promise<void> {
  const until = Date.now() + patience;
  const lock = `SELECT GET_LOCK(${closing("'1'")}, ${Math.ceil(patience / 1000)}) AS locked`;
  const [row] = await send<{ locked: number | null }[]>(closer, lock);
  if (row?.locked !== 1) throw closedTooLong(patience);
  await send(queue, 'START TRANSACTION');
  await patiently(() => send(queue, `SELECT id FROM gate WHERE id = 1${MYSQL.forUpdate}`), until);
}

/** Lets the writers in again. */
export async function openGate(closer: PoolConnection): Promise<void> {
  await send(closer, `SELECT RELEASE_LOCK(${closing("'1'")}) AS released`);
}

/** Waits for a row longer than the server lets one statement wait. */
async function patiently<T>(work: () => Promise<T>, until: number): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (faultOf(error).errno !== LOCK_WAIT_TIMEOUT || Date.now() > until) throw error;
    }
  }
}

function closedTooLong(patience: number): InputError {
  return new InputError(
    `Another process has been replacing the figures (\`hub rebuild\`) for more than ${patience / 60_000} minutes. ` +
      'Let it finish, or end it, and try again; nothing has changed.',
  );
}
