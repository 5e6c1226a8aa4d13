import { createConnection } from 'mysql2/promise';
import { freePort } from '../../infra/stack/ports';
import { eventually, type Settings } from '../support/hub';
import { CLEAN, expectRefusal } from '../support/hub-facts';
import { describeStack, ownServers } from '../support/stack';
import { StackBox } from '../support/stack-box';

// A start that waits for a server which is not there takes its time.
jest.setTimeout(120_000);

/** Nobody listens there: the port of a service that no machine of today runs. */
const NOBODY = '127.0.0.1:1';

describeStack('a start that cannot be', (stack) => {
  let box: StackBox;
  const servers = ownServers();
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await box.createTopics();
  });
  afterAll(() => box.close());

  const refused = async (roles: string[], over: Settings, ...said: (string | RegExp)[]): Promise<void> => {
    const ran = await box.run(['serve', ...roles], { ...box.settings, HUB_ROLE_PORT: '0', ...over });
    expectRefusal(ran, ...said);
    const { password } = new URL(box.settings['HUB_DATABASE_URL']!);
    expect(ran.stdout + ran.stderr).not.toContain(password);
  };
  const address = (change: (url: URL) => void): Settings => {
    const url = new URL(box.settings['HUB_DATABASE_URL']!);
    change(url);
    return { HUB_DATABASE_URL: url.href };
  };

  test('the database is down', () =>
    refused(
      ['procedures'],
      address((url) => {
        url.host = NOBODY;
      }),
      /127\.0\.0\.1:1 cannot be reached.*Check that it runs, and host and port of HUB_DATABASE_URL/,
    ));

  test('its password is wrong', () =>
    refused(
      ['procedures'],
      address((url) => {
        url.password = 'wrong-as-can-be';
      }),
      /HUB_DATABASE_URL/,
      /password/,
    ));

  test('its user may not use the database', () =>
    refused(
      ['gateway'],
      address((url) => {
        url.pathname = 'somebody_elses';
      }),
      /somebody_elses/,
      /GRANT/,
    ));

  test('Kafka is down', async () => {
    for (const role of ['procedures', 'relay', 'all']) {
      await refused([role], { HUB_KAFKA_BROKERS: NOBODY, HUB_PORT: '0' }, 'Kafka: cannot', 'HUB_KAFKA_BROKERS');
    }
  });

  test('its port says that it is not ready before all of it is there', async () => {
    const port = String(await freePort());
    const over = { HUB_KAFKA_BROKERS: NOBODY, HUB_ROLE_PORT: port };
    const starting = box.start(['serve', 'procedures'], { ...box.settings, ...over });
    const answer = await eventually(
      () => fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined),
      'the port to answer',
    );
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { checks: { start: 'its parts are being started' } },
    ]);
    expectRefusal(await starting.ended, 'Kafka: cannot');
  });

  test('Kafka does not know the user, or the user may not read', async () => {
    const broker = await servers.kafka({ secure: true });
    const tls = (config: ReturnType<typeof broker.config>): Settings => ({
      HUB_KAFKA_BROKERS: config.brokers.join(),
      HUB_KAFKA_TLS: `ca=${config.tls!.ca}`,
    });
    const sasl = (config: ReturnType<typeof broker.config>, password = config.sasl!.password): Settings => ({
      ...tls(config),
      HUB_KAFKA_SASL: `${config.sasl!.mechanism}:${config.sasl!.username}:${password}`,
    });
    await refused(['procedures'], sasl(broker.config(), 'wrong-as-can-be'), 'Kafka: cannot', 'HUB_KAFKA_SASL');
    await refused(['procedures'], sasl(broker.guestConfig()), 'Kafka: cannot', /rights?/);
  });

  test('there is no Kafka, or no server for a process of its own', async () => {
    const without = { HUB_KAFKA_BROKERS: undefined, HUB_KAFKA_PREFIX: undefined };
    await refused(['procedures'], without, "role 'procedures'", 'HUB_KAFKA_BROKERS=host:port');
    await refused(['relay'], { ...without, HUB_DATABASE_URL: undefined }, "role 'relay'", 'HUB_DATABASE_URL');
    await refused(['exports'], {}, "role 'exports'");
    await refused(['nonsense'], {}, "'nonsense' is neither a command nor a role");
  });

  test('a migration that was cut off is finished by the next start', async () => {
    const url = await stack.databaseUrl();
    const cut = await createConnection(url);
    await cut.query('CREATE TABLE meta (name VARBINARY(256) NOT NULL PRIMARY KEY, value VARBINARY(8000) NOT NULL)');
    await cut.query(
      'CREATE TABLE source (source VARBINARY(1024) NOT NULL PRIMARY KEY, newest_event BIGINT, received_at BIGINT, accepted BIGINT NOT NULL, dead_lettered BIGINT NOT NULL)',
    );
    await cut.end();
    const { code, stdout } = await box.run(['verify'], { ...box.settings, HUB_DATABASE_URL: url });
    expect([code, stdout]).toEqual([0, expect.stringMatching(CLEAN)]);
  });

  test('a store on another zone or lateness rule', async () => {
    expect((await box.run(['verify'], box.settings)).code).toBe(0);
    await refused(['procedures'], { HUB_LATENESS: 'INSTANT' }, 'HUB_LATENESS=DATE', 'rebuild');
    await refused(['gateway'], { HUB_TIME_ZONE: 'Europe/Amsterdam' }, 'HUB_TIME_ZONE=Asia/Ho_Chi_Minh', 'rebuild');
  });
});
