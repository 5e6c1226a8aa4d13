import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { DatabaseAway, type Lock, LockLost, takeFileLock, takeServerLock } from '../../infra/database';
import { describeStack } from '../support/stack';
import { until } from './support';

describe('a lock of one machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hub-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('has one holder, and is free when given up', async () => {
    const file = join(folder, 'relay.lock');
    const lock = (await takeFileLock(file, 0))!;
    await lock.check();
    expect(await takeFileLock(file, 150)).toBeUndefined();
    const waiting = takeFileLock(file, 5000);
    await lock.release();
    const next = (await waiting)!;
    await next.check();
    await expect(lock.check()).rejects.toThrow(LockLost);
    await next.release();
  });

  test('is free at once when its holder is killed', async () => {
    const file = join(folder, 'relay.lock');
    const script = `const db = new (require('better-sqlite3'))(${JSON.stringify(file)});
      db.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script], { cwd: join(__dirname, '../..') });
    try {
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      expect(await takeFileLock(file, 0)).toBeUndefined();
      holder.kill('SIGKILL');
      const lock = await takeFileLock(file, 5000);
      expect(lock).toBeDefined();
      await lock!.release();
    } finally {
      holder.kill('SIGKILL');
    }
  });

  test('a file that cannot be made is told by its name', async () => {
    await expect(takeFileLock(join(folder, 'absent', 'relay.lock'), 0)).rejects.toThrow(/absent.relay\.lock cannot be/);
  });
});

describeStack('a lock of a database server', (stack) => {
  test('has one holder among all that use the database; another database has its own', async () => {
    const [config, elsewhere] = [await stack.databaseConfig(), await stack.databaseConfig()];
    const lock = (await takeServerLock(config, 'relay', 0))!;
    await lock.check();
    expect(await takeServerLock(config, 'relay', 0)).toBeUndefined();
    const others = [await takeServerLock(elsewhere, 'relay', 0), await takeServerLock(config, 'other', 0)];
    for (const other of others) await other!.release();
    const waiting = takeServerLock(config, 'relay', 10_000);
    await lock.release();
    const next = (await waiting)!;
    await next.check();
    await expect(lock.check()).rejects.toThrow(LockLost);
    await next.release();
  });

  test('is lost with its connection, and goes to the next', async () => {
    const config = await stack.databaseConfig();
    const { host, port, user, password } = config;
    const server = await createConnection({ host, port, user, password });
    const own = async (): Promise<number[]> => {
      const [rows] = await server.query('SELECT id FROM information_schema.processlist WHERE db = ?', [
        config.database,
      ]);
      return (rows as { id: number }[]).map(({ id }) => id);
    };
    const lock = (await takeServerLock(config, 'relay', 0))!;
    for (const id of await own()) await server.query(`KILL ${id}`);
    let next: Lock | undefined;
    await until(async () => {
      next = await takeServerLock(config, 'relay', 0);
      return next !== undefined;
    });
    await expect(lock.check()).rejects.toThrow(LockLost);
    await next!.check();
    await lock.release();
    await next!.check();
    await next!.release();
    await server.end();
  });

  test('a server that is away is told as that, without the password', async () => {
    const config = { ...(await stack.databaseConfig()), port: 1 };
    const failed = takeServerLock(config, 'relay', 0);
    await expect(failed).rejects.toThrow(DatabaseAway);
    await expect(failed).rejects.not.toThrow(config.password);
  });
});
