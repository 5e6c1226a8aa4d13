import { InputError } from '../errors';

/** What a cell of a row may hold. Booleans are 0 and 1; instants are epoch milliseconds. */
export type SqlValue = string | number | null;

/** What the databases say differently; everything else keeps to what they have in common. */
export interface Dialect {
  readonly name: 'sqlite' | 'mysql';
  /** Ends a SELECT whose rows nobody else may lock until the transaction ends; empty where one writer has it all. */
  readonly forUpdate: string;
  /** Ends a SELECT whose rows nobody else may change until the transaction ends. */
  readonly forShare: string;
  /** Type of a text of at most so many characters that compares byte by byte, blanks at its end included. */
  text(characters: number): string;
  /** Type of a text of any length. */
  readonly longText: string;
  /** Ends a CREATE TABLE whose rows are to lie in the order of the primary key. */
  readonly keyedTable: string;
  /** Column of a primary key that counts up by itself. */
  readonly countingKey: string;
  /** Begins the statement that drops a temporary table; elsewhere it would end the transaction. */
  readonly dropTemporary: string;
}

/** Thrown inside a writing transaction to undo it and run it again whole: what it stood on has changed meanwhile. */
export class RunAgain extends Error {
  override readonly name = 'RunAgain';
}

/** The database cannot be reached, or went away in the middle: what was begun is undone, and may be tried again later. */
export class DatabaseAway extends InputError {
  constructor(
    message: string,
    /** The connection broke at the commit: all of the transaction was done, or nothing. What runs again must bear both. */
    readonly commitUnknown = false,
  ) {
    super(message);
  }
}

/** How rows are written in bulk: into which table, under which key, and what happens where the key is there already. */
export interface BulkWrite {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /**
   * `replace`: the other columns take the new values; `add`: they grow by them; `ignore`: the old row stays; `again`:
   * somebody else was faster, and the transaction runs again (RunAgain).
   */
  readonly onConflict: 'replace' | 'add' | 'ignore' | 'again';
}

/** A connection inside one transaction. */
export interface Sql {
  readonly dialect: Dialect;
  /** All rows of a query. */
  all<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs a statement; answers how many rows it changed. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Writes rows (values in the order of `columns`); answers how many rows were inserted or changed. */
  write(bulk: BulkWrite, rows: readonly (readonly SqlValue[])[]): Promise<number>;
  /** Deletes the rows with these keys (values in the order of `key`). */
  remove(table: string, key: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void>;
}

/** Something that can be read from. */
export interface Reads {
  /** Runs the work on a consistent snapshot. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/** One snapshot for as long as it is open: whatever is read through it belongs together. */
export interface Session extends Reads {
  /** Lets the snapshot go; to be called once, whatever happened. */
  close(): void;
}

/** The tables that can be replaced whole. */
export const REPLACEABLE = ['cell', 'contribution', 'meta'] as const;

/** Columns and key of new tables, by the table's name. */
export type Bodies = Readonly<Partial<Record<(typeof REPLACEABLE)[number], string>>>;

/**
 * A database: transactions that write, one after another, and consistent reads beside them that never see what is not
 * committed.
 */
export interface Database extends Reads {
  readonly dialect: Dialect;
  /**
   * Runs the work in one transaction: all of it is committed, or nothing. Work that meets a deadlock, or throws RunAgain,
   * is undone and run again whole, so it must not keep anything between its runs.
   */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * Fills new tables and puts them in the place of the old ones, all in one step: a reader sees the old rows or the new,
   * and whatever cuts it off leaves the old. No other writer runs meanwhile.
   * @param fill fills the new tables, which are named `shadow_<table>`
   */
  replaceTables<T>(bodies: Bodies, fill: (sql: Sql) => Promise<T>): Promise<T>;
  /** A session whose snapshot begins with its first read. */
  session(): Session;
  /** Counts the statements run since the start, for tests that hold a query's cost constant. */
  readonly statements: number;
  /** Counts the transactions that were undone and run again since the start. */
  readonly retries: number;
  close(): Promise<void>;
}

/** `?, ?, ?` */
export function placeholders(count: number): string {
  return new Array(count).fill('?').join(', ');
}

/** Splits a list into runs of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < items.length; i += size) parts.push(items.slice(i, i + size));
  return parts;
}
