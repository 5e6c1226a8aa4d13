import { eventually, freshTopic, Ledger, randomName, testClient } from '../../test/support/kafka';
import { ownServers, whyNoStack } from '../../test/support/stack';
import { createSender, nameOf, startConsumer } from '.';

jest.setTimeout(120_000);

const why = whyNoStack();
if (why !== undefined) process.stderr.write(`left out: Kafka stopped in mid-batch: ${why}\n`);

(why === undefined ? describe : describe.skip)('Kafka stopped and started in mid-batch', () => {
  const servers = ownServers();

  test('reader and writer wait, say so, and go on by themselves: nothing lost, nothing twice', async () => {
    const server = await servers.kafka();
    const kafka = testClient([server.broker]);
    const topic = await freshTopic(kafka, 3);
    const sender = createSender(kafka);
    const hasty = createSender(kafka, { giveUpAfterMs: 500 });
    const ledger = new Ledger();
    // Slow enough for a batch to be under way whenever Kafka goes.
    ledger.before = () => new Promise((resolve) => setTimeout(resolve, 50));
    const events: string[] = [];
    const consumer = await startConsumer({
      kafka,
      groupId: randomName('g'),
      topics: [topic],
      handler: ledger.handler(),
      maxRecords: 20,
      sessionMs: 6_000,
      onEvent: ({ type }) => events.push(type),
    });
    const send = (first: number, count: number): Promise<void>[] =>
      Array.from({ length: count }, (_, n) =>
        sender.send(topic, [{ key: `k${(first + n) % 40}`, value: String(first + n) }]),
      );
    await Promise.all(send(0, 1_000));
    await eventually(() => ledger.taken.length > 100);
    await server.stop();
    const waiting = send(1_000, 1_000);
    await expect(hasty.send(topic, [{ key: null, value: 'given up' }])).rejects.toThrow(/within 500 ms/);
    await eventually(
      () => consumer.state() === 'waiting',
      () => consumer.state(),
    );
    await server.start();
    await Promise.all(waiting);
    await eventually(
      () => consumer.state() === 'running',
      () => [consumer.state(), events, kafka.lines.slice(-10)],
      60_000,
    );
    await eventually(
      () => new Set(ledger.values.filter((value) => value !== 'given up')).size === 2_000,
      () => [ledger.taken.length, consumer.state(), kafka.lines.slice(-10)],
      60_000,
    );
    // Reading doubles nothing; writing may, where an answer was lost, and then says the same again.
    expect(new Set(ledger.taken).size).toBe(ledger.taken.length);
    for (let partition = 0; partition < 3; partition += 1) {
      const batches = ledger.batches.filter((batch) => nameOf(batch) === `${topic}/${partition}`);
      expect(batches.map(({ from }) => from)).toEqual([0, ...batches.slice(0, -1).map(({ next }) => next)]);
    }
    expect(ledger.fenced).toBe(0);
    for (let key = 0; key < 40; key += 1) {
      const values = ledger.batches
        .flatMap(({ records }) => records)
        .filter((record) => record.key?.toString() === `k${key}`)
        .map(({ value }) => Number(value));
      const firsts = values.filter((value, at) => values.indexOf(value) === at);
      expect(firsts).toEqual([...firsts].sort((one, other) => one - other));
      // A repetition ends with the newest again.
      expect(values.at(-1)).toBe(Math.max(...values));
    }
    await consumer.stop();
    await Promise.all([sender.stop(), hasty.stop()]);
  });
});
