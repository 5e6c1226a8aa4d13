import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server as Listener } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka as Client, logLevel } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import { whyNoStack } from '../../test/support/stack';
import { stackCommand } from './command';
import { stackOf, upStack } from './stack';
import { readState, stateFile, writeState } from './state';

const why = whyNoStack();
if (why !== undefined) process.stderr.write(`left out: the private stack: ${why}\n`);

jest.setTimeout(180_000);

(why === undefined ? describe : describe.skip)('the private stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-stack-'));
  const { mariadb, kafka } = stackOf(folder);

  beforeAll(() => upStack(folder));
  afterAll(async () => {
    await Promise.all([mariadb.kill(), kafka.kill()]);
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers, and only its owner can read its passwords', async () => {
    expect(await Promise.all([mariadb.answers(), kafka.answers()])).toEqual([true, true]);
    expect(statSync(mariadb.folder).mode & 0o777).toBe(0o700);
    for (const name of ['state.json', 'init.sql'])
      expect(statSync(join(mariadb.folder, name)).mode & 0o777).toBe(0o600);
  });

  test('a second up uses what runs and prints how to reach it', async () => {
    const before = [mariadb.pid, kafka.pid];
    expect(await command('up')).toEqual({
      code: 0,
      printed: [`HUB_DATABASE_URL=${mariadb.url()}`, `HUB_KAFKA_BROKERS=${kafka.broker}`],
    });
    expect([mariadb.pid, kafka.pid]).toEqual(before);
  });

  test('what is no command is refused', async () => {
    await expect(command('start')).rejects.toThrow("'start' is no command");
    await expect(command('up', '--now')).rejects.toThrow("'up' takes nothing more, but was given '--now'");
    await expect(command()).rejects.toThrow('a command is missing');
  });

  test("the hub's user makes databases of its own name and no others", async () => {
    const allowed = [
      'CREATE DATABASE hub_test_a',
      'DROP DATABASE hub_test_a',
      'CREATE TABLE hub.kept (word VARCHAR(20))',
    ];
    for (const statement of [...allowed, "INSERT INTO hub.kept VALUES ('still here')"]) await query(statement);
    for (const name of ['other', 'hubx']) await expect(query(`CREATE DATABASE ${name}`)).rejects.toThrow(/denied/);
  });

  test('down is clean, and up brings port and data back', async () => {
    await send('facts', 'still here');
    const before = [mariadb.url(), kafka.broker];
    expect((await command('down')).code).toBe(0);
    expect([mariadb.pid, kafka.pid]).toEqual([undefined, undefined]);
    expect(await Promise.all([mariadb.answers(), kafka.answers()])).toEqual([false, false]);
    await upStack(folder);
    expect([mariadb.url(), kafka.broker]).toEqual(before);
    expect(await query('SELECT word FROM hub.kept')).toEqual([{ word: 'still here' }]);
    expect(await highest('facts')).toBe('1');
  });

  test('up heals servers that were killed', async () => {
    const alive = mariadb.pid;
    const killed = kafka.pid;
    await kafka.kill();
    const { code, printed } = await command('status');
    expect(code).toBe(1);
    expect(printed).toEqual([expect.stringContaining(`MariaDB runs (127.0.0.1:${mariadb.port}`), 'Kafka does not run']);
    await upStack(folder);
    expect(mariadb.pid).toBe(alive);
    expect(kafka.pid).not.toBe(killed);
    expect((await command('status')).code).toBe(0);
    expect(await highest('facts')).toBe('1');
  });

  test("a process that got the server's number meanwhile is neither trusted nor ended", async () => {
    const state = readState(kafka.folder)!;
    writeState(kafka.folder, { ...state, pid: process.pid });
    try {
      expect(kafka.pid).toBeUndefined();
      await kafka.kill(); // Would end this test.
    } finally {
      writeState(kafka.folder, state);
    }
    expect(await kafka.answers()).toBe(true);
  });

  test('a port taken by another program is said, with what to do', async () => {
    await mariadb.stop();
    const other = await listen(mariadb.port);
    try {
      await expect(upStack(folder)).rejects.toThrow(
        `port ${mariadb.port} of 127.0.0.1, which MariaDB had, is taken by another program`,
      );
      const taken = mariadb.port;
      rmSync(stateFile(mariadb.folder));
      await mariadb.start();
      expect(mariadb.port).not.toBe(taken);
      expect(await query('SELECT word FROM hub.kept')).toEqual([{ word: 'still here' }]);
    } finally {
      other.close();
    }
  });

  test('a server that cannot start says why', async () => {
    await mariadb.stop();
    const broken = join(mariadb.folder, 'data', 'ibdata1');
    rmSync(broken);
    writeFileSync(broken, 'no table space');
    await expect(mariadb.start()).rejects.toThrow(/MariaDB ended while starting.*ibdata1/s);
  });

  test('reset removes the data, and the next up begins anew', async () => {
    expect((await command('reset')).code).toBe(0);
    expect([existsSync(mariadb.folder), existsSync(kafka.folder), kafka.pid]).toEqual([false, false, undefined]);
    await upStack(folder);
    expect(await query('SHOW TABLES IN hub')).toEqual([]);
  });

  async function command(...args: string[]): Promise<{ code: number; printed: string[] }> {
    const printed: string[] = [];
    const code = await stackCommand(args, { folder, print: (line) => printed.push(line), say: () => {} });
    return { code, printed };
  }

  async function query(statement: string): Promise<unknown> {
    const connection = await createConnection(mariadb.url());
    try {
      return (await connection.query(statement))[0];
    } finally {
      await connection.end();
    }
  }

  function client(): Client {
    return new Client({ brokers: [kafka.broker], logLevel: logLevel.NOTHING });
  }

  async function send(topic: string, value: string): Promise<void> {
    const [admin, producer] = [client().admin(), client().producer()];
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic }] });
    await producer.send({ topic, messages: [{ value }] });
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }

  async function highest(topic: string): Promise<string | undefined> {
    const admin = client().admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    return offsets[0]?.high;
  }
});

function listen(port: number): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
