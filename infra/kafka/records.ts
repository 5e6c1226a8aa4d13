import type { IHeaders, KafkaMessage } from 'kafkajs';

/** One partition of one topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** One record of a partition, as it was produced. */
export interface KafkaRecord {
  readonly offset: number;
  readonly key: Buffer | null;
  /** Null: a tombstone. */
  readonly value: Buffer | null;
  /** Milliseconds since 1970; -1: unknown. */
  readonly timestamp: number;
  /** Text of each header; of one given several times, the last. */
  readonly headers: Readonly<Record<string, string>>;
}

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

export function toRecord(message: KafkaMessage): KafkaRecord {
  return {
    offset: Number(message.offset),
    key: message.key,
    value: message.value,
    timestamp: Number(message.timestamp),
    headers: toHeaders(message.headers),
  };
}

/** One name for a partition, for maps and messages. */
export function nameOf(place: Place): string {
  return `${place.topic}/${place.partition}`;
}

function toHeaders(headers: IHeaders | undefined): Readonly<Record<string, string>> {
  if (headers === undefined) return NO_HEADERS;
  const entries = Object.entries(headers);
  if (entries.length === 0) return NO_HEADERS;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, String((Array.isArray(value) ? value.at(-1) : value) ?? '')]),
  );
}
