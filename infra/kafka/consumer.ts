import type { Consumer, EachBatchPayload } from 'kafkajs';
import { Claims } from './claims';
import type { KafkaClient, KafkaLog } from './client';
import { explainKafka, rootOf } from './faults';
import type { PartitionHandler } from './handler';
import { Heart } from './heart';
import { Hints } from './hints';
import { awaitTopics, type PartitionRange, rangesOf } from './offsets';
import { within } from './pauses';
import { nameOf, type Place } from './records';
import { takeBatch } from './take';

/** joining: partitions are being shared out; waiting: Kafka or what the handler needs is away. */
export type ConsumerState = 'joining' | 'running' | 'waiting' | 'stopped' | 'crashed';

/** What happened, for metrics. */
export type ConsumerEvent =
  | { readonly type: 'joined'; readonly places: readonly Place[] }
  | { readonly type: 'taken'; readonly place: Place; readonly records: number; readonly milliseconds: number }
  | { readonly type: 'retried'; readonly place: Place; readonly error: unknown }
  | { readonly type: 'reconnecting'; readonly error: unknown };

export interface ConsumerOptions {
  readonly kafka: KafkaClient;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly handler: PartitionHandler;
  /** The most records of one `take`; a greater batch comes in pieces. */
  readonly maxRecords?: number;
  /** How many partitions may be worked on at once. */
  readonly concurrency?: number;
  /** Whether an error of the handler will pass by itself (a database that is away): the batch waits. */
  readonly isAway?: (error: unknown) => boolean;
  readonly log?: KafkaLog;
  readonly onEvent?: (event: ConsumerEvent) => void;
  /** How long a silent process keeps its partitions, in milliseconds. */
  readonly sessionMs?: number;
}

export interface RunningConsumer {
  state(): ConsumerState;
  /** Resolves when reading ended by itself, with the cause in words; the group has been left by then. */
  readonly crashed: Promise<Error>;
  /** Lets the batches under way finish, leaves the group, disconnects. Takes at most 30 seconds. */
  stop(): Promise<void>;
  /** Records that wait, by `topic/partition`, for the partitions that this process holds. */
  lag(): ReadonlyMap<string, number>;
}

const SESSION_MS = 30_000;
/** A beat is due each tenth of the session; three missing ones mean that Kafka is away. */
const BEATS_A_SESSION = 10;
/** With a beat a member also learns that the partitions are shared out anew: with a long session not much later. */
const LONGEST_BEAT_MS = 1_000;
const LONGEST_STOP_MS = 30_000;
const LAG_EVERY_MS = 10_000;
const HINT_EVERY_MS = 1_000;
const MOST_UNKNOWN_TOPICS = 3;
const LONGEST_HINT_MS = 2_000;

/**
 * Reads topics as a member of a group and hands their records to `handler`, batch by batch in order of the offsets.
 * Where reading goes on is what the handler answers to a claim; the offsets committed to Kafka are a hint. Kafka going
 * away is waited for; anything that waiting does not mend ends the consumer (`crashed`).
 *
 * @throws InputError where the first joining fails: wrong settings, missing rights or topics, KafkaAway
 */
export async function startConsumer(options: ConsumerOptions): Promise<RunningConsumer> {
  const consumer = new GroupConsumer(options);
  await consumer.start();
  return consumer;
}

class GroupConsumer implements RunningConsumer {
  readonly crashed: Promise<Error>;
  readonly #consumer: Consumer;
  readonly #admin;
  readonly #claims: Claims;
  readonly #hints: Hints;
  readonly #log: KafkaLog;
  readonly #beatMs: number;
  readonly #silenceMs: number;
  readonly #hearts = new Set<Heart>();
  readonly #waiting = new Set<string>();
  readonly #rangesUnderWay = new Map<string, Promise<readonly PartitionRange[]>>();
  #resolveCrashed: (error: Error) => void = () => {};
  #lagTimer: NodeJS.Timeout | undefined;
  #state: 'joining' | 'joined' | 'away' | 'stopped' | 'crashed' = 'joining';
  #failure: Error | undefined;
  #beatAtMs = performance.now();
  #ending: Promise<void> | undefined;
  #unknownTopics = 0;

  constructor(private readonly options: ConsumerOptions) {
    const kafka = options.kafka.again();
    const sessionTimeout = options.sessionMs ?? SESSION_MS;
    this.#beatMs = Math.min(sessionTimeout / BEATS_A_SESSION, LONGEST_BEAT_MS);
    this.#silenceMs = (3 * sessionTimeout) / BEATS_A_SESSION + 1_000;
    this.#log = options.log ?? options.kafka.log;
    this.#hints = new Hints(this.#log, HINT_EVERY_MS);
    this.#admin = kafka.admin();
    this.#consumer = kafka.consumer({
      groupId: options.groupId,
      allowAutoTopicCreation: false,
      sessionTimeout,
      heartbeatInterval: this.#beatMs,
      // As they travel: compressed, they are many times as large in memory.
      maxBytesPerPartition: 262_144,
      maxBytes: 1_048_576,
      maxWaitTimeInMs: Math.min(500, this.#beatMs),
      retry: { retries: 5, restartOnFailure: async (error) => this.#mayRestart(error) },
    });
    this.crashed = new Promise((resolve) => {
      this.#resolveCrashed = resolve;
    });
    this.#claims = new Claims({
      handler: options.handler,
      ranges: (topic) => this.#ranges(topic),
      seek: (place, offset) => this.#consumer.seek({ ...place, offset: String(offset) }),
      isAway: (error) => options.isAway?.(error) ?? false,
      fail: (error) => this.#fail(error),
      log: this.#log,
    });
    this.#listen();
  }

  async start(): Promise<void> {
    const { topics, concurrency } = this.options;
    const doing = `read ${topics.join(', ')} as the group ${this.options.groupId}`;
    try {
      await this.#admin.connect();
      await awaitTopics(this.#admin, topics);
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: concurrency ?? 4,
        eachBatch: (payload) => this.#batch(payload),
      });
    } catch (error) {
      this.#fail(explainKafka(error, doing));
    }
    if (this.#failure !== undefined) throw await this.crashed;
    this.#lagTimer = setInterval(() => void this.#lookUp(), LAG_EVERY_MS).unref();
  }

  state(): ConsumerState {
    if (this.#state === 'stopped' || this.#state === 'crashed' || this.#state === 'joining') return this.#state;
    const silent = performance.now() - this.#beatAtMs > this.#silenceMs;
    if (this.#state === 'away' || silent || this.#waiting.size > 0) return 'waiting';
    return this.#claims.all().every(({ settled }) => settled) ? 'running' : 'joining';
  }

  lag(): ReadonlyMap<string, number> {
    const settled = this.#claims.all().filter((claim) => claim.settled);
    return new Map(settled.map(({ place, end, next }) => [nameOf(place), Math.max(0, end - next)]));
  }

  async stop(): Promise<void> {
    await this.#end('stopped');
  }

  #listen(): void {
    const { on, events } = this.#consumer;
    on(events.GROUP_JOIN, ({ payload }) => {
      const places = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      this.#beatAtMs = performance.now();
      this.#hints.forget();
      this.#waiting.clear();
      if (this.#ending !== undefined) return;
      this.#state = 'joined';
      this.#unknownTopics = 0;
      this.#claims.replace(places);
      this.options.onEvent?.({ type: 'joined', places });
    });
    on(events.HEARTBEAT, () => {
      this.#beatAtMs = performance.now();
    });
    on(events.START_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, firstOffset, lastOffset } }) => {
      // kafkajs keeps a batch without any record for us to itself, and reads on behind it.
      const first = firstOffset === null ? undefined : Number(firstOffset);
      if (batchSize === 0) this.#claims.skip({ topic, partition }, first, Number(lastOffset) + 1);
    });
    on(events.CRASH, ({ payload: { error, restart } }) => {
      this.#claims.drop();
      if (!restart) return this.#fail(explainKafka(error, `go on reading as the group ${this.options.groupId}`));
      this.#state = 'away';
      this.options.onEvent?.({ type: 'reconnecting', error });
    });
  }

  async #batch({
    batch,
    heartbeat,
    resolveOffset,
    commitOffsetsIfNecessary,
    isStale,
  }: EachBatchPayload): Promise<void> {
    const place: Place = { topic: batch.topic, partition: batch.partition };
    const claim = this.#claims.of(place);
    if (claim === undefined || this.#ending !== undefined) return;
    const heart = new Heart(heartbeat, this.#beatMs);
    this.#hearts.add(heart);
    try {
      await heart.until(claim.ready);
      if (!claim.settled || !this.#claims.holds(claim) || heart.disturbed || isStale()) return;
      // The type keeps the offset that was asked for to itself.
      const asked = Number((batch as typeof batch & { readonly fetchedOffset: string }).fetchedOffset);
      if (asked !== claim.next) return this.#claims.renew(claim);
      claim.end = Number(batch.highWatermark);
      await takeBatch(batch, {
        ...this.options,
        claim,
        heart,
        claims: this.#claims,
        waiting: this.#waiting,
        log: this.#log,
        fail: (error) => this.#fail(error),
        done: (next) => {
          resolveOffset(String(next - 1));
          this.#hints.note(place, next);
        },
      });
      if (heart.disturbed) await within(this.#hints.flush(commitOffsetsIfNecessary), LONGEST_HINT_MS);
      else this.#hints.now(commitOffsetsIfNecessary);
    } finally {
      this.#hearts.delete(heart);
      heart.stop();
    }
  }

  /** A topic that is deleted looks like a broker that does not know it yet; only that passes. */
  #mayRestart(error: unknown): boolean {
    if (rootOf(error).type === 'UNKNOWN_TOPIC_OR_PARTITION') this.#unknownTopics += 1;
    return this.#ending === undefined && this.#unknownTopics < MOST_UNKNOWN_TOPICS;
  }

  /** One question to Kafka serves all partitions of a topic that are claimed at once. */
  #ranges(topic: string): Promise<readonly PartitionRange[]> {
    const underWay = this.#rangesUnderWay.get(topic);
    if (underWay !== undefined) return underWay;
    const ranges = rangesOf(this.#admin, topic)
      .catch((error: unknown) => {
        throw explainKafka(error, `read the offsets of ${topic}`);
      })
      .finally(() => this.#rangesUnderWay.delete(topic));
    this.#rangesUnderWay.set(topic, ranges);
    return ranges;
  }

  /** While nothing comes in, or nothing can be taken: the ends as they are, and the hints that are still unsaid. */
  async #lookUp(): Promise<void> {
    if (this.state() === 'running') void this.#flushIdle();
    const claims = this.#claims.all();
    for (const topic of new Set(claims.map(({ place }) => place.topic))) {
      const own = claims.filter(({ place }) => place.topic === topic);
      const read = new Map(own.map((claim) => [claim, claim.next]));
      const ranges = await this.#ranges(topic).catch(() => []);
      for (const claim of own) {
        const range = ranges.find(({ partition }) => partition === claim.place.partition);
        if (range === undefined) continue;
        claim.end = range.end;
        // Emptied or made anew: whether that is lawful is the handler's to say, and not only when a record comes.
        if (range.end < read.get(claim)!) this.#claims.renew(claim);
      }
    }
  }

  #flushIdle(): Promise<void> {
    return this.#hints.flush(({ topics }) =>
      this.#consumer.commitOffsets(
        topics.flatMap(({ topic, partitions }) => partitions.map((one) => ({ topic, ...one }))),
      ),
    );
  }

  #fail(error: unknown): void {
    if (this.#ending !== undefined) return;
    this.#failure = explainKafka(error, `read as the group ${this.options.groupId}`);
    const failure = this.#failure;
    void this.#end('crashed').then(() => this.#resolveCrashed(failure));
  }

  #end(state: 'stopped' | 'crashed'): Promise<void> {
    this.#ending ??= this.#leave(state);
    return this.#ending;
  }

  /** kafkajs finishes the batches under way before it leaves the group; one that does not end is left to its fate. */
  async #leave(state: 'stopped' | 'crashed'): Promise<void> {
    this.#state = state;
    clearInterval(this.#lagTimer);
    // Only now, as #ending has to be set before a disturbed batch comes back.
    await (state === 'stopped' ? within(this.#flushIdle(), LONGEST_HINT_MS) : Promise.resolve());
    for (const heart of this.#hearts) heart.disturb();
    const left = this.#consumer.disconnect().catch(() => {});
    await within(left, LONGEST_STOP_MS);
    this.#claims.drop();
    await within(
      this.#admin.disconnect().catch(() => {}),
      1_000,
    );
  }
}
