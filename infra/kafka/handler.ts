import type { KafkaRecord, Place } from './records';

/** What a partition holds when it is claimed. */
export interface ClaimRange {
  /** The first offset that is still there. */
  readonly start: number;
  /** The offset that the next record will get (the high watermark). */
  readonly end: number;
}

/** A run of records of one partition. */
export interface RecordBatch {
  /** The offset that was asked for: where the batch before ended. The first record may have a greater one. */
  readonly from: number;
  /** In order of their offsets; offsets may be missing in between, lawfully. Never empty. */
  readonly records: readonly KafkaRecord[];
  /** The offset after what was looked at, gaps included: where the next batch begins. */
  readonly next: number;
}

/** What a service does with its partitions. Calls for one partition never overlap, those for several may. */
export interface PartitionHandler {
  /**
   * A partition has become this process's, or must be found again. Answers the offset to read from, `range.start` where
   * nothing is known of the partition.
   *
   * @throws InputError to refuse: the process must stop and say it
   */
  claim(place: Place, range: ClaimRange): Promise<{ readonly from: number }>;

  /**
   * Resolves when the batch is committed.
   *
   * @throws PositionMoved where the stored position is not `batch.from`: the partition is claimed anew
   */
  take(place: Place, batch: RecordBatch): Promise<void>;
}

/** Thrown by `take`: somebody else moved the stored position, so reading must begin at another place. */
export class PositionMoved extends Error {
  override readonly name = 'PositionMoved';
}
