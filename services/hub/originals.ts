import type { Config } from '../../infra/config';
import { type KafkaClient, partitionRanges, readRecord, readRecords, topicName } from '../../infra/kafka';
import { type Incoming, proofOf, type StoredDeadLetter } from '../indicators';
import type { OpenStore } from './open';
import { decoder } from './roles/adapter';
import { ADAPTERS, type Adapter, TOPICS } from './topics';

/** What the topics of a cluster still hold, read beside the adapters and without moving any position. */
export class Originals {
  constructor(
    private readonly kafka: KafkaClient,
    private readonly config: Config,
    private readonly open: Pick<OpenStore, 'store'>,
  ) {}

  /** Every record of the inbound topics up to where they end now, decoded, a piece at a time. */
  async *all(): AsyncGenerator<Incoming[]> {
    for (const adapter of ADAPTERS) {
      const decode = this.#decoder(adapter);
      const topic = topicName(this.kafka, TOPICS[adapter]);
      for (const { partition, start, end } of await partitionRanges(this.kafka, topic)) {
        let piece: Incoming[] = [];
        for await (const record of readRecords(this.kafka, { topic, partition }, start, end)) {
          for (const message of decode(partition, record)) piece.push(message);
          if (piece.length < PIECE) continue;
          yield piece;
          piece = [];
        }
        yield piece;
      }
    }
  }

  /**
   * The message that a dead letter is of.
   * @returns what it says now; undefined where it came from no topic, or is there no longer, also where another record
   *   stands at its offset since the topic was made anew
   */
  async of({ origin }: StoredDeadLetter): Promise<Incoming[] | undefined> {
    const [, name, partitionText] = /^(.+)\/(\d+)$/.exec(origin.place) ?? [];
    const adapter = ADAPTERS.find((each) => TOPICS[each] === name);
    if (adapter === undefined) return undefined;
    const place = { topic: topicName(this.kafka, TOPICS[adapter]), partition: Number(partitionText) };
    const record = await readRecord(this.kafka, place, origin.position);
    if (record === undefined) return undefined;
    if (origin.proof !== undefined && origin.proof !== proofOf(record)) return undefined;
    return this.#decoder(adapter)(place.partition, record);
  }

  #decoder(adapter: Adapter): ReturnType<typeof decoder> {
    return decoder(adapter, { config: this.config, zone: this.open.store.settings.zone, now: Date.now });
  }
}

/** Messages handed on at a time. */
const PIECE = 1000;
