import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Admin } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import { withAdmin } from '../../infra/kafka';
import { startMariadb } from '../../infra/stack';
import { DEADLINE } from './hub';
import { testClient } from './kafka';
import { describeStack, sharedStack } from './stack';
import { enterStack, leaveStack, ownFolder, RUN, removeOwn } from './stack-run';

jest.setTimeout(2 * DEADLINE);

describeStack('the shared stack', (stack) => {
  const admin = <T>(use: (admin: Admin) => Promise<T>): Promise<T> =>
    withAdmin(testClient([stack.brokers]), 'look at topics', use);
  let database = '';
  let topic = '';

  describe('while a block uses it', () => {
    const block = sharedStack();

    test('each caller gets an empty database of its own', async () => {
      const [first, second] = [await block.databaseUrl(), await block.databaseUrl()];
      await query(first, 'CREATE TABLE kept (id INT)');
      expect(await query(second, 'SHOW TABLES')).toEqual([]);
      database = new URL(first).pathname.slice(1);
      expect(await databasesLike(database)).toHaveLength(1);
    });

    test('its user makes databases named hub_..., and no others', async () => {
      const url = await block.databaseUrl();
      await query(url, `CREATE DATABASE ${database}_own`);
      await query(url, `DROP DATABASE ${database}_own`);
      for (const name of ['other', 'hubother']) {
        await expect(query(url, `CREATE DATABASE ${name}`)).rejects.toThrow(/access denied/i);
      }
    });

    test('a topic is made when asked for, and only then', async () => {
      const prefix = block.topicPrefix();
      topic = `${prefix}kept`;
      await admin((use) => use.createTopics({ topics: [{ topic }] }));
      await expect(admin((use) => use.fetchTopicMetadata({ topics: [`${prefix}unasked`] }))).rejects.toThrow();
      expect((await topics()).filter((name) => name.startsWith(prefix))).toEqual([topic]);
    });
  });

  test('what a block made is gone after it', async () => {
    expect(await databasesLike(database)).toEqual([]);
    expect(topic).not.toBe('');
    expect(await topics()).not.toContain(topic);
  });

  test('goes on while a run uses it, when another that did is over', async () => {
    const { mariadb, kafka } = await enterStack();
    const pids = [mariadb.pid, kafka.pid];
    const other = idleProcess();
    try {
      await as(other.pid!, async () => {
        await enterStack();
        await leaveStack();
      });
    } finally {
      other.kill();
    }
    expect(pids).not.toContain(undefined);
    expect([mariadb.pid, kafka.pid]).toEqual(pids);
  });

  test('what a dead run left behind is ended by the next that is over', async () => {
    const dead = idleProcess();
    const left = await as(dead.pid!, async () => ownFolder());
    const mine = ownFolder();
    const server = await startMariadb(left);
    dead.kill();
    await once(dead, 'exit');
    const other = idleProcess();
    try {
      await as(other.pid!, leaveStack);
      expect(server.pid).toBeUndefined();
      expect([existsSync(left), existsSync(mine)]).toEqual([false, true]);
    } finally {
      other.kill();
      await Promise.all([left, mine].map(removeOwn));
    }
  });

  const topics = (): Promise<string[]> => admin((use) => use.listTopics());
  const databasesLike = async (name: string): Promise<unknown[]> =>
    query(await stack.databaseUrl(), `SHOW DATABASES LIKE '${name.replaceAll('_', '\\_')}'`);
});

test('a machine that cannot have a stack is told what it lacks', () => {
  const home = process.env['JAVA_HOME'];
  delete process.env['JAVA_HOME'];
  try {
    jest.isolateModules(() => {
      jest.doMock('../../infra/stack/programs', () => ({
        ...jest.requireActual<object>('../../infra/stack/programs'),
        mayInstall: () => false,
        findProgram: ({ names }: { names: string[] }) => (names.includes('java') ? undefined : '/somewhere'),
      }));
      const { whyNoStack } = jest.requireActual<typeof import('./stack')>('./stack');
      expect(whyNoStack()).toBe('Java 17 or later is missing (no java in PATH)');
    });
  } finally {
    if (home !== undefined) process.env['JAVA_HOME'] = home;
  }
});

/** Does something as the run of jest with this process id. */
async function as<T>(pid: number, work: () => Promise<T>): Promise<T> {
  const mine = process.env[RUN];
  process.env[RUN] = String(pid);
  try {
    return await work();
  } finally {
    process.env[RUN] = mine;
  }
}

function idleProcess(): ChildProcess {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return Array.isArray(rows) ? rows : [];
  } finally {
    await connection.end();
  }
}
