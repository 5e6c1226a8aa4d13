import { randomUUID } from 'node:crypto';
import type { KafkaClient } from '../../infra/kafka';

/**
 * Reads a topic by kafkajs alone, as a group of its own.
 * @param look what is done with each value; nothing where absent
 * @returns seconds from the first batch to the last, joining left out
 */
export async function readBare(
  kafka: KafkaClient,
  topic: string,
  records: number,
  look?: (value: Buffer) => unknown,
): Promise<number> {
  const consumer = kafka.again().consumer({ groupId: `bare-${randomUUID()}`, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let started = 0;
  let read = 0;
  await new Promise<void>((done, failed) => {
    consumer
      .run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 4,
        eachBatch: async ({ batch, resolveOffset }) => {
          started ||= performance.now();
          if (look !== undefined) for (const { value } of batch.messages) look(value!);
          read += batch.messages.length;
          resolveOffset(batch.lastOffset());
          if (read >= records) done();
        },
      })
      .catch(failed);
  });
  const seconds = (performance.now() - started) / 1000;
  await consumer.disconnect();
  return seconds;
}
