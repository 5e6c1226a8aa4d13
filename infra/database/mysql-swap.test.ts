import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { fault, idOf, meeting } from '../../test/support/concurrency';
import { describeStack } from '../../test/support/stack';
import type { DatabaseConfig } from '../config-stack';
import { type Database, DatabaseAway, MIGRATIONS, metaBody, openMysql, type Session, type Sql } from '.';

const subjects = (sql: Sql): Promise<unknown[]> => sql.all('SELECT subject FROM state');
const values = async (sql: Sql): Promise<string[]> =>
  (await sql.all<{ value: string }>('SELECT value FROM meta')).map(({ value }) => value);
describeStack('tables that are replaced on a server', (stack) => {
  let config: DatabaseConfig;
  let database: Database;
  let session: Session;
  let letGo: () => void;
  let bodies: { meta: string };
  beforeAll(async () => {
    config = await stack.databaseConfig();
    database = await openMysql(config, MIGRATIONS, { writers: 4, readers: 3, lockWait: 1 });
    bodies = { meta: metaBody(database.dialect) };
  }, 60_000);
  afterAll(() => database.close());
  // One left open would hold the tables.
  afterEach(() => letGo());
  beforeEach(() => {
    session = database.session();
    let isOpen = true;
    letGo = () => {
      if (isOpen) session.close();
      isOpen = false;
    };
    return database.write(async (sql) => {
      await sql.run('DELETE FROM meta');
      await sql.run("INSERT INTO meta (name, value) VALUES ('one', 'old')");
    });
  });

  /** What a rebuild does: the new rows are what the old ones are when it begins. */
  const copy = (sql: Sql): Promise<number> => sql.run("INSERT INTO shadow_meta SELECT name, 'new' FROM meta");

  async function direct<Row>(statement: string): Promise<Row[]> {
    const { host, port, user, password, database: name } = config;
    const connection = await createConnection({ host, port, user, password, database: name });
    try {
      return (await connection.query(statement))[0] as Row[];
    } finally {
      await connection.end();
    }
  }

  const isRenaming = async (): Promise<boolean> =>
    (await direct("SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'RENAME%'"))
      .length > 0;

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 15_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('what was waited for did not come');
      await delay(20);
    }
  }

  test('keeps writers out while tables are replaced, longer than a lock may take, and lets readers in', async () => {
    const filling = meeting(2);
    const filled = meeting(2);
    const replacing = database.replaceTables({ meta: metaBody(database.dialect) }, async (sql) => {
      await filling();
      await filled();
      await sql.run("INSERT INTO shadow_meta (name, value) VALUES ('demonstration', 'new')");
    });
    await filling();
    let written = false;
    const writing = database
      .write((sql) => sql.all<{ value: string }>('SELECT value FROM meta'))
      .then((found) => {
        written = true;
        return found;
      });
    // The wait of a statement is one second here; a reader is quick all the time.
    const until = Date.now() + 2500;
    let slowest = 0;
    while (Date.now() < until) {
      const start = Date.now();
      await database.read(subjects);
      slowest = Math.max(slowest, Date.now() - start);
      await delay(100);
    }
    const early = written;
    await filled();
    await replacing;
    expect(early).toBe(false);
    expect(slowest).toBeLessThan(1000);
    expect(await writing).toEqual([{ value: 'new' }]);
  }, 20_000);

  test('waits with new tables until the readers of the old ones have ended, and gives up in the end', async () => {
    const bodies = { meta: metaBody(database.dialect) };
    const fill = (sql: Sql): Promise<number> => sql.run('INSERT INTO shadow_meta SELECT * FROM meta');
    await session.read((sql) => sql.all('SELECT * FROM meta'));
    const hasty = await openMysql(config, MIGRATIONS, { swap: 0 });
    const given = await fault(hasty.replaceTables(bodies, fill));
    await hasty.close();
    const replacing = database.replaceTables(bodies, fill);
    await database.read((sql) => sql.all('SELECT * FROM meta'));
    await session.read((sql) => sql.all('SELECT * FROM meta'));
    letGo();
    expect(String(given)).toMatch(/another process reads the old ones/);
    await replacing;
  }, 30_000);

  test('shows a snapshot that begins while new tables are filled the old rows or the new, never half of them', async () => {
    const filling = meeting(2);
    const filled = meeting(2);
    const replacing = database.replaceTables(bodies, async (sql) => {
      await filling();
      await filled();
      await copy(sql);
    });
    await filling();
    // It looks at another table first.
    await session.read(subjects);
    await filled();
    await until(isRenaming);
    expect(await session.read(values)).toEqual(['old']);
    letGo();
    await replacing;
    expect(await database.read(values)).toEqual(['new']);
  }, 20_000);

  test('keeps writers out although the connection broke at which they wait', async () => {
    await session.read(values);
    const reader = await session.read(idOf);
    let filler = 0;
    const replacing = database.replaceTables(bodies, async (sql) => {
      filler = await idOf(sql);
      await copy(sql);
    });
    const outcome = fault(replacing);
    await until(isRenaming);
    const others = await direct<{ id: number }>(
      `SELECT id FROM information_schema.processlist
        WHERE db = DATABASE() AND id NOT IN (${filler}, ${reader}, CONNECTION_ID())`,
    );
    expect(others.length).toBeGreaterThan(0);
    for (const { id } of others) await direct(`KILL ${id}`);
    let order = '';
    const writing = database
      .write((sql) => sql.run("INSERT INTO meta (name, value) VALUES ('two', 'late')"))
      .then(() => {
        order += 'written ';
      });
    // Two attempts of the rename: the writer has had the time.
    await until(async () => !(await isRenaming()));
    await until(isRenaming);
    expect(order).toBe('');
    letGo();
    expect(await outcome).toBe('nothing was thrown');
    await writing;
    expect((await database.read(values)).sort()).toEqual(['late', 'new']);
  }, 30_000);

  test('leaves the old tables and lets the writers in where the connection that fills broke', async () => {
    const replacing = database.replaceTables(bodies, async (sql) => {
      await copy(sql);
      await direct(`KILL ${await idOf(sql)}`);
    });
    expect(await fault(replacing)).toBeInstanceOf(DatabaseAway);
    await database.write((sql) => sql.run("INSERT INTO meta (name, value) VALUES ('two', 'late')"));
    expect((await database.read(values)).sort()).toEqual(['late', 'old']);
  });

  test('says whom it waited for where another process replaces tables for too long', async () => {
    const hasty = await openMysql(config, MIGRATIONS, { writers: 2, readers: 1, lockWait: 1, gate: 500 });
    const filling = meeting(2);
    const filled = meeting(2);
    const replacing = database.replaceTables(bodies, async (sql) => {
      await filling();
      await filled();
      await copy(sql);
    });
    await filling();
    try {
      const other = await fault(hasty.replaceTables(bodies, copy));
      expect(String(other)).toMatch(/Another process has been replacing the figures.*Let it finish/);
    } finally {
      await filled();
      await replacing;
      await hasty.close();
    }
  }, 20_000);
});
