import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import type { DatabaseConfig } from '../config-stack';
import { InputError, messageOf } from '../errors';
import { explainMysql } from './mysql-faults';
import { readTlsFiles } from './mysql-source';

/** A right that one process at a time has. It ends with the process, however that ends. */
export interface Lock {
  /**
   * Asks whether it is still held.
   * @throws LockLost where it may be another's by now
   */
  check(): Promise<void>;
  /** Gives it up; never rejects. */
  release(): Promise<void>;
}

/** A lock that was held is held no longer: what it protects must be left at once. */
export class LockLost extends Error {
  override readonly name = 'LockLost';
}

/**
 * Waits for a lock among all processes that use the database of a server. It belongs to a connection of its own: where
 * that breaks, the server gives the lock to the next.
 * @param wait in milliseconds, whole seconds of which count
 * @returns undefined where another has it all that time
 * @throws DatabaseAway, or an InputError that says what to do
 */
export async function takeServerLock(config: DatabaseConfig, name: string, wait: number): Promise<Lock | undefined> {
  const { host, port, user, password, database } = config;
  // Names of locks are the server's, not the database's, and have at most 64 characters.
  const own = `hub:${createHash('sha256').update(`${database}\u0000${name}`).digest('hex').slice(0, 32)}`;
  let connection: Connection | undefined;
  try {
    const tls = config.tls === undefined ? {} : { ssl: readTlsFiles(config.tls) };
    connection = await createConnection({ host, port, user, password, database, ...tls, enableKeepAlive: true });
    // What asks learns of an error by itself; between two questions nobody needs to.
    connection.on('error', () => {});
    await connection.query('SET SESSION wait_timeout = 28800');
    const held = await ask(connection, 'SELECT GET_LOCK(?, ?) AS yes', [own, Math.max(0, Math.floor(wait / 1000))]);
    if (held) return serverLock(connection, own);
  } catch (error) {
    connection?.destroy();
    throw explainMysql(error, config);
  }
  connection.destroy();
  return undefined;
}

function serverLock(connection: Connection, name: string): Lock {
  return {
    async check() {
      const held = await ask(connection, 'SELECT IS_USED_LOCK(?) = CONNECTION_ID() AS yes', [name]).catch((error) => {
        throw new LockLost(`the connection that held the lock is gone (${messageOf(error)})`);
      });
      if (!held) throw new LockLost('the database server says that another holds the lock');
    },
    async release() {
      await ask(connection, 'SELECT RELEASE_LOCK(?) AS yes', [name]).catch(() => false);
      connection.destroy();
    },
  };
}

async function ask(connection: Connection, sql: string, parameters: (string | number)[]): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, parameters);
  return Number(rows[0]?.['yes']) === 1;
}

/** How often a file is tried, in milliseconds. */
const RETRY = 100;

/**
 * Waits for a lock among the processes of one machine: that of an empty SQLite file, which the operating system lets go
 * when its holder ends.
 * @param file is made where it is absent, in a folder that exists
 * @param wait in milliseconds
 * @returns undefined where another has it all that time
 * @throws InputError where the file cannot be written
 */
export async function takeFileLock(file: string, wait: number): Promise<Lock | undefined> {
  const until = Date.now() + wait;
  let db: BetterSqlite3.Database;
  try {
    db = new BetterSqlite3(file, { timeout: 0 });
  } catch (error) {
    throw new InputError(`${file} cannot be opened (${messageOf(error)}). Give the process the right to write there.`);
  }
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      break;
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) {
        db.close();
        throw new InputError(`${file} cannot be locked (${messageOf(error)}). Check its rights and its folder's.`);
      }
    }
    if (Date.now() >= until) {
      db.close();
      return undefined;
    }
    await delay(RETRY);
  }
  return {
    async check() {
      if (!db.open) throw new LockLost('the lock was given up');
    },
    async release() {
      db.close();
    },
  };
}
