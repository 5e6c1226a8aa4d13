import type { Batch } from 'kafkajs';
import { messageOf } from '../errors';
import type { Claim, Claims } from './claims';
import type { KafkaLog } from './client';
import type { ConsumerEvent } from './consumer';
import { type PartitionHandler, PositionMoved, type RecordBatch } from './handler';
import type { Heart } from './heart';
import { growing } from './pauses';
import { nameOf, type Place, toRecord } from './records';

interface Taking {
  readonly claim: Claim;
  readonly claims: Claims;
  readonly heart: Heart;
  readonly handler: PartitionHandler;
  readonly maxRecords?: number;
  readonly isAway?: (error: unknown) => boolean;
  /** The partitions whose handler waits for something that is away. */
  readonly waiting: Set<string>;
  readonly log: KafkaLog;
  readonly onEvent?: (event: ConsumerEvent) => void;
  readonly fail: (error: unknown) => void;
  /** A piece was taken; the next begins at this offset. */
  readonly done: (next: number) => void;
}

const MAX_RECORDS = 2_000;

/** Hands a batch over piece by piece, until its end or until the partition should be handed back. */
export async function takeBatch(batch: Batch, taking: Taking): Promise<void> {
  const { claim, claims, heart, done } = taking;
  const { messages } = batch;
  const size = taking.maxRecords ?? MAX_RECORDS;
  // Behind the last record there may be offsets that hold nothing for us; they belong to this batch.
  const end = Number(batch.lastOffset()) + 1;
  for (let at = 0; at < messages.length; at += size) {
    const records = messages.slice(at, at + size).map(toRecord);
    const next = at + size >= messages.length ? end : records.at(-1)!.offset + 1;
    const taken = await takePiece({ from: claim.taken, records, next }, taking);
    if (!taken || !claims.holds(claim)) return;
    claim.moveTo(next);
    done(next);
    if (heart.disturbed) return;
  }
}

/** Tries until the piece is taken; false where it is not and never will be by this claim. */
async function takePiece(piece: RecordBatch, taking: Taking): Promise<boolean> {
  const { claim, claims, heart, handler, waiting, onEvent } = taking;
  const { place } = claim;
  for (const pause of growing()) {
    const startedMs = performance.now();
    try {
      await handler.take(place, piece);
      waiting.delete(nameOf(place));
      onEvent?.({ type: 'taken', place, records: piece.records.length, milliseconds: performance.now() - startedMs });
      return true;
    } catch (error) {
      if (error instanceof PositionMoved) await claimAgain(taking);
      else if (taking.isAway?.(error) !== true) taking.fail(error);
      else {
        await wait(place, error, pause, taking);
        if (!heart.disturbed && claims.holds(claim)) continue;
      }
      waiting.delete(nameOf(place));
      return false;
    }
  }
  return false;
}

/**
 * Whoever moved the position may hold the partition by right: only a member that the group still knows claims it again,
 * or two would take it from each other in turns.
 */
async function claimAgain({ claim, claims, heart }: Taking): Promise<void> {
  await heart.confirmed();
  if (!heart.disturbed) claims.renew(claim);
}

async function wait(
  place: Place,
  error: unknown,
  pause: number,
  { heart, log, waiting, onEvent }: Taking,
): Promise<void> {
  if (!waiting.has(nameOf(place))) log('warn', 'a batch waits', { place: nameOf(place), error: messageOf(error) });
  waiting.add(nameOf(place));
  onEvent?.({ type: 'retried', place, error });
  await heart.until(undefined, pause);
}
