import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import { InputError } from '../errors';
import { MYSQL } from './mysql-dialect';
import { faultOf, LOCK_WAIT_TIMEOUT } from './mysql-faults';
import { passGate } from './mysql-gate';
import type { MysqlLimits } from './mysql-limits';
import { send } from './mysql-sql';
import type { Sql } from './sql';

/** How long the new tables hold up new readers while they wait for old ones, in seconds, and how long they let them go. */
const RENAME_WAIT = 1;
const RENAME_PAUSE = 2000;
/** Rows that are committed at a time: the disk is waited for once. */
const PIECE = 20_000;

/**
 * New tables in the place of old ones. The gate is held on a connection of its own, as changing tables ends every
 * transaction on the connection that does it.
 */
export class MysqlSwap {
  constructor(
    private readonly gate: PoolConnection,
    private readonly filler: PoolConnection,
    private readonly tables: readonly string[],
    private readonly limits: MysqlLimits,
  ) {}

  /** Keeps writers out, and makes the shadows anew. */
  async begin(bodies: Readonly<Record<string, string>>): Promise<void> {
    await send(this.gate, 'START TRANSACTION');
    await passGate(this.gate, MYSQL.forUpdate, this.limits.gate);
    for (const table of this.tables) {
      await this.#drop(`shadow_${table}`);
      await this.#drop(`old_${table}`);
      await send(this.filler, `CREATE TABLE shadow_${table} (${bodies[table]})${MYSQL.keyedTable}`);
    }
  }

  /** What fills the shadows: it commits in pieces, as nobody sees them yet, and sees what writers committed before. */
  async filling(sql: Sql): Promise<Sql> {
    await send(this.filler, 'START TRANSACTION');
    let rows = 0;
    return {
      dialect: sql.dialect,
      all: (text, parameters) => sql.all(text, parameters),
      run: (text, parameters) => sql.run(text, parameters),
      remove: (table, key, gone) => sql.remove(table, key, gone),
      write: async (bulk, given) => {
        const written = await sql.write(bulk, given);
        rows += given.length;
        if (rows >= PIECE) {
          await send(this.filler, 'COMMIT AND CHAIN');
          rows = 0;
        }
        return written;
      },
    };
  }

  /** Puts the filled shadows in place, in one step, and lets the writers in. */
  async finish(): Promise<void> {
    // An open transaction would keep the old tables from being renamed.
    await send(this.filler, 'COMMIT');
    await this.#holdsGate();
    await this.#rename();
    await this.#holdsGate();
    for (const table of this.tables) await this.#drop(`old_${table}`);
  }

  async #rename(): Promise<void> {
    const moves = this.tables.map((table) => `${table} TO old_${table}, shadow_${table} TO ${table}`).join(', ');
    const until = Date.now() + this.limits.swap;
    await send(this.filler, `SET SESSION lock_wait_timeout = ${RENAME_WAIT}`);
    try {
      for (;;) {
        try {
          await send(this.filler, `RENAME TABLE ${moves}`);
          return;
        } catch (error) {
          if (faultOf(error).errno !== LOCK_WAIT_TIMEOUT) throw error;
          if (Date.now() > until) throw tooLong(this.limits.swap);
        }
        // A reader that takes long (a check of every cell) holds the old tables; others must not wait behind it.
        await delay(RENAME_PAUSE);
      }
    } finally {
      await send(this.filler, 'SET SESSION lock_wait_timeout = DEFAULT').catch(() => this.filler.destroy());
    }
  }

  /** A gate whose connection broke has let writers in, and what they wrote is not in the new tables. */
  async #holdsGate(): Promise<void> {
    await send(this.gate, 'SELECT id FROM gate WHERE id = 1');
  }

  #drop(table: string): Promise<unknown> {
    return send(this.filler, `DROP TABLE IF EXISTS ${table}`);
  }
}

function tooLong(patience: number): InputError {
  return new InputError(
    `The recomputed figures could not be put in place within ${patience / 60_000} minutes: another process reads the ` +
      'old ones (`hub verify`, or a session of the database left open). Let it end, and run this again; nothing has changed.',
  );
}
