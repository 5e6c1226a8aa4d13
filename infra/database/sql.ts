/** What a cell of a row may hold. Booleans are 0 and 1; instants are epoch milliseconds. */
export type SqlValue = string | number | null;

/** How rows are written in bulk: into which table, under which key, and what happens where the key is there already. */
export interface BulkWrite {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** `replace`: the other columns take the new values; `add`: they grow by them; `ignore`: the old row stays. */
  readonly onConflict: 'replace' | 'add' | 'ignore';
}

/** A connection inside one transaction. */
export interface Sql {
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

/**
 * A database: transactions that write, one after another, and consistent reads beside them that never see what is not
 * committed.
 */
export interface Database extends Reads {
  /** Runs the work in one transaction: all of it is committed, or nothing. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** A session whose snapshot begins with its first read. */
  session(): Session;
  /** Counts the statements run since the start, for tests that hold a query's cost constant. */
  readonly statements: number;
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
