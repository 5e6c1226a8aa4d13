import { randomUUID } from 'node:crypto';
import { createKafka, createSender, ensureTopics, type KafkaClient, startConsumer, withAdmin } from '../../infra/kafka';
import { readBare } from './bare-read';
import { ratios, spread } from './stats';

/**
 * What handing records over costs beside bare kafkajs: both read the same topic as a group and do nothing with it, in
 * turns. Needs HUB_KAFKA_BROKERS; prints records a second and the ratio (aim: at least 0.9).
 */
async function main(): Promise<void> {
  const brokers = process.env['HUB_KAFKA_BROKERS']?.split(',');
  if (brokers === undefined) throw new Error('HUB_KAFKA_BROKERS: expected host:port, as `npm run stack -- up` prints');
  const kafka = createKafka({ brokers, sasl: undefined, tls: undefined, prefix: '', sessionMs: 30_000 });
  const topic = `bench-read-${randomUUID()}`;
  await ensureTopics(kafka, [{ topic, partitions: 6, kind: 'log' }]);
  try {
    await fill(kafka, topic);
    const [bare, ours]: [number[], number[]] = [[], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      const pair = [await readBare(kafka, topic, RECORDS), await readOurs(kafka, topic)] as const;
      // The first round warms up.
      if (round < 0) continue;
      bare.push(RECORDS / pair[0]);
      ours.push(RECORDS / pair[1]);
    }
    for (const [name, values, digits] of [
      ['bare kafkajs, records a second', bare, 0],
      ['infra/kafka, records a second', ours, 0],
      ['infra/kafka / bare kafkajs', ratios(ours, bare), 2],
    ] as const) {
      const { min, median, max } = spread(values);
      const shown = [min, median, max].map((value) => value.toFixed(digits).padStart(9));
      process.stdout.write(`${name.padEnd(34)}${shown.join('')}   (min, median, max of ${ROUNDS})\n`);
    }
  } finally {
    await withAdmin(kafka, 'delete the topic', (admin) => admin.deleteTopics({ topics: [topic] }));
  }
}

const RECORDS = 300_000;
const ROUNDS = 5;
const CALL = 5_000;

async function fill(kafka: KafkaClient, topic: string): Promise<void> {
  const sender = createSender(kafka);
  for (let first = 0; first < RECORDS; first += CALL) {
    await sender.send(
      topic,
      Array.from({ length: CALL }, (_, n) => ({ key: `dossier-${first + n}`, value: fact(first + n) })),
    );
  }
  await sender.stop();
}

/** About as long, and as compressible, as the fact of a dossier. */
function fact(n: number): string {
  const data = {
    dossierCode: `000.00.16.H57-${n}`,
    status: 'IN_PROGRESS',
    channel: 'ONLINE',
    agencyCode: `A${n % 97}`,
  };
  const times = {
    receivedAt: new Date(1.77e12 + n * 9e4).toISOString(),
    dueAt: new Date(1.78e12 + n * 7e4).toISOString(),
  };
  const head = { specversion: '1.0', id: randomUUID(), source: 'urn:bench', type: 'vn.province.dossier.v1' };
  return JSON.stringify({ ...head, subject: data.dossierCode, data: { ...data, ...times } });
}

async function readOurs(kafka: KafkaClient, topic: string): Promise<number> {
  let started = 0;
  let read = 0;
  let done = (): void => {};
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const consumer = await startConsumer({
    kafka,
    groupId: `ours-${randomUUID()}`,
    topics: [topic],
    handler: {
      claim: async (_, { start }) => ({ from: start }),
      take: async (_, { records }) => {
        started ||= performance.now();
        read += records.length;
        if (read >= RECORDS) done();
      },
    },
  });
  await finished;
  const seconds = (performance.now() - started) / 1000;
  await consumer.stop();
  return seconds;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
