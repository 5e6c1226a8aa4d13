import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { KafkaClient } from './client';
import { explainKafka, rootOf } from './faults';
import { growing } from './pauses';

/** What a partition holds: offsets from `start` up to, not including, `end`. */
export interface PartitionRange {
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

/**
 * First and end offset of every partition of a topic, in order of the partitions.
 *
 * @throws InputError where the topic is absent or not allowed; KafkaAway
 */
export async function partitionRanges(kafka: KafkaClient, topic: string): Promise<PartitionRange[]> {
  return await withAdmin(kafka, `read the offsets of ${topic}`, (admin) => rangesOf(admin, topic));
}

/** The same over a connection that is open already; kafkajs's errors come as they are. */
export async function rangesOf(admin: Admin, topic: string): Promise<PartitionRange[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets
    .map(({ partition, low, high }) => ({ partition, start: Number(low), end: Number(high) }))
    .sort((one, other) => one.partition - other.partition);
}

const TOPIC_GRACE_MS = 5_000;

/**
 * Waits until every broker that is asked knows the topics: for a moment after they were created, some do not.
 *
 * @throws what kafkajs throws, where that does not pass within five seconds
 */
export async function awaitTopics(admin: Admin, topics: readonly string[]): Promise<void> {
  const end = performance.now() + TOPIC_GRACE_MS;
  for (const pause of growing()) {
    try {
      await admin.fetchTopicMetadata({ topics: [...topics] });
      return;
    } catch (error) {
      const passes = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'].includes(String(rootOf(error).type));
      if (!passes || performance.now() > end) throw error;
      await sleep(pause);
    }
  }
}

/** Runs `use` over a connection of its own; errors are explained, `doing` completes "cannot ...". */
export async function withAdmin<T>(kafka: KafkaClient, doing: string, use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await use(admin);
  } catch (error) {
    throw explainKafka(error, doing);
  } finally {
    await admin.disconnect().catch(() => {});
  }
}
