import { CompressionTypes, Partitioners, type Producer } from 'kafkajs';
import { InputError, messageOf } from '../errors';
import type { KafkaClient } from './client';
import { explainKafka, isKafkaAway, KafkaAway, rootOf } from './faults';
import { growing, within } from './pauses';

/** A message to be sent. Messages of one key keep their order. */
export interface OutboundMessage {
  readonly key: string | Buffer | null;
  /** Null: a tombstone. */
  readonly value: string | Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: chosen by the key, as Kafka's Java producers choose. */
  readonly partition?: number;
}

export interface Sender {
  /**
   * Resolves when Kafka has all messages on every replica in sync. Calls at the same time share requests; what is sent
   * first arrives first. A message can arrive twice when an answer was lost.
   *
   * @throws RefusedMessages where some are too great for the topic: the others have arrived
   * @throws KafkaAway where `giveUpAfterMs` ran out; the messages may arrive all the same
   * @throws InputError where rights or topic are missing
   */
  send(topic: string, messages: readonly OutboundMessage[]): Promise<void>;
  /** Sends what waits and disconnects. Takes at most ten seconds; what did not get through by then is rejected. */
  stop(): Promise<void>;
}

export interface SenderOptions {
  /** How long one `send` waits for Kafka, in milliseconds; absent: for ever. */
  readonly giveUpAfterMs?: number;
}

/** Messages that Kafka does not take for their size; all others of the call have arrived. */
export class RefusedMessages extends InputError {
  override readonly name = 'RefusedMessages';

  constructor(
    topic: string,
    /** Which of the messages given to `send`, and the bytes of each. */
    readonly refused: readonly { readonly index: number; readonly bytes: number }[],
  ) {
    super(
      `Kafka: ${topic} refuses ${refused.length} message(s) for their size (the greatest has ${Math.max(...refused.map(({ bytes }) => bytes))} bytes)\n  Raise max.message.bytes of the topic, or send less in one message.`,
    );
  }
}

/** One message on its way, and whom to tell. */
interface Parcel {
  readonly topic: string;
  readonly message: OutboundMessage;
  readonly bytes: number;
  readonly index: number;
  readonly call: Call;
}

/** One `send` that is not answered yet. */
interface Call {
  left: number;
  readonly refused: { readonly index: number; readonly bytes: number }[];
  /** Answered already: its parcels need not travel any more. */
  over: boolean;
  readonly end: (error?: Error) => void;
}

/** Kafka refuses a request of more than a mebibyte to one partition (its default), and kafkajs does not split. */
const LARGEST_REQUEST_BYTES = 900_000;
const MOST_IN_A_REQUEST = 5_000;
const STOP_MS = 10_000;
const TOPIC_GRACE_MS = 3_000;

export function createSender(kafka: KafkaClient, options: SenderOptions = {}): Sender {
  return new QueueSender(kafka, options);
}

class QueueSender implements Sender {
  #producer: Producer;
  #queue: Parcel[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;
  #connected = false;

  constructor(
    private readonly kafka: KafkaClient,
    private readonly options: SenderOptions,
  ) {
    this.#producer = newProducer(kafka);
  }

  send(topic: string, messages: readonly OutboundMessage[]): Promise<void> {
    if (messages.length === 0) return Promise.resolve();
    if (this.#stopped) return Promise.reject(new Error('the sender is stopped'));
    return new Promise((resolve, reject) => {
      const timer =
        this.options.giveUpAfterMs === undefined
          ? undefined
          : setTimeout(() => call.end(this.#gaveUp(topic)), this.options.giveUpAfterMs);
      const call: Call = {
        left: messages.length,
        refused: [],
        over: false,
        end: (error) => {
          clearTimeout(timer);
          if (call.over) return;
          call.over = true;
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      for (const [index, message] of messages.entries())
        this.#queue.push({ topic, message, bytes: sizeOf(message), index, call });
      this.#running ??= this.#run();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#running !== undefined) await within(this.#running, STOP_MS);
    for (const { call } of this.#queue) call.end(new KafkaAway('Kafka: the sender stopped before all was sent'));
    this.#queue = [];
    await this.#producer.disconnect().catch(() => {});
  }

  #gaveUp(topic: string): KafkaAway {
    return new KafkaAway(
      `Kafka: ${topic} did not take the messages within ${this.options.giveUpAfterMs} ms\n  Send again later; start Kafka, or put HUB_KAFKA_BROKERS right.`,
    );
  }

  /** One request after the other: two under way could change places when the first is tried again. */
  async #run(): Promise<void> {
    // So that it never ends before it is known to run.
    await null;
    try {
      while (this.#queue.length > 0) {
        const load = this.#nextLoad();
        if (load.length > 0) await this.#deliver(load);
      }
    } finally {
      // In the same turn as the look at the queue: what comes in a later one finds nobody at work, and begins anew.
      this.#running = undefined;
    }
  }

  /** What waits for the topic that is next: what is wrong with one topic does not concern another. */
  #nextLoad(): Parcel[] {
    const topic = this.#queue[0]!.topic;
    const load: Parcel[] = [];
    const left: Parcel[] = [];
    let bytes = 0;
    let full = false;
    for (const parcel of this.#queue) {
      if (parcel.call.over) continue;
      const here = parcel.topic === topic;
      if (here) bytes += parcel.bytes;
      // Once one is left behind all after it are, or it would be overtaken.
      full ||= here && load.length > 0 && (bytes > LARGEST_REQUEST_BYTES || load.length === MOST_IN_A_REQUEST);
      (here && !full ? load : left).push(parcel);
    }
    this.#queue = left;
    return load;
  }

  /** Tries until the load is there, refused, or nobody waits for it any more. */
  async #deliver(load: readonly Parcel[]): Promise<void> {
    const pauses = growing();
    const began = performance.now();
    for (;;) {
      const wanted = load.filter(({ call }) => !call.over);
      if (wanted.length === 0) return;
      try {
        await this.#request(wanted);
        wanted.forEach(arrived);
        return;
      } catch (error) {
        if (isTooGreat(error)) {
          if (wanted.length === 1) return refuse(wanted[0]!);
          // Together or alone: who is too great is found by sending each by itself.
          for (const parcel of wanted) await this.#deliver([parcel]);
          return;
        }
        if (isUnknownTopic(error)) await this.#forgetTopics();
        if (!this.#mayPass(error, began) || this.#stopped) {
          const cause = explainKafka(error, `write to ${wanted[0]!.topic}`);
          for (const { call } of wanted) call.end(cause);
          return;
        }
        this.kafka.log('warn', 'Kafka does not take messages just now', {
          topic: wanted[0]!.topic,
          messages: wanted.length,
          error: messageOf(error),
        });
        await new Promise((resolve) => setTimeout(resolve, pauses.next().value));
      }
    }
  }

  /** A topic can be unknown for a moment, when it was just created or a broker just started. */
  #mayPass(error: unknown, beganMs: number): boolean {
    if (!isUnknownTopic(error)) return isKafkaAway(error);
    return performance.now() - beganMs < TOPIC_GRACE_MS;
  }

  async #request(load: readonly Parcel[]): Promise<void> {
    if (!this.#connected) await this.#producer.connect();
    this.#connected = true;
    await this.#producer.send({
      acks: -1,
      compression: CompressionTypes.GZIP,
      topic: load[0]!.topic,
      messages: load.map(({ message }) => ({ ...message })),
    });
  }

  /** kafkajs asks for all topics that it ever wrote to at once, and knows none where one of them is gone. */
  async #forgetTopics(): Promise<void> {
    const old = this.#producer;
    this.#producer = newProducer(this.kafka);
    this.#connected = false;
    await old.disconnect().catch(() => {});
  }
}

function newProducer(kafka: KafkaClient): Producer {
  return kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    maxInFlightRequests: 1,
    // Trying again is done here, where a call can be given up.
    retry: { retries: 2 },
  });
}

function arrived({ call, topic }: Parcel): void {
  call.left -= 1;
  if (call.left === 0) call.end(call.refused.length === 0 ? undefined : new RefusedMessages(topic, call.refused));
}

function refuse(parcel: Parcel): void {
  parcel.call.refused.push({ index: parcel.index, bytes: parcel.bytes });
  arrived(parcel);
}

function isTooGreat(error: unknown): boolean {
  return ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'].includes(String(rootOf(error).type));
}

function isUnknownTopic(error: unknown): boolean {
  return rootOf(error).type === 'UNKNOWN_TOPIC_OR_PARTITION';
}

const OVERHEAD_BYTES = 70;

function sizeOf({ key, value, headers }: OutboundMessage): number {
  const parts = [key, value, ...Object.entries(headers ?? {}).flat()];
  return parts.reduce((bytes, part) => bytes + (part === null ? 0 : Buffer.byteLength(part)), OVERHEAD_BYTES);
}
