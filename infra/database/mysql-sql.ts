import type { PoolConnection, ResultSetHeader } from 'mysql2';
import { MYSQL } from './mysql-dialect';
import { DUPLICATE_KEY, faultOf } from './mysql-faults';
import { insertStatements, removeStatements, type Statement } from './mysql-text';
import { type BulkWrite, RunAgain, type Sql, type SqlValue } from './sql';

/** What a statement brings: rows, or how many rows it changed. */
type Result = ResultSetHeader | unknown[];

/** Sends one statement; parameters are written into it by the driver. */
export function send<R extends Result>(
  connection: PoolConnection,
  sql: string,
  parameters?: readonly SqlValue[],
): Promise<R> {
  return new Promise((resolve, reject) => {
    connection.query(sql, parameters as SqlValue[] | undefined, (error, result) => {
      if (error === null) resolve(result as R);
      else reject(error);
    });
  });
}

/** Sends a statement that the server keeps prepared, and its parameters beside it. */
function sendPrepared(connection: PoolConnection, sql: string, parameters: SqlValue[]): Promise<ResultSetHeader> {
  return new Promise((resolve, reject) => {
    connection.execute<ResultSetHeader>(sql, parameters, (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

/** Statements on one connection, for as long as its transaction or snapshot lasts. */
export class MysqlSql implements Sql {
  readonly dialect = MYSQL;
  #ended = false;

  constructor(
    private readonly connection: PoolConnection,
    private readonly count: { statements: number },
    /** The server's largest packet, in bytes. */
    private readonly maxPacket: number,
  ) {}

  async all<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return (await this.#send<unknown[]>(sql, parameters)) as Row[];
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    const { affectedRows, info } = await this.#send<ResultSetHeader>(sql, parameters);
    // Of an UPDATE those that it found count, also where the value was the same before.
    const matched = /^Rows matched: (\d+)/.exec(info);
    return matched === null ? affectedRows : Number(matched[1]);
  }

  async write(bulk: BulkWrite, rows: readonly (readonly SqlValue[])[]): Promise<number> {
    let inserted = 0;
    try {
      for (const statement of insertStatements(bulk, rows, this.maxPacket)) {
        inserted += await this.#change(statement);
      }
    } catch (error) {
      if (bulk.onConflict === 'again' && faultOf(error).errno === DUPLICATE_KEY) throw new RunAgain();
      throw error;
    }
    return bulk.onConflict === 'ignore' || bulk.key.length === bulk.columns.length ? inserted : rows.length;
  }

  async remove(table: string, key: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void> {
    for (const statement of removeStatements(table, key, rows, this.maxPacket)) await this.#change(statement);
  }

  /** Whoever still works with it is refused from now on: the connection has gone to somebody else. */
  end(): void {
    this.#ended = true;
  }

  async #change({ text, parameters }: Statement): Promise<number> {
    if (parameters === undefined) return (await this.#send<ResultSetHeader>(text)).affectedRows;
    this.#begin();
    return (await sendPrepared(this.connection, text, parameters)).affectedRows;
  }

  async #send<R extends Result>(sql: string, parameters?: readonly SqlValue[]): Promise<R> {
    this.#begin();
    return send<R>(this.connection, sql, parameters);
  }

  #begin(): void {
    if (this.#ended) throw new Error('the transaction has ended');
    this.count.statements++;
  }
}
