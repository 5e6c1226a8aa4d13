import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { fault, idOf, meeting } from '../../test/support/concurrency';
import { describeStack, type OwnServers, ownServers } from '../../test/support/stack';
import type { DatabaseConfig } from '../config-stack';
import { type BulkWrite, type Database, DatabaseAway, MIGRATIONS, metaBody, openMysql, type Sql } from '.';

const STATE: BulkWrite = {
  table: 'state',
  key: ['kind', 'subject'],
  columns: ['kind', 'subject', 'body'],
  onConflict: 'replace',
};
const row = (subject: string, body = '{}'): string[] => ['dossier', subject, body];
const lock = (sql: Sql, subject: string): Promise<unknown[]> =>
  sql.all('SELECT body FROM state WHERE kind = ? AND subject = ? FOR UPDATE', ['dossier', subject]);
const subjects = async (sql: Sql): Promise<string[]> =>
  (await sql.all<{ subject: string }>('SELECT subject FROM state ORDER BY subject')).map(({ subject }) => subject);
describeStack('a store on a server', (stack) => {
  let config: DatabaseConfig;
  let database: Database;
  beforeAll(async () => {
    config = await stack.databaseConfig();
    database = await openMysql(config, MIGRATIONS, { writers: 4, readers: 3, lockWait: 1 });
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(() => database.write((sql) => sql.run('DELETE FROM state')));

  async function direct(statement: string): Promise<unknown> {
    const { host, port, user, password, database: name } = config;
    const connection = await createConnection({ host, port, user, password, database: name });
    try {
      return (await connection.query(statement))[0];
    } finally {
      await connection.end();
    }
  }
  const connections = async (): Promise<number> =>
    (
      (await direct(
        "SELECT id FROM information_schema.processlist WHERE command <> 'Query' AND db = DATABASE()",
      )) as unknown[]
    ).length;

  test('runs one of two transactions again that wait for each other', async () => {
    await database.write((sql) => sql.write(STATE, [row('A'), row('B')]));
    const met = meeting(2);
    let runs = 0;
    const change = (first: string, second: string): Promise<void> =>
      database.write(async (sql) => {
        runs++;
        await lock(sql, first);
        await met();
        await lock(sql, second);
        await sql.run('UPDATE state SET body = CONCAT(body, ?)', [first]);
      });
    await Promise.all([change('A', 'B'), change('B', 'A')]);
    expect(runs).toBe(3);
    const [found] = await database.read((sql) => sql.all<{ body: string }>('SELECT body FROM state'));
    expect(['{}AB', '{}BA']).toContain(found!.body);
  }, 20_000);

  test('tries again what waited too long for a row, and gives up in the end with the reason', async () => {
    await database.write((sql) => sql.write(STATE, [row('A')]));
    const impatient = await openMysql(config, MIGRATIONS, { lockWait: 1, conflict: 1500 });
    const held = meeting(2);
    const release = meeting(2);
    const holding = database.write(async (sql) => {
      await lock(sql, 'A');
      await held();
      await release();
    });
    await held();
    let runs = 0;
    const tooLong = await fault(
      impatient.write((sql) => {
        runs++;
        return lock(sql, 'A');
      }),
    );
    await release();
    await holding;
    expect(tooLong).toMatchObject({ errno: 1205 });
    expect(String(tooLong)).not.toContain('SELECT');
    expect(runs).toBe(2);
    await impatient.write((sql) => lock(sql, 'A'));
    await impatient.close();
  }, 20_000);

  test('runs a transaction again where somebody else was faster with a key', async () => {
    const met = meeting(2);
    let runs = 0;
    const insert = (): Promise<unknown> =>
      database.write(async (sql) => {
        runs++;
        if ((await subjects(sql)).length > 0) return;
        await met();
        await sql.write({ ...STATE, onConflict: 'again' }, [row('A')]);
      });
    await Promise.all([insert(), insert()]);
    expect(runs).toBe(3);
    expect(await database.read(subjects)).toEqual(['A']);
  }, 20_000);

  test('says that the database is away where a connection is ended, keeps nothing of it, and goes on', async () => {
    for (let i = 0; i < 6; i++) {
      const ended = await fault(
        database.write(async (sql) => {
          await sql.write(STATE, [row('A')]);
          await direct(`KILL ${await idOf(sql)}`);
          await sql.write(STATE, [row('B')]);
        }),
      );
      expect(ended).toBeInstanceOf(DatabaseAway);
      expect(ended).toMatchObject({ commitUnknown: false });
      expect(String(ended)).toContain(`${config.host}:${config.port}`);
      expect(String(ended)).not.toContain(config.password);
      const read = await fault(
        database.read(async (sql) => direct(`KILL ${await idOf(sql)}`).then(() => subjects(sql))),
      );
      expect(read).toBeInstanceOf(DatabaseAway);
    }
    expect(await database.read(subjects)).toEqual([]);
    // As many at once as there are connections: none is lost.
    const met = meeting(4);
    await Promise.all(
      [1, 2, 3, 4].map((i) => database.write((sql) => met().then(() => sql.write(STATE, [row(`${i}`)])))),
    );
    const together = meeting(3);
    await Promise.all([1, 2, 3].map(() => database.read((sql) => together().then(() => subjects(sql)))));
  }, 30_000);

  test('says that a commit is unknown where the connection is ended at it', async () => {
    const work = async (sql: Sql): Promise<void> => {
      await sql.write(STATE, [row('A')]);
      await direct(`KILL ${await idOf(sql)}`);
    };
    const ended = await fault(database.write(work));
    expect(ended).toBeInstanceOf(DatabaseAway);
    expect(ended).toMatchObject({ commitUnknown: true });
    expect(String(ended)).toMatch(/not known whether the last transaction was committed/);
  });

  test('replaces connections that the server closed while they lay idle', async () => {
    const met = meeting(4);
    const ids = await Promise.all([1, 2, 3, 4].map(() => database.write((sql) => met().then(() => idOf(sql)))));
    for (const id of ids) await direct(`KILL ${id}`).catch(() => undefined);
    await Promise.all([1, 2, 3, 4].map((i) => database.write((sql) => sql.write(STATE, [row(`${i}`)]))));
    expect(await database.read(subjects)).toHaveLength(4);
  });

  test('undoes the transaction of one who says nothing any more, and lets the next go on', async () => {
    const hasty = await openMysql(config, MIGRATIONS, { writers: 2, readers: 1, idle: 1 });
    const locked = meeting(2);
    const over = meeting(2);
    try {
      const silent = hasty.write(async (sql) => {
        await sql.write(STATE, [row('A', 'silent')]);
        await locked();
        await over();
        await sql.run('DO 1');
      });
      const ended = fault(silent);
      await locked();
      await hasty.write((sql) => sql.write(STATE, [row('A', 'next')]));
      await over();
      expect(await ended).toBeInstanceOf(DatabaseAway);
      expect(await direct("SELECT body FROM state WHERE subject = 'A'")).toEqual([{ body: Buffer.from('next') }]);
    } finally {
      await hasty.close();
    }
  }, 20_000);

  test('lets one who replaces tables think for longer than that', async () => {
    const hasty = await openMysql(config, MIGRATIONS, { writers: 3, readers: 1, idle: 1 });
    try {
      await hasty.replaceTables({ meta: metaBody(hasty.dialect) }, async (sql) => {
        await delay(2500);
        await sql.run("INSERT INTO shadow_meta (name, value) VALUES ('demonstration', 'thought over')");
      });
      expect(await hasty.write((sql) => sql.all('SELECT value FROM meta'))).toEqual([{ value: 'thought over' }]);
    } finally {
      await hasty.close();
    }
  }, 20_000);

  test('refuses whoever still works on a transaction that has ended', async () => {
    let kept: Sql | undefined;
    await database.write(async (sql) => {
      kept = sql;
    });
    await expect(subjects(kept!)).rejects.toThrow('the transaction has ended');
    await expect(kept!.write(STATE, [row('late')])).rejects.toThrow('the transaction has ended');
    expect(await database.read(subjects)).toEqual([]);
  });

  test('keeps no more connections open than it may', async () => {
    await Promise.all(Array.from({ length: 30 }, () => database.write(subjects)));
    await Promise.all(Array.from({ length: 30 }, () => database.read(subjects)));
    expect(await connections()).toBeLessThanOrEqual(7);
  });

  test('says of an error what is wrong, and nothing of the values', async () => {
    const wrong = await fault(
      database.write((sql) =>
        sql.run("UPDATE dead_letter SET at_ms = 'Nguyen Van A' WHERE id = 'x' OR at_ms = 'Nguyen'"),
      ),
    );
    const refused = await fault(
      database.write(async (sql) => {
        await sql.run("INSERT INTO source (source, accepted, dead_lettered) VALUES ('x', 'Nguyen Van A', 1)");
      }),
    );
    expect(wrong).toBeDefined();
    expect(refused).toMatchObject({ errno: 1366 });
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('Nguyen');
  });
});

describe('a server that stops and starts', () => {
  const servers: OwnServers = ownServers();

  test('is away meanwhile, and is found again', async () => {
    const server = await servers.mariadb();
    const database = await openMysql(server.config(), MIGRATIONS);
    await database.write((sql) => sql.write(STATE, [row('A')]));
    let during: Promise<unknown> | undefined;
    const cut = await fault(
      database.write(async (sql) => {
        await sql.write(STATE, [row('B')]);
        await server.kill();
        during = fault(database.read(subjects));
        await sql.write(STATE, [row('C')]);
      }),
    );
    expect(cut).toBeInstanceOf(DatabaseAway);
    expect(await during).toBeInstanceOf(DatabaseAway);
    expect(await fault(database.write(subjects))).toBeInstanceOf(DatabaseAway);
    expect(await fault(openMysql(server.config(), MIGRATIONS))).toMatchObject({
      message: expect.stringMatching(/cannot be reached.*ECONNREFUSED.*Check that it runs/),
    });
    await server.start();
    expect(await database.read(subjects)).toEqual(['A']);
    await database.write((sql) => sql.write(STATE, [row('D')]));
    expect(await database.read(subjects)).toEqual(['A', 'D']);
    await server.stop();
    expect(await fault(database.read(subjects))).toBeInstanceOf(DatabaseAway);
    await database.close();
  }, 120_000);

  test('does not keep a close waiting that stands still', async () => {
    const server = await servers.mariadb();
    const database = await openMysql(server.config(), MIGRATIONS, { close: 300 });
    await database.read(subjects);
    const begun = meeting(2);
    const frozen = meeting(2);
    const working = fault(
      database.write(async (sql) => {
        await begun();
        await frozen();
        await sql.write(STATE, [row('A')]);
      }),
    );
    await begun();
    process.kill(server.pid!, 'SIGSTOP');
    try {
      await frozen();
      const reading = fault(database.read(subjects));
      const start = Date.now();
      await database.close();
      expect(Date.now() - start).toBeLessThan(2000);
      expect(await working).toBeInstanceOf(DatabaseAway);
      expect(await reading).toBeInstanceOf(DatabaseAway);
    } finally {
      process.kill(server.pid!, 'SIGCONT');
    }
  }, 60_000);
});
