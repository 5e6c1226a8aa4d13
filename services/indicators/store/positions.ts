import type { Sql } from '../../../infra/database';
import { InputError } from '../../../infra/errors';

/** A partition of a topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** How far a partition was read, as the store has it. */
export interface StoredPosition extends Place {
  /** The offset after the last that was taken. */
  readonly next: number;
  /** Digest of the record just before `next`; '' where none is known. It tells a topic that was made anew. */
  readonly proof: string;
  /** When it last moved, epoch milliseconds. */
  readonly updatedAt: number;
}

/** The right to move a position on: whoever claims a partition takes it from all that claimed it before. */
export interface Claim extends Place {
  readonly epoch: number;
  /** The offset to read from: one before `next` where the record there proves that the topic is the same. */
  readonly from: number;
}

/** Another consumer has claimed the partition since: this one must not write. */
export class PartitionLost extends Error {
  override readonly name = 'PartitionLost';

  constructor({ topic, partition }: Place) {
    super(`partition ${partition} of ${topic} was claimed by another consumer`);
  }
}

interface Row {
  topic: string;
  part: number;
  next_offset: number;
  epoch: number;
  proof: string;
  updated_at: number;
}

const TABLE = { table: 'position', key: ['topic', 'part'] } as const;
/** Stands for "read from the beginning": the row stays, so that its epoch goes on growing. */
const FORGOTTEN = -1;
const COLUMNS = ['topic', 'part', 'next_offset', 'epoch', 'proof', 'updated_at'];

async function readRow(sql: Sql, { topic, partition }: Place): Promise<Row | undefined> {
  const text = `SELECT * FROM position WHERE topic = ? AND part = ?${sql.dialect.forUpdate}`;
  return (await sql.all<Row>(text, [topic, partition]))[0];
}

/**
 * Claims a partition for one consumer.
 * @param range first offset that the topic still has, and the one after its last
 * @throws InputError where the topic cannot be the one that was read before
 */
export async function claimPosition(
  sql: Sql,
  place: Place,
  range: { readonly first: number; readonly end: number },
  now: number,
): Promise<Claim> {
  const { topic, partition } = place;
  const known = await readRow(sql, place);
  if (known === undefined) {
    await sql.write({ ...TABLE, columns: COLUMNS, onConflict: 'again' }, [[topic, partition, range.first, 1, '', now]]);
    return { ...place, epoch: 1, from: range.first };
  }
  const next = Number(known.next_offset);
  if (next === FORGOTTEN) {
    const epoch = Number(known.epoch) + 1;
    await sql.write({ ...TABLE, columns: COLUMNS, onConflict: 'replace' }, [
      [topic, partition, range.first, epoch, '', now],
    ]);
    return { ...place, epoch, from: range.first };
  }
  if (range.end < next) throw madeAnew(place, next, `it ends at ${range.end} now`);
  // What was taken is known, whether or not the topic still has it; what was not must be there.
  if (range.first > next) throw removedUnread(place, next, range.first);
  const epoch = Number(known.epoch) + 1;
  await sql.run('UPDATE position SET epoch = ? WHERE topic = ? AND part = ?', [epoch, topic, partition]);
  return { ...place, epoch, from: known.proof !== '' && range.first < next ? next - 1 : next };
}

/**
 * Locks the position for the transaction that takes a batch.
 * @returns the offset to take records from; those before it were taken already
 * @throws PartitionLost where another consumer has claimed the partition
 */
export async function lockPosition(sql: Sql, claim: Claim): Promise<{ next: number; proof: string }> {
  const row = await readRow(sql, claim);
  if (row === undefined || Number(row.epoch) !== claim.epoch) throw new PartitionLost(claim);
  return { next: Number(row.next_offset), proof: row.proof };
}

/** Moves a locked position on. */
export async function movePosition(
  sql: Sql,
  { topic, partition }: Place,
  next: number,
  proof: string,
  now: number,
): Promise<void> {
  await sql.run('UPDATE position SET next_offset = ?, proof = ?, updated_at = ? WHERE topic = ? AND part = ?', [
    next,
    proof,
    now,
    topic,
    partition,
  ]);
}

/** All positions, by topic and partition. */
export async function readPositions(sql: Sql): Promise<StoredPosition[]> {
  const rows = await sql.all<Row>('SELECT * FROM position WHERE next_offset >= 0 ORDER BY topic, part');
  return rows.map(({ topic, part, next_offset, proof, updated_at }) => ({
    topic,
    partition: Number(part),
    next: Number(next_offset),
    proof,
    updatedAt: Number(updated_at),
  }));
}

/**
 * Forgets how far a topic (or one partition of it) was read, so that it is read from its first record again; what the
 * store knows already changes nothing. Consumers that hold a claim lose it.
 * @returns how many partitions were forgotten
 */
export async function forgetPositions(sql: Sql, topic: string, partition: number | null): Promise<number> {
  const one = partition === null ? '' : ' AND part = ?';
  return sql.run(
    `UPDATE position SET epoch = epoch + 1, next_offset = ${FORGOTTEN}, proof = '' WHERE topic = ? AND next_offset >= 0${one}`,
    partition === null ? [topic] : [topic, partition],
  );
}

/** The record at the position is not the one that was read: its topic was deleted and made again. */
export function madeAnew({ topic, partition }: Place, next: number, found: string): InputError {
  return new InputError(
    `Partition ${partition} of topic ${topic} was read up to offset ${next}, and ${found}: the topic is not the one that was read. ` +
      `If it was made anew on purpose, run \`npm run hub -- positions --forget ${topic}:${partition}\` and start again: ` +
      'it is read from its beginning, and facts that the store knows already change nothing.',
  );
}

function removedUnread({ topic, partition }: Place, next: number, first: number): InputError {
  return new InputError(
    `Partition ${partition} of topic ${topic} was read up to offset ${next}, and begins at ${first} now: the records between were removed unread. ` +
      'Bring them back, or have the source send their facts again; then run ' +
      `\`npm run hub -- positions --forget ${topic}:${partition}\` and start again. Set retention.ms=-1 on the topic so that it does not happen again.`,
  );
}
