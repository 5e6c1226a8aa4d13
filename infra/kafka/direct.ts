import type { Batch } from 'kafkajs';
import OpenBatch from 'kafkajs/src/consumer/batch';
import type { KafkaClient } from './client';
import { explainKafka, isKafkaAway, rootOf } from './faults';
import { growing } from './pauses';
import type { Place } from './records';

/** What a fetch of one partition brought. */
export interface Fetched {
  /** Without what belongs to no reader: marks and remains of transactions. */
  readonly messages: Batch['messages'];
  /** Where the next fetch begins. */
  readonly next: number;
  /** Where reading ends just now: the end of the log, or an open transaction. */
  readonly end: number;
}

/** Reads partitions without being a member of any group: it needs no rights on groups and leaves nothing behind. */
export interface DirectReader {
  /** Undefined where the offset is not there, neither as a record nor as the end of the log. */
  fetch(place: Place, from: number): Promise<Fetched | undefined>;
  close(): Promise<void>;
}

/** The parts of kafkajs's inner cluster that are used; there is no public door to reading without a group. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  findTopicPartitionMetadata(topic: string): { readonly partitionId: number; readonly leader: number }[];
  findBroker(node: { readonly nodeId: string }): Promise<Broker>;
}

interface Broker {
  fetch(
    request: object,
  ): Promise<{ readonly responses: readonly { readonly partitions: readonly FetchedPartition[] }[] }>;
}

interface FetchedPartition {
  readonly partition: number;
  readonly highWatermark: string;
  readonly lastStableOffset?: string;
}

const READ_COMMITTED = 1;
const FETCH_BYTES = 4_194_304;
const ATTEMPTS = 6;

/** Opens a reader; nothing is contacted before the first fetch. */
export function openDirect(kafka: KafkaClient): DirectReader {
  const cluster = newCluster(kafka);
  return {
    fetch: (place, from) => fetchPatiently(cluster, place, from),
    close: () => cluster.disconnect().catch(() => {}),
  };
}

function newCluster(kafka: KafkaClient): Cluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  const create = symbol && (kafka as unknown as Record<symbol, (options: object) => Cluster>)[symbol];
  if (create === undefined)
    throw new Error('this version of kafkajs keeps its clusters elsewhere: infra/kafka/direct.ts');
  return create({ metadataMaxAge: 300_000, allowAutoTopicCreation: false, isolationLevel: READ_COMMITTED });
}

async function fetchPatiently(cluster: Cluster, place: Place, from: number): Promise<Fetched | undefined> {
  const pauses = growing();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce(cluster, place, from);
    } catch (error) {
      if (rootOf(error).name === 'KafkaJSOffsetOutOfRange') return undefined;
      if (!isKafkaAway(error) || attempt === ATTEMPTS)
        throw explainKafka(error, `read ${place.topic}, partition ${place.partition}`);
      await new Promise((resolve) => setTimeout(resolve, pauses.next().value));
      // The partition may have moved to another broker; a failure here shows in the next attempt.
      await cluster.refreshMetadata().catch(() => {});
    }
  }
}

async function fetchOnce(cluster: Cluster, { topic, partition }: Place, from: number): Promise<Fetched> {
  await cluster.connect();
  await cluster.addTargetTopic(topic);
  const leader = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)?.leader;
  if (leader === undefined) return { messages: [], next: from, end: from };
  const broker = await cluster.findBroker({ nodeId: String(leader) });
  const { responses } = await broker.fetch({
    isolationLevel: READ_COMMITTED,
    maxWaitTime: 100,
    minBytes: 1,
    maxBytes: FETCH_BYTES,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(from), maxBytes: FETCH_BYTES }] }],
  });
  const answer = responses[0]!.partitions[0]!;
  const batch = new OpenBatch(topic, String(from), answer);
  const end = Number(answer.lastStableOffset ?? answer.highWatermark);
  // Compaction can leave a batch without records behind: its offsets are passed one by one.
  const next = batch.rawMessages.length > 0 ? Number(batch.lastOffset()) + 1 : Math.min(from + 1, end);
  return { messages: batch.messages, next: Math.max(from, next), end };
}
