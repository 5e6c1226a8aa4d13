import { readFileSync } from 'node:fs';
import { Kafka as Client, type KafkaConfig as ClientConfig, logLevel } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import { describeStack, ownServers } from '../../test/support/stack';
import type { KafkaConfig } from '../config-stack';

jest.setTimeout(180_000);

describeStack('private servers with passwords and TLS', () => {
  const own = ownServers();

  test('Kafka lets in who knows the password, over TLS alone, and gives the guest no rights', async () => {
    const kafka = await own.kafka({ secure: true });
    for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512'] as const) {
      const [owner, guest] = [kafka.config('', mechanism), kafka.guestConfig('', mechanism)];
      await expect(makeTopic(owner, mechanism)).resolves.toBe(true);
      await expect(makeTopic(guest, `guest-${mechanism}`)).rejects.toMatchObject({
        errors: [{ type: 'TOPIC_AUTHORIZATION_FAILED' }],
      });
      const wrong = { ...owner, sasl: { ...owner.sasl!, password: 'wrong' } };
      await expect(makeTopic(wrong, 'wrong')).rejects.toThrow(/authentication/i);
    }
    await expect(makeTopic({ ...kafka.config(), sasl: undefined, tls: undefined }, 'open')).rejects.toThrow();
    await kafka.stop();
    await kafka.start();
    await expect(makeTopic(kafka.config('', 'scram-sha-512'), 'again')).resolves.toBe(true);
  });

  test('MariaDB lets in over TLS alone', async () => {
    const mariadb = await own.mariadb({ tls: true });
    const { tls, ...login } = mariadb.config();
    const connection = await createConnection({ ...login, ssl: { ca: readFileSync(tls!.ca!) } });
    const [rows] = await connection.query("SHOW STATUS LIKE 'Ssl_version'");
    await connection.end();
    expect(rows).toEqual([{ Variable_name: 'Ssl_version', Value: expect.stringMatching(/^TLSv1\.[23]$/) }]);
    await expect(createConnection(login)).rejects.toThrow(/denied/);
    await expect(createConnection({ ...login, ssl: {} })).rejects.toThrow(/certificate/i);
  });
});

async function makeTopic({ brokers, tls, sasl }: KafkaConfig, topic: string): Promise<boolean> {
  const admin = new Client({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 1 },
    ...(tls?.ca === undefined ? {} : { ssl: { ca: [readFileSync(tls.ca, 'utf8')] } }),
    ...(sasl === undefined ? {} : { sasl: { ...sasl } as NonNullable<ClientConfig['sasl']> }),
  }).admin();
  try {
    await admin.connect();
    return await admin.createTopics({ topics: [{ topic }] });
  } finally {
    await admin.disconnect();
  }
}
