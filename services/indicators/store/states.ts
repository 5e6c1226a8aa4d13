import { type BulkWrite, chunks, placeholders, type Sql } from '../../../infra/database';
import type { FactKind } from '../facts/fact';
import { parseState, type State, serialiseState } from '../merge/state';

const TABLE = { table: 'state', key: ['kind', 'subject'], columns: ['kind', 'subject', 'body'] };
const REPLACE: BulkWrite = { ...TABLE, onConflict: 'replace' };
/** Two writers may both find a subject absent; the second to write it looks again. */
const CREATE: BulkWrite = { ...TABLE, onConflict: 'again' };

/** Subjects asked for in one statement. */
const CHUNK = 200;

interface Row {
  subject: string;
  body: string;
}

/** The states of these subjects, by subject; unknown ones are absent. */
export function loadStates(sql: Sql, kind: FactKind, subjects: readonly string[]): Promise<Map<string, State>> {
  return load(sql, kind, subjects, '');
}

/** As `loadStates`; until the transaction ends nobody else may load them so. */
export function loadStatesToChange(sql: Sql, kind: FactKind, subjects: readonly string[]): Promise<Map<string, State>> {
  return load(sql, kind, subjects, sql.dialect.forUpdate);
}

async function load(
  sql: Sql,
  kind: FactKind,
  subjects: readonly string[],
  ending: string,
): Promise<Map<string, State>> {
  const found = new Map<string, State>();
  for (const part of chunks(subjects, CHUNK)) {
    // One statement text for every size of the last part.
    const padded = [...part, ...new Array<string>(CHUNK - part.length).fill(part[0]!)];
    const rows = await sql.all<Row>(
      `SELECT subject, body FROM state WHERE kind = ? AND subject IN (${placeholders(CHUNK)})${ending}`,
      [kind, ...padded],
    );
    for (const { subject, body } of rows) found.set(subject, parseState(kind, subject, body));
  }
  return found;
}

/**
 * Writes states.
 * @param isNew tells those that were not found when they were loaded
 */
export async function saveStates(sql: Sql, states: readonly State[], isNew: (state: State) => boolean): Promise<void> {
  const rows = (some: readonly State[]): string[][] =>
    some.map((state) => [state.kind, state.subject, serialiseState(state)]);
  const known = states.filter((state) => !isNew(state));
  const created = states.filter(isNew);
  if (known.length > 0) await sql.write(REPLACE, rows(known));
  if (created.length > 0) await sql.write(CREATE, rows(created));
}

/** Walks all states of a kind in the order of their subjects, a page at a time. */
export async function* walkStates(sql: Sql, kind: FactKind, page = 2000): AsyncGenerator<State[]> {
  let after = '';
  for (;;) {
    const rows = await sql.all<Row>(
      'SELECT subject, body FROM state WHERE kind = ? AND subject > ? ORDER BY subject LIMIT ?',
      [kind, after, page],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.subject;
    yield rows.map(({ subject, body }) => parseState(kind, subject, body));
  }
}
