import type { PoolConnection } from 'mysql2';
import { faultOf, LOCK_WAIT_TIMEOUT } from './mysql-faults';
import { send } from './mysql-sql';

/**
 * Waits at the gate that one who replaces whole tables holds alone, and every writer shared.
 * @param lock ends the SELECT that takes the row
 * @param patience in milliseconds
 */
export async function passGate(connection: PoolConnection, lock: string, patience: number): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      await send(connection, `SELECT id FROM gate WHERE id = 1${lock}`);
      return;
    } catch (error) {
      if (faultOf(error).errno !== LOCK_WAIT_TIMEOUT || Date.now() > until) throw error;
    }
  }
}
