import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { eventually, Ledger, randomName } from '../../test/support/kafka';
import { ownServers, whyNoStack } from '../../test/support/stack';
import type { KafkaConfig, SaslMechanism } from '../config-stack';
import { InputError } from '../errors';
import type { Kafka } from '../stack';
import { createKafka, createSender, ensureTopics, type KafkaClient, partitionRanges, startConsumer } from '.';

jest.setTimeout(120_000);

const why = whyNoStack();
if (why !== undefined) process.stderr.write(`left out: a secured Kafka: ${why}\n`);

(why === undefined ? describe : describe.skip)('a secured Kafka', () => {
  const servers = ownServers();
  let server: Kafka;
  const lines: string[] = [];

  beforeAll(async () => {
    server = await servers.kafka({ secure: true });
  });

  function client(over: Partial<KafkaConfig> = {}): KafkaClient {
    return createKafka({ ...server.config(), ...over }, (level, message, fields) => {
      lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
    });
  }

  function as(mechanism: SaslMechanism, user: string, password = server.config().sasl!.password): Partial<KafkaConfig> {
    return { sasl: { mechanism, username: user, password } };
  }

  const facts = (topic: string) => [{ topic, partitions: 2, kind: 'facts' }] as const;
  const notRead = { claim: async () => ({ from: 0 }), take: async () => {} };

  test.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('by %s: topics, writing and reading', async (way) => {
    const kafka = client(as(way, 'hub'));
    const topic = randomName('t');
    await ensureTopics(kafka, facts(topic));
    const sender = createSender(kafka);
    await sender.send(topic, [{ key: 'k', value: 'v' }]);
    const ledger = new Ledger();
    const reading = { kafka, groupId: randomName('g'), topics: [topic], handler: ledger.handler() };
    const consumer = await startConsumer(reading);
    await eventually(() => ledger.values.includes('v'));
    await consumer.stop();
    await sender.stop();
  });

  test('a wrong password is said as such, at once, and is nowhere to be seen', async () => {
    const password = randomBytes(12).toString('hex');
    for (const way of ['plain', 'scram-sha-512'] as const) {
      const kafka = client(as(way, 'hub', password));
      const began = Date.now();
      const asking = startConsumer({ kafka, groupId: 'g', topics: ['t'], handler: notRead });
      await expect(asking).rejects.toThrow(/user and the password of HUB_KAFKA_SASL/);
      await expect(createSender(kafka).send('t', [{ key: 'k', value: 'v' }])).rejects.toThrow(/HUB_KAFKA_SASL/);
      expect(Date.now() - began).toBeLessThan(10_000);
    }
    expect(lines.join('\n')).not.toContain(password);
  });

  test('missing rights are named: on topics to be made, read, written, and on the group', async () => {
    const owner = client(as('plain', 'hub'));
    const topic = randomName('t');
    await ensureTopics(owner, facts(topic));
    const guest = client(as('plain', 'guest'));
    await expect(ensureTopics(guest, facts(randomName('t')))).rejects.toThrow(/right/);
    await expect(partitionRanges(guest, topic)).rejects.toThrow(/HUB_KAFKA_SASL/);
    const sender = createSender(guest);
    await expect(sender.send(topic, [{ key: 'k', value: 'v' }])).rejects.toThrow(/HUB_KAFKA_SASL/);
    await sender.stop();
    const error = await startConsumer({ kafka: guest, groupId: 'g', topics: [topic], handler: notRead }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(/Give the user of HUB_KAFKA_SASL the right/);
  });

  test('an authority that is not trusted, no TLS at all, and files that are no PEM', async () => {
    const { tls } = server.config();
    const asking = (over: Partial<KafkaConfig>): Promise<unknown> => partitionRanges(client(over), 't');
    await expect(asking({ tls: { ca: undefined, cert: undefined, key: undefined } })).rejects.toThrow(
      /authority that signed[\s\S]*HUB_KAFKA_TLS=ca=FILE/,
    );
    await expect(asking({ tls: undefined })).rejects.toThrow(/HUB_KAFKA_TLS/);
    expect(() => client({ tls: { ...tls!, ca: join(__dirname, 'absent.pem') } })).toThrow(
      /HUB_KAFKA_TLS: ca=.*absent.pem cannot be read/,
    );
    expect(() => client({ tls: { ...tls!, ca: __filename } })).toThrow(/is no PEM file/);
  });
});
