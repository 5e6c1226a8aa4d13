import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, messageOf } from '../errors';
import type { KafkaLog } from './client';
import { isKafkaAway, KafkaAway } from './faults';
import type { ClaimRange, PartitionHandler } from './handler';
import type { PartitionRange } from './offsets';
import { growing } from './pauses';
import { nameOf, type Place } from './records';

/** A partition held in one generation of the group, from when the handler said where to read on. */
export class Claim {
  /** Resolves when the claim is settled, or not wanted any more. */
  ready: Promise<void> = Promise.resolve();
  settled = false;
  /** Where the next batch is expected to begin. */
  next = 0;
  /** What the handler was last told as `next`; behind `next` only by offsets that hold nothing. */
  taken = 0;
  /** The end of the partition as last heard. */
  end = 0;

  constructor(readonly place: Place) {}

  moveTo(next: number): void {
    this.next = next;
    this.taken = next;
    this.end = Math.max(this.end, next);
  }
}

interface ClaimsOptions {
  readonly handler: PartitionHandler;
  readonly ranges: (topic: string) => Promise<readonly PartitionRange[]>;
  readonly seek: (place: Place, offset: number) => void;
  readonly isAway: (error: unknown) => boolean;
  readonly fail: (error: unknown) => void;
  readonly log: KafkaLog;
}

/** The partitions that this process holds. A claim that is replaced or dropped is worth nothing from that moment. */
export class Claims {
  #held = new Map<string, Claim>();

  constructor(private readonly options: ClaimsOptions) {}

  /** Begins a generation: everything that was held is dropped, and each of the places claimed. */
  replace(places: readonly Place[]): void {
    this.#held = new Map();
    for (const place of places) this.#claim(place);
  }

  /** Asks the handler again where to read on, as the place of the records is in doubt. */
  renew(claim: Claim): void {
    if (this.holds(claim)) this.#claim(claim.place);
  }

  drop(): void {
    this.#held = new Map();
  }

  of(place: Place): Claim | undefined {
    return this.#held.get(nameOf(place));
  }

  holds(claim: Claim): boolean {
    return this.#held.get(nameOf(claim.place)) === claim;
  }

  all(): readonly Claim[] {
    return [...this.#held.values()];
  }

  /**
   * kafkajs read past offsets that hold no records for us (marks and remains of transactions, what compaction left):
   * the claim moves on, unless it was not there that kafkajs read.
   */
  skip(place: Place, first: number | undefined, next: number): void {
    const claim = this.of(place);
    if (claim === undefined || !claim.settled || next <= claim.next) return;
    if (first === claim.next) claim.next = next;
    else claim.ready = this.#skipAcrossGap(claim, next);
  }

  /** A gap before what was read is lawful where records are missing in between, not where the log begins later. */
  async #skipAcrossGap(claim: Claim, next: number): Promise<void> {
    const expected = claim.next;
    try {
      const { start } = await this.#rangeOf(claim.place);
      if (start <= expected && claim.next === expected) claim.next = next;
    } catch (error) {
      this.options.log('debug', 'the offsets of a partition could not be read', { error: messageOf(error) });
    }
  }

  #claim(place: Place): void {
    const claim = new Claim(place);
    this.#held.set(nameOf(place), claim);
    claim.ready = this.#settle(claim);
  }

  async #settle(claim: Claim): Promise<void> {
    const { handler, isAway, fail, log, seek } = this.options;
    for (const pause of growing()) {
      try {
        const range = await this.#rangeOf(claim.place);
        const { from } = await handler.claim(claim.place, range);
        if (!this.holds(claim)) return;
        refuseOutside(claim.place, from, range);
        claim.moveTo(from);
        claim.end = range.end;
        claim.settled = true;
        seek(claim.place, from);
        return;
      } catch (error) {
        if (!this.holds(claim)) return;
        if (!isAway(error) && !isKafkaAway(error)) return fail(error);
        log('warn', 'a partition cannot be claimed yet', { place: nameOf(claim.place), error: messageOf(error) });
        await sleep(pause);
        if (!this.holds(claim)) return;
      }
    }
  }

  async #rangeOf({ topic, partition }: Place): Promise<ClaimRange> {
    const range = (await this.options.ranges(topic)).find((one) => one.partition === partition);
    if (range === undefined) throw new KafkaAway(`Kafka: the offsets of ${topic}/${partition} are not known yet`);
    return range;
  }
}

function refuseOutside({ topic, partition }: Place, from: number, { start, end }: ClaimRange): void {
  const where = `Kafka: ${topic}, partition ${partition}: the hub has read up to offset ${from}, but the topic`;
  if (from > end)
    throw new InputError(
      `${where} ends at ${end} (it holds ${start} to ${end}): it was emptied or created anew\n  Make sure that it is the right cluster and topic, then set the stored position to ${start}: hub positions`,
    );
  if (from < start)
    throw new InputError(
      `${where} begins at ${start} (it holds ${start} to ${end}): what is between was deleted before it was read\n  Have the producer send it again, then set the stored position to ${start}: hub positions`,
    );
}
