import { escape as quote } from 'mysql2';
import type { BulkWrite, SqlValue } from './sql';

type Row = readonly SqlValue[];

/** One statement of a bulk. */
export interface Statement {
  readonly text: string;
  /** Sent apart from the text, which the server keeps prepared; absent: the values are in the text. */
  readonly parameters?: SqlValue[];
}

/** Characters of one statement: larger ones are not quicker. */
const TEXT = 256 * 1024;
/** Rows of a prepared statement: always as many, so that each bulk is prepared once. */
const BLOCK = 200;
/** Where a row has a text this long, quoting it costs more than sending it apart. */
const LONG = 128;
/** Keys of a DELETE: the server looks each up by the key, and plans longer lists slowly. */
const KEYS = 500;
/** Bytes that a character of a JavaScript string takes at most in UTF-8. */
const BYTES = 3;

/** Statements that write rows in bulk, each within a packet of so many bytes where a single row allows it. */
export function* insertStatements(bulk: BulkWrite, rows: readonly Row[], maxPacket: number): Generator<Statement> {
  const { head, tail } = insertText(bulk);
  let next = 0;
  while (rows.length - next >= BLOCK && rows[next]!.some(isLong)) {
    const parameters = rows.slice(next, next + BLOCK).flat();
    if (sizeOf(parameters) > maxPacket) break;
    const text = head + new Array<string>(BLOCK).fill(`(${bulk.columns.map(() => '?').join(',')})`).join(',') + tail;
    yield { text, parameters };
    next += BLOCK;
  }
  yield* lists(head, tail, rows.slice(next), maxPacket, Number.POSITIVE_INFINITY);
}

/** Statements that delete rows by their keys. */
export function* removeStatements(
  table: string,
  key: readonly string[],
  rows: readonly Row[],
  maxPacket: number,
): Generator<Statement> {
  yield* lists(`DELETE FROM ${table} WHERE (${key.join(', ')}) IN (`, ')', rows, maxPacket, KEYS);
}

function insertText({ table, key, columns, onConflict }: BulkWrite): { head: string; tail: string } {
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  if (onConflict === 'again') return { head, tail: '' };
  const rest = columns.filter((column) => !key.includes(column));
  const change = rest.map((c) =>
    onConflict === 'add' ? `${c} = ${table}.${c} + VALUES(${c})` : `${c} = VALUES(${c})`,
  );
  // Not INSERT IGNORE, which passes over other errors too.
  const nothing = `${key[0]} = ${table}.${key[0]}`;
  return { head, tail: ` ON DUPLICATE KEY UPDATE ${onConflict === 'ignore' ? nothing : change.join(', ') || nothing}` };
}

function* lists(
  head: string,
  tail: string,
  rows: readonly Row[],
  maxPacket: number,
  most: number,
): Generator<Statement> {
  const limit = Math.min(TEXT, Math.floor(maxPacket / BYTES)) - head.length - tail.length;
  let parts: string[] = [];
  let length = 0;
  for (const row of rows) {
    const part = `(${row.map(literal).join(',')})`;
    if (parts.length > 0 && (length + part.length >= limit || parts.length >= most)) {
      yield { text: head + parts.join(',') + tail };
      parts = [];
      length = 0;
    }
    parts.push(part);
    length += part.length + 1;
  }
  if (parts.length > 0) yield { text: head + parts.join(',') + tail };
}

function literal(value: SqlValue): string {
  return typeof value === 'number' ? String(value) : quote(value);
}

function isLong(value: SqlValue): boolean {
  return typeof value === 'string' && value.length > LONG;
}

/** Bytes at most, with what the protocol adds to each value. */
function sizeOf(values: readonly SqlValue[]): number {
  return values.reduce<number>((size, value) => size + 16 + (typeof value === 'string' ? value.length * BYTES : 0), 0);
}
