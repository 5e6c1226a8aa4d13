import { createConnection } from 'mysql2/promise';
import { testClient } from '../support/kafka';
import { describeStack, ownServers } from '../support/stack';

jest.setTimeout(120_000);
describeStack('trial', (stack) => {
  const own = ownServers();
  test('both', async () => {
    const c = await createConnection(await stack.databaseUrl());
    console.log((await c.query('select version(), database(), @@tx_isolation'))[0]);
    await c.end();
    const prefix = stack.topicPrefix();
    const kafka = testClient([stack.brokers], prefix);
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: `${prefix}x` }] });
    expect(await admin.listTopics()).toContain(`${prefix}x`);
    await admin.disconnect();
  });
  test('own', async () => {
    const t0 = Date.now();
    const k = await own.kafka();
    const t1 = Date.now();
    const m = await own.mariadb();
    const t2 = Date.now();
    await k.stop();
    const t3 = Date.now();
    await k.start();
    const t4 = Date.now();
    await k.kill();
    const t5 = Date.now();
    await m.stop();
    const t6 = Date.now();
    await m.start();
    const t7 = Date.now();
    await k.start();
    const t8 = Date.now();
    console.log({
      kafka: t1 - t0,
      maria: t2 - t1,
      kstop: t3 - t2,
      kstart: t4 - t3,
      kkill: t5 - t4,
      mstop: t6 - t5,
      mstart: t7 - t6,
      khealed: t8 - t7,
    });
  });
});
