import type BetterSqlite3 from 'better-sqlite3';
import type { BulkWrite, Sql, SqlValue } from './sql';
import { SQLITE } from './sqlite-dialect';

const statements = new WeakMap<BetterSqlite3.Database, Map<string, BetterSqlite3.Statement>>();

function prepare(db: BetterSqlite3.Database, sql: string): BetterSqlite3.Statement {
  let known = statements.get(db);
  if (known === undefined) {
    known = new Map();
    statements.set(db, known);
  }
  let statement = known.get(sql);
  if (statement === undefined) {
    if (known.size >= 500) known.clear();
    statement = db.prepare(sql);
    known.set(sql, statement);
  }
  return statement;
}

/** Prepared statements straight on the driver: its calls are synchronous, so the promises only fit the interface. */
export class SqliteSql implements Sql {
  readonly dialect = SQLITE;

  constructor(
    private readonly db: BetterSqlite3.Database,
    private readonly count: { statements: number },
  ) {}

  async all<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    this.count.statements++;
    return prepare(this.db, sql).all(parameters as SqlValue[]) as Row[];
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    this.count.statements++;
    return prepare(this.db, sql).run(parameters as SqlValue[]).changes;
  }

  async write(bulk: BulkWrite, rows: readonly (readonly SqlValue[])[]): Promise<number> {
    const statement = prepare(this.db, insertSql(bulk));
    this.count.statements++;
    let changes = 0;
    for (const row of rows) changes += statement.run(row as SqlValue[]).changes;
    return changes;
  }

  async remove(table: string, key: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const statement = prepare(this.db, `DELETE FROM ${table} WHERE ${key.map((k) => `${k} = ?`).join(' AND ')}`);
    this.count.statements++;
    for (const row of rows) statement.run(row as SqlValue[]);
  }
}

const insertTexts = new WeakMap<BulkWrite, string>();

function insertSql(bulk: BulkWrite): string {
  let text = insertTexts.get(bulk);
  if (text !== undefined) return text;
  const { table, key, columns, onConflict } = bulk;
  const rest = columns.filter((column) => !key.includes(column));
  const change = rest.map((c) => (onConflict === 'add' ? `${c} = ${c} + excluded.${c}` : `${c} = excluded.${c}`));
  const action = onConflict === 'ignore' || rest.length === 0 ? 'NOTHING' : `UPDATE SET ${change.join(', ')}`;
  const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  // Nobody can have been faster than the one writer.
  text = onConflict === 'again' ? insert : `${insert} ON CONFLICT (${key.join(', ')}) DO ${action}`;
  insertTexts.set(bulk, text);
  return text;
}
