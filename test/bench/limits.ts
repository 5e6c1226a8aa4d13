import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Driver, { type Database } from 'better-sqlite3';
import { MIGRATIONS, openSqlite } from '../../infra/database';
import { BATCH } from '../../services/hub/import';
import { readFacts } from '../../services/procedures';

type Row = unknown[];

/** A table of the imported store, read a page at a time. */
interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Rows that make up one transaction's share. */
  readonly share: number;
  readonly rows: Iterator<Row>;
}

/**
 * The limit: every row that an import left, in the order of its key, inserted into a new file with the same tables,
 * indexes and pragmas by prepared statements in a bare loop; a transaction takes as large a part as a batch of the
 * import is of all facts. Reading the rows is not timed.
 * @returns seconds from the first insert to the file closed
 */
export async function writeSameRows(store: string, folder: string, facts: number): Promise<number> {
  const from = join(store, 'hub.db');
  const to = await create(folder);
  const sources: Database[] = [];
  const transactions = Math.ceil(facts / BATCH);
  const tables = tablesOf(from, transactions, sources);
  let milliseconds = 0;
  for (let written = true; written; ) {
    const parts = tables.map((table) => ({ table, rows: take(table.rows, table.share) }));
    written = parts.some(({ rows }) => rows.length > 0);
    const started = performance.now();
    to.exec('BEGIN IMMEDIATE');
    for (const { table, rows } of parts) insert(to, table, rows);
    to.exec('COMMIT');
    milliseconds += performance.now() - started;
  }
  for (const source of sources) source.close();
  return (milliseconds + close(to)) / 1000;
}

/**
 * The stricter limit: for every fact one upsert of its subject's final state, in the order of the file, a batch
 * of the import in a transaction, and nothing else: no contribution, no cell. Reading file and states is not timed.
 * @returns seconds from the first upsert to the file closed
 */
export async function upsertsPerFact(store: string, folder: string, file: string): Promise<number> {
  const from = join(store, 'hub.db');
  const to = await create(folder);
  const source = new Driver(from, { readonly: true });
  const columns = columnsOf(source, 'state');
  const find = source.prepare('SELECT * FROM state WHERE kind = ? AND subject = ?').raw();
  const rest = columns.filter((column) => column !== 'kind' && column !== 'subject');
  const upsert = to.prepare(
    `${insertText('state', columns)} ON CONFLICT (kind, subject) DO UPDATE SET ${rest
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`,
  );
  let milliseconds = 0;
  const flush = (rows: readonly Row[]): void => {
    const started = performance.now();
    to.exec('BEGIN IMMEDIATE');
    for (const row of rows) upsert.run(row);
    to.exec('COMMIT');
    milliseconds += performance.now() - started;
  };
  let waiting: Row[] = [];
  for await (const messages of readFacts(file, { receivedAt: Date.now })) {
    for (const { decoded } of messages) {
      if (decoded.ok) waiting.push(find.get(decoded.fact.kind, decoded.fact.subject) as Row);
    }
    if (waiting.length < BATCH) continue;
    flush(waiting);
    waiting = [];
  }
  flush(waiting);
  source.close();
  return (milliseconds + close(to)) / 1000;
}

const PRAGMAS = ['journal_mode', 'synchronous', 'wal_autocheckpoint', 'cache_size', 'temp_store', 'mmap_size'];

/** A new file as the hub makes it, with its tables and indexes, on a bare connection with the hub's pragmas. */
async function create(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'hub.db');
  const hub = await openSqlite(file, MIGRATIONS);
  const pragmas = await hub.read(async (sql) => {
    const found: string[] = [];
    for (const name of PRAGMAS) {
      const [row] = await sql.all<Record<string, string | number>>(`PRAGMA ${name}`);
      if (row !== undefined) found.push(`${name} = ${Object.values(row)[0]}`);
    }
    return found;
  });
  await hub.close();
  const database = new Driver(file);
  for (const pragma of pragmas) database.pragma(pragma);
  // What making the tables left, such as the list of migrations.
  for (const table of tableNames(database)) database.exec(`DELETE FROM ${table}`);
  return database;
}

function tableNames(database: Database): string[] {
  const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
  return database.prepare(named).pluck().all() as string[];
}

/** Closing moves what the log still holds into the file: part of the work. */
function close(database: Database): number {
  const started = performance.now();
  database.close();
  return performance.now() - started;
}

function tablesOf(file: string, transactions: number, sources: Database[]): Table[] {
  const reader = new Driver(file, { readonly: true });
  sources.push(reader);
  return tableNames(reader).flatMap((name): Table[] => {
    const count = reader.prepare(`SELECT COUNT(*) FROM ${name}`).pluck().get() as number;
    if (count === 0) return [];
    // A connection serves one open cursor at a time.
    const own = new Driver(file, { readonly: true });
    sources.push(own);
    const rows = own.prepare(`SELECT * FROM ${name}`).raw().iterate() as IterableIterator<Row>;
    return [{ name, columns: columnsOf(reader, name), share: Math.ceil(count / transactions), rows }];
  });
}

function columnsOf(database: Database, table: string): string[] {
  return (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
}

function take(rows: Iterator<Row>, count: number): Row[] {
  const taken: Row[] = [];
  while (taken.length < count) {
    const next = rows.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

function insert(database: Database, { name, columns }: Table, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const statement = database.prepare(insertText(name, columns));
  for (const row of rows) statement.run(row);
}

function insertText(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}
