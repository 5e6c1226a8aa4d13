import { randomBytes } from 'node:crypto';
import {
  createKafka,
  type KafkaClient,
  type PartitionHandler,
  type Place,
  PositionMoved,
  type RecordBatch,
} from '../../infra/kafka';

/** A client for tests, whose lines are kept for a look when something fails. */
export function testClient(brokers: readonly string[], prefix = ''): KafkaClient & { readonly lines: string[] } {
  const lines: string[] = [];
  const client = createKafka(
    { brokers, sasl: undefined, tls: undefined, prefix, sessionMs: 30_000 },
    (level, message, fields) => {
      lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
    },
  );
  return Object.assign(client, { lines });
}

export function randomName(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

/** Makes a topic with a fresh name; settings as Kafka calls them. */
export async function freshTopic(
  kafka: KafkaClient,
  partitions = 3,
  settings: Readonly<Record<string, string>> = {},
  topic = randomName('t'),
): Promise<string> {
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
  const wish = { topic, numPartitions: partitions, replicationFactor: 1, configEntries };
  await admin.createTopics({ topics: [wish], waitForLeaders: false });
  await eventually(() =>
    // The leaders answer this themselves: one that does not know yet that it leads would have a load sent twice.
    admin.fetchTopicOffsets(topic).then(
      () => true,
      () => false,
    ),
  );
  await admin.disconnect();
  return topic;
}

/** Waits until `done`, or fails with what `state` says then. */
export async function eventually(
  done: () => boolean | Promise<boolean>,
  state: () => unknown = () => '',
  deadlineMs = 30_000,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain: ${JSON.stringify(state())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * A position table as the store's: one for all consumers of a group. A batch that does not continue the stored position
 * is not taken, so every offset is taken once whoever reads it.
 */
export class Ledger {
  readonly positions = new Map<string, number>();
  /** Every record that was taken, in the order of taking: `topic/partition@offset`. */
  readonly taken: string[] = [];
  readonly values: (string | null)[] = [];
  readonly batches: (Place & RecordBatch)[] = [];
  claims = 0;
  fenced = 0;
  before: (place: Place, batch: RecordBatch) => Promise<void> = async () => {};

  handler(): PartitionHandler {
    return {
      claim: async (place, range) => {
        this.claims += 1;
        return { from: this.positions.get(nameOf(place)) ?? range.start };
      },
      take: async (place, batch) => {
        await this.before(place, batch);
        const name = nameOf(place);
        if ((this.positions.get(name) ?? batch.from) !== batch.from) {
          this.fenced += 1;
          throw new PositionMoved();
        }
        this.positions.set(name, batch.next);
        this.batches.push({ ...place, ...batch });
        for (const record of batch.records) {
          this.taken.push(`${name}@${record.offset}`);
          this.values.push(record.value?.toString() ?? null);
        }
      },
    };
  }
}

function nameOf({ topic, partition }: Place): string {
  return `${topic}/${partition}`;
}
