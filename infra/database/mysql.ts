import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import type { DatabaseConfig } from '../config-stack';
import { Mutex } from './mutex';
import { MYSQL } from './mysql-dialect';
import { explainMysql, isAway, isConflict } from './mysql-faults';
import { beginBehindGate } from './mysql-gate';
import { LIMITS, type MysqlLimits } from './mysql-limits';
import { checkVersion, migrateMysql } from './mysql-migrate';
import { begin, discard, giveBack, LONG_IDLE, takePatient } from './mysql-pool';
import { connectMysql, type Migrations, type MysqlSource } from './mysql-source';
import { MysqlSql, send } from './mysql-sql';
import { MysqlSwap } from './mysql-swap';
import { type Bodies, type Database, REPLACEABLE, RunAgain, type Session, type Sql } from './sql';

/**
 * Opens a store on a MariaDB or MySQL server, and creates the database and its tables where they are absent. Writers
 * work side by side, in READ COMMITTED transactions of their own; readers each on a snapshot, which no writer delays.
 * @throws InputError that says what to do: wrong password, no such right, a server too old, a newer version's tables
 * @throws DatabaseAway where the server cannot be reached
 */
export async function openMysql(
  config: DatabaseConfig,
  migrations: Migrations,
  given: Partial<MysqlLimits> = {},
): Promise<Database> {
  const limits = { ...LIMITS, ...given };
  const { lockWait, idle } = limits;
  const writer = await connectMysql(config, migrations, {
    size: limits.writers,
    isolation: 'READ COMMITTED',
    lockWait,
    idle,
  });
  let reader: MysqlSource | undefined;
  try {
    const connection = await takePatient(writer.pool);
    const question = 'SELECT VERSION() AS version, @@max_allowed_packet AS packet';
    const [server] = await send<{ version: string; packet: number }[]>(connection, question);
    checkVersion(server!.version, config);
    await migrateMysql(writer.source, connection, config, limits.migration);
    await discard(connection);
    const reading = { size: limits.readers, isolation: 'REPEATABLE READ', lockWait, idle: LONG_IDLE } as const;
    reader = await connectMysql(config, [], reading);
    return new MysqlDatabase(config, writer, reader, limits, Number(server!.packet));
  } catch (error) {
    await reader?.source.destroy();
    await writer.source.destroy();
    throw explainMysql(error, config);
  }
}

/** Brings nothing; the tables are those of REPLACEABLE. */
const SNAPSHOT = `SELECT ${REPLACEABLE.map((table) => `(SELECT 1 FROM ${table} LIMIT 1)`).join(', ')}`;

class MysqlDatabase implements Database {
  readonly dialect = MYSQL;
  readonly #count = { statements: 0, retries: 0 };
  /** Work under way that a close waits for. */
  readonly #running = new Set<Promise<unknown>>();
  /** One who replaces tables takes two connections; two of them could wait for each other. */
  readonly #swap = new Mutex();
  /** Connections whose transactions begin by themselves. */
  readonly #readers = new WeakSet<PoolConnection>();

  constructor(
    private readonly config: DatabaseConfig,
    private readonly writer: MysqlSource,
    private readonly reader: MysqlSource,
    private readonly limits: MysqlLimits,
    private readonly maxPacket: number,
  ) {}

  get statements(): number {
    return this.#count.statements;
  }

  get retries(): number {
    return this.#count.retries;
  }

  write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#track(this.#writeUntilDone(work));
  }

  async #writeUntilDone<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    let spent = 0;
    for (let tries = 0; ; tries++) {
      const connection = await this.#beginWriting();
      const start = Date.now();
      try {
        return await this.#transaction(connection, work);
      } catch (error) {
        spent += Date.now() - start;
        const again = error instanceof RunAgain || isConflict(error);
        if (!again || spent > this.limits.conflict) throw explainMysql(error, this.config);
      }
      this.#count.retries++;
      // Not all at once again, and ever more rarely.
      await delay(randomInt(1, Math.min(1000, 10 * 2 ** Math.min(tries, 7))));
    }
  }

  /** A transaction that has passed the gate. */
  async #beginWriting(): Promise<PoolConnection> {
    try {
      return await begin(this.writer.pool, (connection) => beginBehindGate(connection, this.limits.gate));
    } catch (error) {
      throw explainMysql(error, this.config);
    }
  }

  async #transaction<T>(connection: PoolConnection, work: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = this.#sql(connection);
    try {
      const result = await work(sql);
      await this.#commit(connection);
      connection.release();
      return result;
    } catch (error) {
      if (isAway(error)) connection.destroy();
      else await giveBack(connection);
      throw error;
    } finally {
      sql.end();
    }
  }

  async #commit(connection: PoolConnection): Promise<void> {
    try {
      await send(connection, 'COMMIT');
    } catch (error) {
      throw isAway(error) ? explainMysql(error, this.config, true) : error;
    }
  }

  replaceTables<T>(bodies: Bodies, fill: (sql: Sql) => Promise<T>): Promise<T> {
    const replace = async (): Promise<T> => {
      const gate = await this.#taken();
      const filler = await this.#taken();
      const sql = this.#sql(filler);
      const swap = new MysqlSwap(gate, filler, bodies, this.limits);
      try {
        await swap.begin();
        const result = await fill(await swap.filling(sql));
        await swap.finish();
        return result;
      } catch (error) {
        throw explainMysql(error, this.config);
      } finally {
        sql.end();
        await swap.end();
      }
    };
    return this.#track(this.#swap.run(replace));
  }

  async #taken(): Promise<PoolConnection> {
    try {
      return await takePatient(this.writer.pool);
    } catch (error) {
      throw explainMysql(error, this.config);
    }
  }

  async read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    try {
      return await this.#readOnce(work);
    } catch (error) {
      throw explainMysql(error, this.config);
    }
  }

  async #readOnce<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const connection = await this.#snapshot();
    const sql = this.#sql(connection);
    try {
      return await work(sql);
    } finally {
      sql.end();
      await giveBack(connection);
    }
  }

  /**
   * A transaction begins with its first statement, which costs no trip to the server of its own. That statement names
   * every table that can be replaced: a snapshot from before its hold on them would find new tables empty.
   */
  #snapshot(): Promise<PoolConnection> {
    return begin(this.reader.pool, async (connection) => {
      if (!this.#readers.has(connection)) {
        await send(connection, 'SET autocommit = 0');
        this.#readers.add(connection);
      }
      await send(connection, SNAPSHOT);
    });
  }

  session(): Session {
    let opened: Promise<{ connection: PoolConnection; sql: MysqlSql }> | undefined;
    let closed = false;
    const open = async (): Promise<{ connection: PoolConnection; sql: MysqlSql }> => {
      const connection = await this.#snapshot();
      return { connection, sql: this.#sql(connection) };
    };
    return {
      read: async (work) => {
        // A resolver may outlive its answer, where a neighbour's fault ended it early.
        if (closed) throw new Error('the session has ended');
        opened ??= open();
        try {
          return await work((await opened).sql);
        } catch (error) {
          throw explainMysql(error, this.config);
        }
      },
      close: () => {
        closed = true;
        const release = async ({ connection, sql }: { connection: PoolConnection; sql: MysqlSql }): Promise<void> => {
          sql.end();
          await giveBack(connection);
        };
        // Who asked has learned why it could not be opened.
        void opened?.then(release, () => undefined);
      },
    };
  }

  #sql(connection: PoolConnection): MysqlSql {
    return new MysqlSql(connection, this.#count, this.maxPacket);
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const forget = (): void => void this.#running.delete(work);
    work.then(forget, forget);
    return work;
  }

  async close(): Promise<void> {
    const closing = this.#closeCleanly().then(() => true);
    const limit = new AbortController();
    const late = delay(this.limits.close, false, { signal: limit.signal }).catch(() => false);
    const isClosed = await Promise.race([closing, late]).finally(() => limit.abort());
    if (isClosed) return;
    // A server that stands still says neither yes nor no; what it has not committed it undoes.
    closing.catch(() => {});
    this.reader.cut();
    this.writer.cut();
  }

  async #closeCleanly(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.reader.source.destroy();
    await this.writer.source.destroy();
  }
}
