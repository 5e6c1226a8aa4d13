/** Topics that the relay writes to; a prefix, where several hubs share a cluster, is the sender's business. */
export const TOPICS = {
  values: 'hub.indicator-values.v1',
  late: 'hub.late-cases.v1',
  letters: 'hub.dead-letters.v1',
} as const;
export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

/** A message as Kafka takes it. */
export interface Message {
  readonly key: string;
  readonly value: string;
}

/** Where messages go. Resolves when the broker has them all; rejects where it is not known to. */
export interface Sender {
  send(topic: Topic, messages: readonly Message[]): Promise<void>;
}

/** What an event says besides its envelope. */
export interface Said {
  readonly type: 'vn.province.indicator-value.v1' | 'vn.province.late-case.v1' | 'vn.province.dead-letter.v1';
  /** Key of the message and subject of the event. */
  readonly key: string;
  /** The same for each repetition of this event, and for no other event of the source. */
  readonly id: string;
  /** When it was worked out, in the hub's zone. */
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * An event in structured CloudEvents 1.0 JSON (schema/events).
 * @param source `urn:hub:relay`, or that of a simulated province
 */
export function eventMessage(source: string, { type, key, id, time, data }: Said): Message {
  const event = {
    specversion: '1.0',
    id,
    source,
    type,
    subject: key,
    time,
    datacontenttype: 'application/json',
    data,
  };
  return { key, value: JSON.stringify(event) };
}
