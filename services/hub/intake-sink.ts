import type { Sender } from '../../infra/kafka';
import { type BatchOutcome, encodeFact, type Fact, type Incoming } from '../indicators';
import { appendToLog } from './journal';
import type { OpenStore } from './open';
import { type Adapter, TOPICS } from './topics';

/** Where the messages of a request go. */
export interface IntakeSink {
  /** Status of an answer whose facts were taken. */
  readonly status: 200 | 202;
  /** Resolves when the facts are where a crash cannot lose them. */
  take(messages: readonly Incoming[], receivedAt: number): Promise<BatchOutcome>;
}

/** Without Kafka: straight into the store, and into the log that takes the topics' place. */
export function storeSink({ database, store }: OpenStore): IntakeSink {
  return {
    status: 200,
    take: (messages, receivedAt) =>
      database.write(async (sql) => {
        const outcome = await store.ingestInto(sql, messages, receivedAt);
        if (outcome.accepted > 0) await appendToLog(sql, takenIn(messages, outcome), receivedAt);
        return outcome;
      }),
  };
}

/** The facts among the messages, without those that the store refused. */
function takenIn(messages: readonly Incoming[], { deadLetters }: BatchOutcome): Fact[] {
  const refused = new Set(deadLetters.map(({ origin }) => origin.position));
  return messages.flatMap(({ origin, decoded }) => (decoded.ok && !refused.has(origin.position) ? [decoded.fact] : []));
}

const REPORTED: readonly string[] = [
  'petition',
  'document',
  'workitem',
  'regime',
  'report',
  'task',
  'assignment',
  'watermark',
];

/** The adapter whose topic carries a kind of fact. */
function adapterOf({ kind }: Fact): Adapter {
  return REPORTED.includes(kind) ? 'reporting' : 'procedures';
}

/**
 * With Kafka: facts go to their topics, where the adapters find them in their order; whether one is known already is
 * seen there. What is no fact is kept as a dead letter at once.
 * @param sender resolves when Kafka has the messages on all replicas that are in sync
 */
export function kafkaSink(
  { store }: OpenStore,
  sender: Pick<Sender, 'send'>,
  topicOf: (name: string) => string,
): IntakeSink {
  return {
    status: 202,
    async take(messages, receivedAt) {
      const byTopic = new Map<string, { key: string; value: string }[]>();
      for (const { decoded } of messages) {
        if (!decoded.ok) continue;
        const topic = topicOf(TOPICS[adapterOf(decoded.fact)]);
        const own = byTopic.get(topic) ?? [];
        byTopic.set(topic, own);
        own.push({ key: decoded.fact.subject, value: JSON.stringify(encodeFact(decoded.fact)) });
      }
      for (const [topic, own] of byTopic) await sender.send(topic, own);
      const broken = messages.filter(({ decoded }) => !decoded.ok);
      const { deadLetters } = broken.length === 0 ? { deadLetters: [] } : await store.ingest(broken, receivedAt);
      return { accepted: messages.length - broken.length, repeated: 0, deadLetters };
    },
  };
}
