import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** The exported states: an open SQLite database of plain tables. */
export type Exported = Sqlite.Database;

const CONTRACT = join(__dirname, '../../schema/contracts/facts.schema.json');

interface Definition {
  readonly properties?: Readonly<Record<string, { readonly 'x-merge'?: string }>>;
}

/** The kinds of the contract, each with the fields of which one statement stands (`latest`, `earliest`). */
function singleFields(): Map<string, string[]> {
  const { $defs } = JSON.parse(readFileSync(CONTRACT, 'utf8')) as { $defs: Record<string, Definition> };
  const kinds = new Map<string, string[]>();
  for (const [kind, { properties = {} }] of Object.entries($defs)) {
    const fields = Object.keys(properties).filter((field) =>
      ['latest', 'earliest'].includes(properties[field]!['x-merge'] ?? 'latest'),
    );
    if (fields.length > 0) kinds.set(kind, fields);
  }
  return kinds;
}

const TABLES = `
  CREATE TABLE event (kind TEXT, subject TEXT, n INTEGER, time INTEGER, source TEXT, id TEXT,
    PRIMARY KEY (kind, subject, n)) WITHOUT ROWID;
  CREATE TABLE history (kind TEXT, field TEXT, subject TEXT, position INTEGER, n INTEGER, time INTEGER, value,
    retracted INTEGER, PRIMARY KEY (kind, field, subject, position)) WITHOUT ROWID;`;

/** JSON may escape a NUL, which SQL would take for the end of a text: another control character stands for it. */
const UNPACK = `
  INSERT INTO event
    SELECT kind, subject, e.key, json_extract(e.value, '$[0]'),
      json_extract(body, '$.o[' || json_extract(e.value, '$[2]') || ']'), json_extract(e.value, '$[3]')
    FROM store.state, json_each(body, '$.s') e ORDER BY kind, subject, e.key;
  CREATE TEMP TABLE retraction AS
    SELECT kind, subject, r.value AS statement
    FROM store.state, json_each(replace(body -> '$.r', '\\u0000', '\\u0001')) r WHERE body -> '$.r' IS NOT NULL;
  INSERT INTO history
    SELECT kind, f.key, subject, h.key, json_extract(h.value, '$[0]'), NULL, json_extract(h.value, '$[1]'), 0
    FROM store.state, json_each(body, '$.h') f, json_each(f.value) h;
  UPDATE history SET time = e.time,
      retracted = EXISTS (SELECT 1 FROM retraction r WHERE r.kind = e.kind AND r.subject = e.subject
        AND r.statement = e.source || char(1) || e.id)
    FROM event e WHERE e.kind = history.kind AND e.subject = history.subject AND e.n = history.n;`;

/**
 * Unpacks every state of an embedded store into plain tables, and does nothing else:
 *
 * - one table a kind, named after it: `subject`, the fields of which one statement stands (instants in epoch
 *   milliseconds, flags 0 and 1, lists as JSON), beside each `<field>_n`, the number of the event that said it (so that
 *   "no longer so" is told from "never said"), and `portal_seen_at`;
 * - `event`: number `n` in the order of stamps, time, source and id of all that was said;
 * - `history`: every statement of a `history` field in the order of stamps, and whether it was retracted.
 * @param store file of the store
 * @param target file of the export, absent until now; absent: in memory. The caller closes it.
 */
export function exportStates(store: string, target = ':memory:'): Exported {
  const exported = new Sqlite(target);
  exported.pragma('journal_mode = OFF');
  exported.pragma('synchronous = OFF');
  exported.prepare('ATTACH ? AS store').run(store);
  exported.exec(TABLES);
  exported.exec(UNPACK);
  for (const [kind, fields] of singleFields()) {
    const columns = fields.flatMap((field) => [
      `json_extract(body, '$.l.${field}[1]') AS "${field}"`,
      `json_extract(body, '$.l.${field}[0]') AS "${field}_n"`,
    ]);
    const seen = `json_extract(body, '$.p') AS portal_seen_at`;
    exported.exec(`CREATE TABLE "${kind}" AS
      SELECT subject, ${columns.join(', ')}, ${seen} FROM store.state WHERE kind = '${kind}' ORDER BY subject;
      CREATE UNIQUE INDEX "${kind}_subject" ON "${kind}" (subject);`);
  }
  exported.exec('DROP TABLE retraction; DETACH store; ANALYZE;');
  return exported;
}
