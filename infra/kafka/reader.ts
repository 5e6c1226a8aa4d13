import { InputError } from '../errors';
import type { KafkaClient } from './client';
import { openDirect } from './direct';
import { type KafkaRecord, type Place, toRecord } from './records';

/**
 * The records of one partition with offsets from `from` up to, not including, `to`, in their order; ends early where
 * the partition does. No group is joined, so whoever reads the topic is not disturbed.
 *
 * @throws InputError where `from` is not there (any more), or rights are missing; KafkaAway
 */
export async function* readRecords(
  kafka: KafkaClient,
  place: Place,
  from: number,
  to: number,
): AsyncGenerator<KafkaRecord> {
  const reader = openDirect(kafka);
  try {
    for (let at = from; at < to; ) {
      const fetched = await reader.fetch(place, at);
      if (fetched === undefined)
        throw new InputError(
          `Kafka: ${place.topic}, partition ${place.partition}: offset ${at} is not there; begin with an offset that it still holds`,
        );
      for (const message of fetched.messages) {
        const record = toRecord(message);
        if (record.offset >= to) return;
        yield record;
      }
      if (fetched.next >= fetched.end && fetched.messages.length === 0) return;
      at = fetched.next;
    }
  } finally {
    await reader.close();
  }
}

/**
 * One record of a partition; undefined where it is gone or not there yet.
 *
 * @throws InputError where the topic is absent or rights are missing; KafkaAway
 */
export async function readRecord(kafka: KafkaClient, place: Place, offset: number): Promise<KafkaRecord | undefined> {
  const reader = openDirect(kafka);
  try {
    const first = (await reader.fetch(place, offset))?.messages[0];
    return first !== undefined && Number(first.offset) === offset ? toRecord(first) : undefined;
  } finally {
    await reader.close();
  }
}
