import { type BulkWrite, chunks, placeholders, type Sql } from '../../../infra/database';
import type { FactKind } from '../facts/fact';
import { parseState, type State, serialiseState } from '../merge/state';

const BULK: BulkWrite = {
  table: 'state',
  key: ['kind', 'subject'],
  columns: ['kind', 'subject', 'body'],
  onConflict: 'replace',
};

/** Subjects asked for in one statement. */
const CHUNK = 200;

/** The states of these subjects, by subject; unknown ones are absent. */
export async function loadStates(sql: Sql, kind: FactKind, subjects: readonly string[]): Promise<Map<string, State>> {
  const found = new Map<string, State>();
  for (const part of chunks(subjects, CHUNK)) {
    // One statement text for every size of the last part.
    const padded = [...part, ...new Array<string>(CHUNK - part.length).fill(part[0]!)];
    const rows = await sql.all<{ subject: string; body: string }>(
      `SELECT subject, body FROM state WHERE kind = ? AND subject IN (${placeholders(CHUNK)})`,
      [kind, ...padded],
    );
    for (const { subject, body } of rows) found.set(subject, parseState(kind, subject, body));
  }
  return found;
}

export async function saveStates(sql: Sql, states: readonly State[]): Promise<void> {
  await sql.write(
    BULK,
    states.map((state) => [state.kind, state.subject, serialiseState(state)]),
  );
}

/** Walks all states of a kind in the order of their subjects, a page at a time. */
export async function* walkStates(sql: Sql, kind: FactKind, page = 2000): AsyncGenerator<State[]> {
  let after = '';
  for (;;) {
    const rows = await sql.all<{ subject: string; body: string }>(
      'SELECT subject, body FROM state WHERE kind = ? AND subject > ? ORDER BY subject LIMIT ?',
      [kind, after, page],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.subject;
    yield rows.map(({ subject, body }) => parseState(kind, subject, body));
  }
}
