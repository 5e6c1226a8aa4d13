import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource, type MixedList } from 'typeorm';
import { InputError, messageOf } from '../errors';
import { Mutex } from './mutex';
import { type Bodies, type Database, RunAgain, type Session, type Sql } from './sql';
import { SQLITE } from './sqlite-dialect';
import { SqliteSql } from './sqlite-sql';

type Migrations = MixedList<string | (new () => object)>;

/** How long a writer waits for another process that holds the file, in milliseconds. */
const LOCK_WAIT = 60_000;
const READERS = 4;

/**
 * Opens (and creates where absent) a SQLite file. One connection writes, in BEGIN IMMEDIATE transactions one after
 * another; others read, each in a transaction of its own, so that no query sees another flow's uncommitted write. Two
 * processes on one file are safe: a busy file is waited for without blocking this process.
 * @throws InputError where the folder cannot be written, the disk is full or a newer version made the file
 */
export async function openSqlite(file: string, migrations: Migrations): Promise<Database> {
  prepareFolder(file);
  const writer = await connect(file, migrations);
  try {
    await migrate(writer, file);
    const readers = await Promise.all(Array.from({ length: READERS }, () => connect(file, [])));
    return new SqliteDatabase(writer, readers);
  } catch (error) {
    await writer.destroy();
    throw explain(error, file);
  }
}

function prepareFolder(file: string): void {
  const folder = dirname(file);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch (error) {
    throw new InputError(
      `The data folder ${folder} cannot be written (${messageOf(error)}). ` +
        'Give the process the right to write there, or choose another folder with HUB_DATA_DIR.',
    );
  }
}

/** Not mkdir's own recursion: it never ends where a file system, such as /proc, says that an existing folder is absent. */
function makeFolder(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw new Error(`${folder} is a file`);
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function connect(file: string, migrations: Migrations): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: file,
    migrations,
    migrationsTableName: 'migration',
    prepareDatabase: (db: BetterSqlite3.Database) => {
      // The first connections of several processes may meet while the file turns to WAL.
      db.pragma('busy_timeout = 10000');
      db.pragma('journal_mode = WAL');
      // FULL: what was committed stays, even when the machine loses power.
      db.pragma('synchronous = FULL');
      // A checkpoint writes each changed page once: rarer ones write less.
      db.pragma('wal_autocheckpoint = 8000');
      db.pragma('cache_size = -65536');
      // A check of every cell fills temporary tables as large as the store.
      db.pragma('temp_store = FILE');
    },
  });
  try {
    return await source.initialize();
  } catch (error) {
    throw explain(error, file);
  }
}

/** Brings the file to this version's tables. Several processes may open a new file at once: one does it, the rest wait. */
async function migrate(source: DataSource, file: string): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const isCurrent = (): boolean => {
    const applied = appliedMigrations(source);
    const newer = applied.filter((name) => !known.has(name));
    if (newer.length > 0) {
      throw new InputError(
        `${file} was written by a newer version of the hub (it has ${newer.join(', ')}). ` +
          'Start that version, or choose another folder with HUB_DATA_DIR.',
      );
    }
    return applied.length === known.size;
  };
  if (isCurrent()) return;
  const db = connectionOf(source);
  await beginImmediate(db);
  try {
    // Asked again under the lock: another process may have done it while this one waited.
    if (!isCurrent()) await source.runMigrations({ transaction: 'none' });
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function appliedMigrations(source: DataSource): string[] {
  const db = connectionOf(source);
  const table = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").get();
  if (table === undefined) return [];
  return (db.prepare('SELECT name FROM migration').all() as { name: string }[]).map((row) => row.name);
}

function connectionOf(source: DataSource): BetterSqlite3.Database {
  return (source.driver as unknown as { databaseConnection: BetterSqlite3.Database }).databaseConnection;
}

async function beginImmediate(db: BetterSqlite3.Database): Promise<void> {
  db.pragma('busy_timeout = 0');
  const until = Date.now() + LOCK_WAIT;
  for (;;) {
    try {
      db.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error;
      await delay(randomInt(2, 20));
    }
  }
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}

/** Turns what a person can mend into an InputError; the rest is passed on. */
function explain(error: unknown, file: string): unknown {
  const cause = (error as { driverError?: unknown }).driverError ?? error;
  const code = String((cause as { code?: unknown }).code ?? '');
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return new InputError(`The disk that holds ${file} is full. Free some space; nothing that was committed is lost.`);
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return new InputError(`${file} cannot be written (${messageOf(cause)}). Check its rights and its folder's.`);
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new InputError(`${file} is not a database of the hub, or it is damaged (${messageOf(cause)}).`);
  }
  if (isBusy(cause)) {
    return new InputError(`${file} is held by another process for longer than ${LOCK_WAIT / 1000} s. Try again later.`);
  }
  return cause;
}

class SqliteDatabase implements Database {
  readonly dialect = SQLITE;
  readonly #writer: DataSource;
  readonly #readers: DataSource[];
  readonly #write = new Mutex();
  readonly #idle: DataSource[];
  readonly #waiting: ((reader: DataSource) => void)[] = [];
  readonly #count = { statements: 0, retries: 0 };

  constructor(writer: DataSource, readers: DataSource[]) {
    this.#writer = writer;
    this.#readers = readers;
    this.#idle = [...readers];
  }

  get statements(): number {
    return this.#count.statements;
  }

  get retries(): number {
    return this.#count.retries;
  }

  write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#write.run(async () => {
      const db = connectionOf(this.#writer);
      const until = Date.now() + LOCK_WAIT;
      for (;;) {
        await beginImmediate(db).catch((error) => {
          throw explain(error, db.name);
        });
        try {
          return await this.#transaction(db, work);
        } catch (error) {
          if (!(error instanceof RunAgain) || Date.now() > until) throw error;
          this.#count.retries++;
        }
      }
    });
  }

  replaceTables<T>(bodies: Bodies, fill: (sql: Sql) => Promise<T>): Promise<T> {
    return this.write(async (sql) => {
      for (const [table, body] of Object.entries(bodies)) {
        await sql.run(`CREATE TABLE shadow_${table} (${body})${SQLITE.keyedTable}`);
      }
      const result = await fill(sql);
      for (const table of Object.keys(bodies)) {
        await sql.run(`DROP TABLE ${table}`);
        await sql.run(`ALTER TABLE shadow_${table} RENAME TO ${table}`);
      }
      return result;
    });
  }

  async read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const session = this.session();
    try {
      return await session.read(work);
    } finally {
      session.close();
    }
  }

  session(): Session {
    let opened: Promise<DataSource> | undefined;
    let closed = false;
    const open = async (): Promise<DataSource> => {
      const reader = this.#idle.pop() ?? (await new Promise<DataSource>((resolve) => this.#waiting.push(resolve)));
      connectionOf(reader).exec('BEGIN');
      return reader;
    };
    return {
      read: async (work) => {
        // A resolver may outlive its answer, where a neighbour's fault ended it early.
        if (closed) throw new Error('the session has ended');
        opened ??= open();
        const db = connectionOf(await opened);
        try {
          return await work(new SqliteSql(db, this.#count));
        } catch (error) {
          throw explain(error, db.name);
        }
      },
      close: () => {
        closed = true;
        void opened?.then((reader) => this.#release(reader));
      },
    };
  }

  #release(reader: DataSource): void {
    const db = connectionOf(reader);
    // What a session leaves behind (a temporary table of a check that failed) must not outlive it.
    if (db.inTransaction) db.exec('ROLLBACK');
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(reader);
    else next(reader);
  }

  async #transaction<T>(db: BetterSqlite3.Database, work: (sql: Sql) => Promise<T>): Promise<T> {
    try {
      const result = await work(new SqliteSql(db, this.#count));
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw explain(error, db.name);
    }
  }

  async close(): Promise<void> {
    await this.#write.run(async () => undefined);
    for (const reader of this.#readers) await reader.destroy();
    await this.#writer.destroy();
  }
}
