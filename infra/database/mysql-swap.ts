import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import { InputError } from '../errors';
import { MYSQL } from './mysql-dialect';
import { faultOf, LOCK_WAIT_TIMEOUT } from './mysql-faults';
import { closeGate, openGate } from './mysql-gate';
import type { MysqlLimits } from './mysql-limits';
import { discard } from './mysql-pool';
import { send } from './mysql-sql';
import type { Bodies, Sql } from './sql';

/** How long the new tables hold up new readers while they wait for old ones, in seconds, and how long they let them go. */
const RENAME_WAIT = 1;
const RENAME_PAUSE = 2000;
/** Rows that are committed at a time: the disk is waited for once. */
const PIECE = 20_000;

/**
 * New tables in the place of old ones. The row of the gate is held on a connection of its own, as changing tables ends
 * every transaction on the connection that does it; the gate's closing is held by the filler and outlasts that.
 */
export class MysqlSwap {
  constructor(
    private readonly gate: PoolConnection,
    private readonly filler: PoolConnection,
    private readonly bodies: Bodies,
    private readonly limits: MysqlLimits,
  ) {}

  /** Keeps writers out, and makes the shadows anew. */
  async begin(): Promise<void> {
    await closeGate(this.filler, this.gate, this.limits.gate);
    for (const [table, body] of Object.entries(this.bodies)) {
      await this.#drop(`shadow_${table}`);
      await this.#drop(`old_${table}`);
      await send(this.filler, `CREATE TABLE shadow_${table} (${body})${MYSQL.keyedTable}`);
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

  /** Puts the filled shadows in place, in one step. */
  async finish(): Promise<void> {
    // An open transaction would keep the old tables from being renamed.
    await send(this.filler, 'COMMIT');
    await this.#rename();
    for (const table of Object.keys(this.bodies)) await this.#drop(`old_${table}`);
  }

  async #rename(): Promise<void> {
    const moves = Object.keys(this.bodies)
      .map((table) => `${table} TO old_${table}, shadow_${table} TO ${table}`)
      .join(', ');
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

  /** Lets the writers in, whatever happened, and ends both connections. */
  async end(): Promise<void> {
    // In this order: who waits at the row finds the gate open. A filler that has gone has opened it by that.
    await openGate(this.filler).catch(() => {});
    await Promise.all([discard(this.filler), discard(this.gate)]);
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
