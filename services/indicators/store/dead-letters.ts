import { createHash } from 'node:crypto';
import { type BulkWrite, chunks, placeholders, type Sql, type SqlValue } from '../../../infra/database';
import type { Origin, Problem } from '../facts/fact';

/** A message that is no fact, as kept: why, where it stood, and what may be kept of it. */
export interface DeadLetter {
  readonly origin: Origin;
  readonly problem: Problem;
  /** The message without the values of fields that the contract does not know. */
  readonly redacted: string;
  /** Something was removed: a retry needs the original sent again. */
  readonly incomplete: boolean;
}

export interface StoredDeadLetter extends DeadLetter {
  readonly id: string;
  readonly at: number;
}

const BULK: BulkWrite = {
  table: 'dead_letter',
  key: ['id'],
  columns: [
    'id',
    'place',
    'position',
    'source',
    'field',
    'expected',
    'value',
    'redacted',
    'incomplete',
    'at_ms',
    'proof',
  ],
  onConflict: 'ignore',
};

/** Under which name a dead letter is counted: its place, or what the place belongs to. */
export function sourceOf({ origin }: DeadLetter): string {
  return origin.source ?? origin.place;
}

/** A message is one dead letter however often it comes from one file and line, or over HTTP. */
function identity({ origin, problem, redacted }: DeadLetter): string {
  const where = origin.passing === true ? [origin.source ?? ''] : [origin.place, origin.position];
  return createHash('sha256')
    .update([...where, problem.field, redacted].join('\u0000'))
    .digest('hex');
}

/**
 * Keeps dead letters; the same message from the same place is kept once.
 * @returns those that are new
 */
export async function keepDeadLetters(
  sql: Sql,
  letters: readonly DeadLetter[],
  at: number,
): Promise<{ id: string; letter: DeadLetter }[]> {
  const byId = new Map(letters.map((letter) => [identity(letter), letter]));
  for (const part of chunks([...byId.keys()], CHUNK)) {
    const known = await sql.all<{ id: string }>(
      `SELECT id FROM dead_letter WHERE id IN (${placeholders(part.length)})`,
      part,
    );
    for (const { id } of known) byId.delete(id);
  }
  const fresh = [...byId].map(([id, letter]) => ({ id, letter }));
  if (fresh.length > 0)
    await sql.write(
      BULK,
      fresh.map((each) => rowOf(each, at)),
    );
  return fresh;
}

/** Identifiers asked for in one statement. */
const CHUNK = 500;

function rowOf({ id, letter }: { id: string; letter: DeadLetter }, at: number): SqlValue[] {
  const { origin, problem, redacted, incomplete } = letter;
  const where = [origin.place, origin.position, sourceOf(letter)];
  const why = [problem.field, problem.expected, problem.value ?? null];
  return [id, ...where, ...why, redacted, incomplete ? 1 : 0, at, origin.proof ?? ''];
}

interface Row {
  id: string;
  place: string;
  position: number;
  field: string;
  expected: string;
  value: string | null;
  redacted: string;
  incomplete: number;
  at_ms: number;
  proof: string;
}

/** Dead letters after an id, oldest first by time, `limit` at a time. */
export async function readDeadLetters(
  sql: Sql,
  after: { at: number; id: string },
  limit: number,
): Promise<StoredDeadLetter[]> {
  const rows = await sql.all<Row>(
    `SELECT id, place, position, field, expected, value, redacted, incomplete, at_ms, proof FROM dead_letter
     WHERE at_ms > ? OR (at_ms = ? AND id > ?) ORDER BY at_ms, id LIMIT ?`,
    [after.at, after.at, after.id, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    at: Number(row.at_ms),
    origin: {
      place: row.place,
      position: Number(row.position),
      ...(row.proof === '' ? {} : { proof: row.proof }),
    },
    problem: { field: row.field, expected: row.expected, ...(row.value === null ? {} : { value: row.value }) },
    redacted: row.redacted,
    incomplete: row.incomplete === 1,
  }));
}

/** How many there are now, by what they are counted under. */
export async function countDeadLetters(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql.all<{ source: string; count: number }>(
    'SELECT source, COUNT(*) AS count FROM dead_letter GROUP BY source',
  );
  return new Map(rows.map(({ source, count }) => [source, Number(count)]));
}

export async function removeDeadLetters(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.remove(
    'dead_letter',
    ['id'],
    ids.map((id) => [id]),
  );
}
