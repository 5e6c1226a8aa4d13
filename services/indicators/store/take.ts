import { createHash } from 'node:crypto';
import type { Incoming } from '../facts/fact';
import type { TopicRecord } from '../facts/record';
import { type Claim, lockPosition, madeAnew, movePosition, PartitionLost } from './positions';
import type { BatchOutcome, Store } from './store';

/** Records of a partition in the order of their offsets. */
export interface TopicBatch<R extends TopicRecord = TopicRecord> {
  /** The offset that was asked for: where the claim, or the batch before, says that reading goes on. */
  readonly from: number;
  readonly records: readonly R[];
  /** The offset after what was looked at; offsets between may have no record. */
  readonly next: number;
}

const NOTHING: BatchOutcome = { accepted: 0, repeated: 0, deadLetters: [] };

/**
 * Takes a batch of a partition: its facts, its dead letters and the position move in one transaction, so that each
 * record counts once however often it is delivered. What lies before the position was taken already and is dropped.
 * @param decode what a record says; called before the transaction, once for each record
 * @throws PartitionLost where another consumer has claimed the partition; InputError where the topic was made anew
 */
export async function takeBatch<R extends TopicRecord>(
  store: Store,
  claim: Claim,
  batch: TopicBatch<R>,
  decode: (record: R) => readonly Incoming[],
  now: () => number,
): Promise<BatchOutcome> {
  const decoded = batch.records.map((record) => ({ record, messages: decode(record) }));
  const last = batch.records.at(-1);
  const proof = last !== undefined && last.offset === batch.next - 1 ? proofOf(last) : '';
  return store.database.write(async (sql) => {
    const held = await lockPosition(sql, claim);
    // What lies between would be passed over.
    if (batch.from > held.next) throw new PartitionLost(claim);
    checkProof(claim, held, batch.records);
    if (batch.next <= held.next) return NOTHING;
    const fresh = decoded.filter(({ record }) => record.offset >= held.next).flatMap(({ messages }) => messages);
    const outcome = fresh.length === 0 ? NOTHING : await store.ingestInto(sql, fresh, now(), claim.topic);
    await movePosition(sql, claim, batch.next, proof, now());
    return outcome;
  });
}

function checkProof(claim: Claim, held: { next: number; proof: string }, records: readonly TopicRecord[]): void {
  const before = records.find(({ offset }) => offset === held.next - 1);
  if (before === undefined || held.proof === '' || proofOf(before) === held.proof) return;
  throw madeAnew(claim, held.next, `another record stands at ${held.next - 1} now`);
}

/** What tells a record from another at the same offset: 32 hexadecimal digits. */
export function proofOf({ key, value, timestamp }: TopicRecord): string {
  const hash = createHash('sha256').update(`${timestamp} ${key?.length ?? -1} ${value?.length ?? -1} `);
  if (key !== null) hash.update(key);
  if (value !== null) hash.update(value);
  return hash.digest('hex').slice(0, 32);
}
