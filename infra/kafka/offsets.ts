import type { Admin } from 'kafkajs';
import type { KafkaClient } from './client';
import { explainKafka } from './faults';

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
