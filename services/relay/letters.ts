import type { Sql } from '../../infra/database';
import { formatInstant } from '../../infra/graphql/scalars';
import { readDeadLetters, readMeta } from '../indicators';
import { eventMessage, type Message, TOPICS } from './event';
import { type Relaying, sourceOf } from './relaying';

/** Letters looked at together; each may be as large as a message. */
const PAGE = 50;

/** A note of a letter to send, and the letter; null where it was replayed and is gone. */
interface Row {
  id: string;
  revision: number;
  place: string | null;
  source: string;
  position: number;
  field: string;
  expected: string;
  redacted: string;
  at_ms: number;
}

/** Sends the dead letters that were not sent yet. */
export async function publishLetters({ database, store, outlet }: Relaying): Promise<void> {
  const { zone } = store.settings;
  for (let after = ''; ; ) {
    const { rows, source } = await database.read(async (sql) => ({
      rows: await readUnsent(sql, after),
      source: sourceOf((await readMeta(sql)).get('simulated')),
    }));
    if (rows.length === 0) return;
    const messages = rows.flatMap((row): Message[] => {
      const { id, place, source: from, position, field, expected, redacted } = row;
      if (place === null) return [];
      const where = whereOf(place, from, Number(position));
      const data = { ...where.data, cause: { field, expected }, redacted };
      const time = formatInstant(Number(row.at_ms), zone);
      return [eventMessage(source, { type: 'vn.province.dead-letter.v1', key: where.key, id, time, data })];
    });
    await outlet.send(TOPICS.letters, messages);
    const sent = rows.map(({ id, revision }) => [id, revision]);
    await database.write((sql) => sql.remove('unsent_letter', ['id', 'revision'], sent));
    after = rows.at(-1)!.id;
  }
}

/** Notes every dead letter to be sent: those of a store that was filled before there was a relay have no note. */
export async function noteAllLetters({ database }: Relaying): Promise<void> {
  for (let after = { at: -1, id: '' }; ; ) {
    const letters = await database.read((sql) => readDeadLetters(sql, after, PAGE));
    const last = letters.at(-1);
    if (last === undefined) return;
    await database.write((sql) =>
      sql.write(
        { table: 'unsent_letter', key: ['id'], columns: ['id', 'revision'], onConflict: 'ignore' },
        letters.map(({ id }) => [id, 0]),
      ),
    );
    after = { at: last.at, id: last.id };
  }
}

async function readUnsent(sql: Sql, after: string): Promise<Row[]> {
  return sql.all<Row>(
    `SELECT u.id AS id, u.revision AS revision, d.place AS place, d.source AS source, d.position AS position, d.field AS field,
       d.expected AS expected, d.redacted AS redacted, d.at_ms AS at_ms
     FROM unsent_letter u LEFT JOIN dead_letter d ON d.id = u.id WHERE u.id > ? ORDER BY u.id LIMIT ?`,
    [after, PAGE],
  );
}

/** Where a message stood. A partition is the one place that is written as its source, a stroke and a number. */
function whereOf(place: string, source: string, position: number): { key: string; data: Record<string, unknown> } {
  const key = `${place}/${position}`;
  const partition = place.startsWith(`${source}/`) ? place.slice(source.length + 1) : '';
  if (!/^\d+$/.test(partition)) {
    return { key, data: { topic: null, partition: null, offset: null, file: place, line: position } };
  }
  return { key, data: { topic: source, partition: Number(partition), offset: position, file: null, line: null } };
}
