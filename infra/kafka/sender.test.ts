import { randomBytes } from 'node:crypto';
import { freshTopic, testClient } from '../../test/support/kafka';
import { describeStack } from '../../test/support/stack';
import {
  createSender,
  KafkaAway,
  type KafkaRecord,
  partitionRanges,
  RefusedMessages,
  readRecords,
  type Sender,
  withAdmin,
} from '.';

jest.setTimeout(60_000);

describeStack('a sender', (stack) => {
  let kafka: ReturnType<typeof testClient>;
  let sender: Sender;

  beforeAll(() => {
    kafka = testClient([stack.brokers]);
    sender = createSender(kafka);
  });
  afterAll(() => sender.stop());

  async function all(topic: string): Promise<(KafkaRecord & { partition: number })[]> {
    const records: (KafkaRecord & { partition: number })[] = [];
    for (const { partition, start, end } of await partitionRanges(kafka, topic))
      for await (const record of readRecords(kafka, { topic, partition }, start, end))
        records.push({ ...record, partition });
    return records;
  }

  test('many calls at once share requests and keep the order of every key', async () => {
    const topic = await freshTopic(kafka, 4);
    const calls = Array.from({ length: 2_000 }, (_, n) =>
      sender.send(topic, [{ key: `k${n % 50}`, value: String(n), headers: { n: String(n) } }]),
    );
    await Promise.all(calls);
    const records = await all(topic);
    expect(records).toHaveLength(2_000);
    for (let key = 0; key < 50; key += 1) {
      const values = records.filter((record) => record.key!.toString() === `k${key}`).map(({ value }) => Number(value));
      expect(values).toEqual(Array.from({ length: 40 }, (_, n) => key + n * 50));
    }
    expect(records.every(({ value, headers }) => headers['n'] === value!.toString())).toBe(true);
  });

  test('a call is sent however soon it comes after the answer to another', async () => {
    const topic = await freshTopic(kafka, 1);
    const prompt = createSender(kafka, { giveUpAfterMs: 10_000 });
    for (let turns = 0; turns < 12; turns++) {
      await prompt.send(topic, [{ key: 'k', value: `${turns} first` }]);
      for (let turn = 0; turn < turns; turn++) await null;
      await prompt.send(topic, [{ key: 'k', value: `${turns} second` }]);
    }
    expect(await all(topic)).toHaveLength(24);
    await prompt.stop();
  });

  test("keys go where Kafka's own producer puts them", async () => {
    const topic = await freshTopic(kafka, 6);
    // By murmur2 as the Java client computes it: toPositive(murmur2(key)) % 6.
    const expected = { 'ha-noi': undefined, '000.00.16.H57-1': undefined };
    await sender.send(
      topic,
      Object.keys(expected).map((key) => ({ key, value: 'x' })),
    );
    for (const { key, partition } of await all(topic)) expect(partition).toBe((murmur2(key!) & 0x7fffffff) % 6);
  });

  test('what Kafka refuses for its size is named, and its neighbours arrive', async () => {
    const topic = await freshTopic(kafka, 1);
    // Noise, as the limit is on what is left after compression.
    const huge = randomBytes(1_500_000);
    const sending = sender.send(topic, [
      { key: 'a', value: 'before' },
      { key: 'b', value: huge },
      { key: 'c', value: 'after' },
    ]);
    const error = await sending.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(RefusedMessages);
    expect((error as RefusedMessages).refused.map(({ index }) => index)).toEqual([1]);
    expect((await all(topic)).map(({ value }) => value!.toString())).toEqual(['before', 'after']);
  });

  test('messages of five megabytes arrive where the topic takes them', async () => {
    const topic = await freshTopic(kafka, 1, { 'max.message.bytes': '10000000' });
    const huge = randomBytes(5_000_000);
    await sender.send(topic, [{ key: 'a', value: huge }]);
    expect((await all(topic))[0]!.value!.equals(huge)).toBe(true);
  });

  test('a load of more than a request holds is split, whole and in order', async () => {
    const topic = await freshTopic(kafka, 1);
    const values = Array.from({ length: 60 }, (_, n) => randomBytes(n % 3 === 0 ? 400_000 : 20_000));
    await sender.send(
      topic,
      values.map((value) => ({ key: 'k', value })),
    );
    const found = await all(topic);
    expect(found).toHaveLength(60);
    expect(found.every(({ value }, n) => value!.equals(values[n]!))).toBe(true);
  });

  test('a topic that is absent, or was deleted, is said soon and does not take others with it', async () => {
    const [gone, topic] = [await freshTopic(kafka, 1), await freshTopic(kafka, 1)];
    const send = (to: string): Promise<void> => sender.send(to, [{ key: 'a', value: 'x' }]);
    await send(gone);
    await withAdmin(kafka, 'delete', (admin) => admin.deleteTopics({ topics: [gone] }));
    const [first, absent, second, deleted] = await Promise.allSettled([
      send(topic),
      send('no-such-topic'),
      send(topic),
      send(gone),
    ]);
    for (const one of [absent, deleted])
      expect(one).toMatchObject({ status: 'rejected', reason: { name: 'InputError' } });
    expect([first.status, second.status]).toEqual(['fulfilled', 'fulfilled']);
    const fresh = await freshTopic(kafka, 1);
    await send(fresh);
    expect(await all(fresh)).toHaveLength(1);
  });

  test('Kafka is away: given up in time, with what to do', async () => {
    const nowhere = createSender(testClient(['127.0.0.1:1']), { giveUpAfterMs: 300 });
    const began = Date.now();
    const error = await nowhere.send('t', [{ key: 'k', value: 'secret' }]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KafkaAway);
    expect((error as Error).message).toMatch(/t did not take the messages within 300 ms[\s\S]*HUB_KAFKA_BROKERS/);
    expect((error as Error).message).not.toContain('secret');
    expect(Date.now() - began).toBeLessThan(2_000);
    await nowhere.stop();
  });
});

/** Kafka's hash of a key, after the algorithm's published description. */
function murmur2(data: Buffer): number {
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ data.length;
  const whole = data.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(data.readInt32LE(at), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  for (let at = data.length - 1; at >= whole; at -= 1) h ^= data[at]! << ((at - whole) * 8);
  if (whole < data.length) h = Math.imul(h, m);
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}
