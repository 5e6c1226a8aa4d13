import { eventually, freshTopic, Ledger, randomName, testClient } from '../../test/support/kafka';
import { ownServers } from '../../test/support/stack';
import { InputError } from '../errors';
import { createSender, startConsumer, withAdmin } from '.';

jest.setTimeout(600_000);

/** Longer than kafkajs tries by itself before it starts all over. */
const LONG_MS = 60_000;

describe('Kafka killed and away for long', () => {
  const servers = ownServers();

  test.each(['idle', 'busy'])('a reader that was %s goes on by itself, twice', async (kind) => {
    const server = await servers.kafka();
    const kafka = testClient([server.broker]);
    const topic = await freshTopic(kafka, 3);
    const sender = createSender(kafka);
    const ledger = new Ledger();
    if (kind === 'busy') ledger.before = () => new Promise((resolve) => setTimeout(resolve, 100));
    const events = new Map<string, number>();
    const consumer = await startConsumer({
      kafka,
      groupId: randomName('g'),
      topics: [topic],
      handler: ledger.handler(),
      maxRecords: 10,
      onEvent: ({ type }) => events.set(type, (events.get(type) ?? 0) + 1),
    });
    let sent = 0;
    const send = async (): Promise<void> => {
      const from = sent;
      sent += 500;
      await sender.send(
        topic,
        Array.from({ length: 500 }, (_, n) => ({ key: `k${n}`, value: String(from + n) })),
      );
    };
    await send();
    if (kind === 'idle') await eventually(() => ledger.taken.length >= sent);
    for (let round = 0; round < 2; round += 1) {
      await server.kill();
      const sending = send();
      await new Promise((resolve) => setTimeout(resolve, LONG_MS));
      expect(consumer.state()).toBe('waiting');
      await server.start();
      await sending;
      await eventually(
        () => new Set(ledger.values).size === sent && consumer.state() === 'running',
        () => [ledger.taken.length, consumer.state(), [...events], kafka.lines.slice(-20)],
        120_000,
      );
    }
    expect(new Set(ledger.taken).size).toBe(ledger.taken.length);
    expect(events.get('reconnecting')).toBeGreaterThan(0);
    await consumer.stop();
    await sender.stop();
  });

  test('a topic that is deleted under a reader ends it, with what to do', async () => {
    const kafka = testClient([(await servers.kafka()).broker]);
    const topic = await freshTopic(kafka, 1);
    const sender = createSender(kafka);
    await sender.send(topic, [{ key: 'k', value: 'v' }]);
    const ledger = new Ledger();
    const consumer = await startConsumer({
      kafka,
      groupId: randomName('g'),
      topics: [topic],
      handler: ledger.handler(),
    });
    await eventually(() => ledger.taken.length === 1);
    await withAdmin(kafka, 'delete', (admin) => admin.deleteTopics({ topics: [topic] }));
    const error = await consumer.crashed;
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('Create the topic');
    await sender.stop();
  });
});
