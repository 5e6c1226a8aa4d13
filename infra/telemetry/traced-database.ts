import type { Database, Session, Sql } from '../database';
import { traced } from './tracing';

/**
 * The same database, with a span for each statement that names its kind and table, never its parameters. It may be made
 * before tracing begins; where tracing is not configured nobody makes it, so that a statement costs what it costs.
 */
export function tracedDatabase(database: Database): Database {
  const within =
    <T>(work: (sql: Sql) => Promise<T>) =>
    (sql: Sql): Promise<T> =>
      work(tracedSql(sql));
  return {
    dialect: database.dialect,
    get statements() {
      return database.statements;
    },
    get retries() {
      return database.retries;
    },
    write: (work) => traced('transaction', {}, () => database.write(within(work))),
    read: (work) => database.read(within(work)),
    replaceTables: (bodies, fill) => traced('replace tables', {}, () => database.replaceTables(bodies, within(fill))),
    session: (): Session => {
      const session = database.session();
      return { read: (work) => session.read(within(work)), close: () => session.close() };
    },
    close: () => database.close(),
  };
}

function tracedSql(sql: Sql): Sql {
  const system = sql.dialect.name;
  const span = <T>(kind: string, table: string, work: () => Promise<T>, rows?: number): Promise<T> =>
    traced(
      'sql',
      {
        'db.system.name': system,
        'db.operation.name': kind,
        'db.collection.name': table,
        ...(rows === undefined ? {} : { 'db.operation.batch.size': rows }),
      },
      work,
      { kind: 'client' },
    );
  return {
    dialect: sql.dialect,
    all: (text, parameters) => span(...kindAndTable(text), () => sql.all(text, parameters)),
    run: (text, parameters) => span(...kindAndTable(text), () => sql.run(text, parameters)),
    write: (bulk, rows) => span('INSERT', bulk.table, () => sql.write(bulk, rows), rows.length),
    remove: (table, key, rows) => span('DELETE', table, () => sql.remove(table, key, rows), rows.length),
  };
}

/** The first word of a statement and the first table that it names; enough to know it by. */
export function kindAndTable(text: string): [kind: string, table: string] {
  const kind = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? '';
  const table =
    /\b(?:FROM|INTO|UPDATE|JOIN|TABLE(?:\s+IF(?:\s+NOT)?\s+EXISTS)?)\s+`?([A-Za-z_]\w*)/i.exec(text)?.[1] ?? '';
  return [kind, table];
}
