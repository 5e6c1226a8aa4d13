import { Kafka as Client, logLevel, type Producer } from 'kafkajs';
import { type Connection, createConnection } from 'mysql2/promise';
import { describeStack, ownServers } from '../../test/support/stack';
import type { Kafka } from './kafka';
import type { Mariadb } from './mariadb';

const ROUNDS = 10;

describeStack('servers killed while they write', () => {
  const own = ownServers();

  test(`come back ${ROUNDS} times with all that they had confirmed`, async () => {
    const [mariadb, kafka] = await Promise.all([own.mariadb(), own.kafka()]);
    await prepare(mariadb, kafka);
    let [rows, messages] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const [insert, send] = await Promise.all([inserting(mariadb, rows), sending(kafka)]);
      await Promise.all([insert.confirmed(20), send.confirmed(20)]);
      await Promise.all([mariadb.kill(), kafka.kill()]);
      rows += await insert.ended;
      messages += await send.ended;
      await Promise.all([mariadb.start(), kafka.start()]);
      expect(await countRows(mariadb)).toBeGreaterThanOrEqual(rows);
      expect(await countMessages(kafka)).toBeGreaterThanOrEqual(messages);
      // What was under way when the server died may have arrived unconfirmed.
      rows = await countRows(mariadb);
      messages = await countMessages(kafka);
    }
  }, 900_000);
});

/** Something written again and again until the server is gone. */
interface Writing {
  /** Resolves when so many writes were confirmed. */
  confirmed(count: number): Promise<void>;
  /** How many were confirmed until the first failed. */
  readonly ended: Promise<number>;
}

function writing(write: (nth: number) => Promise<unknown>, close: () => void): Writing {
  let done = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  const ended = (async () => {
    try {
      for (;;) {
        await write(done);
        done++;
        for (const one of waiting) if (done >= one.count) one.resolve();
      }
    } catch {
      close();
      return done;
    }
  })();
  return { confirmed: (count) => new Promise((resolve) => waiting.push({ count, resolve })), ended };
}

async function inserting(mariadb: Mariadb, from: number): Promise<Writing> {
  const connection: Connection = await createConnection(mariadb.url());
  connection.on('error', () => {});
  return writing(
    (nth) => connection.query('INSERT INTO written VALUES (?)', [from + nth]),
    () => connection.destroy(),
  );
}

async function sending(kafka: Kafka): Promise<Writing> {
  const producer: Producer = client(kafka).producer({ retry: { retries: 0 } });
  await producer.connect();
  return writing(
    () => producer.send({ topic: 'written', acks: -1, messages: [{ value: 'x' }] }),
    () => void producer.disconnect().catch(() => {}),
  );
}

async function prepare(mariadb: Mariadb, kafka: Kafka): Promise<void> {
  const connection = await createConnection(mariadb.url());
  await connection.query('CREATE TABLE written (nth INT PRIMARY KEY)');
  await connection.end();
  const admin = client(kafka).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'written' }] });
  await admin.disconnect();
}

async function countRows(mariadb: Mariadb): Promise<number> {
  const connection = await createConnection(mariadb.url());
  const [rows] = await connection.query('SELECT COUNT(*) AS count FROM written');
  await connection.end();
  return (rows as { count: number }[])[0]!.count;
}

async function countMessages(kafka: Kafka): Promise<number> {
  const admin = client(kafka).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets('written');
  await admin.disconnect();
  return Number(offsets[0]!.high);
}

function client(kafka: Kafka): Client {
  return new Client({ brokers: [kafka.broker], logLevel: logLevel.NOTHING });
}
