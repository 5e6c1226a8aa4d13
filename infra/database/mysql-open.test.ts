import { createServer } from 'node:net';
import { createConnection } from 'mysql2/promise';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { describeStack, ownServers } from '../../test/support/stack';
import type { DatabaseConfig } from '../config-stack';
import { InputError } from '../errors';
import { DatabaseAway, MIGRATIONS, openMysql } from '.';
import { explainMysql } from './mysql-faults';
import { checkVersion } from './mysql-migrate';

const FIRST = MIGRATIONS[0]!;

/** The first step of the tables, cut off after its first statements. */
class CutOff implements MigrationInterface {
  readonly name = FIRST.name;

  async up(runner: QueryRunner): Promise<void> {
    let left = 3;
    const query = runner.query.bind(runner);
    runner.query = ((text: string) => {
      if (left-- === 0) throw new Error('cut off');
      return query(text);
    }) as typeof runner.query;
    await new FIRST().up(runner);
  }

  async down(): Promise<void> {}
}

describeStack('opening a store on a server', (stack) => {
  const own = ownServers();
  const fresh = (): Promise<DatabaseConfig> => stack.databaseConfig();
  const open = async (config: DatabaseConfig): Promise<void> => (await openMysql(config, MIGRATIONS)).close();
  const refusal = async (config: DatabaseConfig): Promise<Error> => {
    const error = await open(config).then(
      () => new Error('nothing was refused'),
      (thrown: Error) => thrown,
    );
    expect(error).toBeInstanceOf(InputError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(config.password);
    return error;
  };

  async function direct(config: DatabaseConfig, ...statements: string[]): Promise<Record<string, string>[]> {
    const { host, port, user, password, database } = config;
    const connection = await createConnection({ host, port, user, password, database });
    try {
      let rows: unknown = [];
      for (const statement of statements) [rows] = await connection.query(statement);
      return rows as Record<string, string>[];
    } finally {
      await connection.end();
    }
  }

  /** Columns and indices of every table. */
  const tables = async (config: DatabaseConfig): Promise<unknown> => [
    await direct(
      config,
      `SELECT table_name, column_name, column_type, is_nullable FROM information_schema.columns
       WHERE table_schema = DATABASE() ORDER BY 1, ordinal_position`,
    ),
    await direct(
      config,
      `SELECT table_name, index_name, column_name FROM information_schema.statistics
       WHERE table_schema = DATABASE() ORDER BY 1, 2, seq_in_index`,
    ),
    await direct(config, 'SELECT name FROM migration ORDER BY name'),
  ];

  let whole: unknown;
  beforeAll(async () => {
    const config = await fresh();
    await open(config);
    whole = await tables(config);
  }, 60_000);

  test('makes its tables once where several processes start at the same time', async () => {
    const config = await fresh();
    await Promise.all([1, 2, 3, 4].map(() => open(config)));
    expect(await tables(config)).toEqual(whole);
  }, 30_000);

  test('makes a database that does not exist, where the user may', async () => {
    const config = await fresh();
    await direct(config, `DROP DATABASE ${config.database}`);
    await open(config);
    expect(await tables(config)).toEqual(whole);
  }, 30_000);

  test('goes on with tables that were begun and cut off', async () => {
    const config = await fresh();
    await expect(openMysql(config, [CutOff])).rejects.toThrow('cut off');
    expect((await direct(config, 'SHOW TABLES')).length).toBeLessThan(6);
    await open(config);
    expect(await tables(config)).toEqual(whole);
    // Cut off between the last statement of a step and its note.
    await direct(config, 'DELETE FROM migration WHERE id > 1', 'DROP TABLE unsent_letter');
    await open(config);
    expect((await tables(config)) as unknown[]).toEqual(whole);
  }, 30_000);

  test('refuses tables of a newer version', async () => {
    const config = await fresh();
    await open(config);
    await direct(config, "INSERT INTO migration (timestamp, name) VALUES (1, 'Later1900000000000')");
    expect(await refusal(config)).toMatchObject({
      message: expect.stringMatching(/written by a newer version of the hub \(it has Later1900000000000\)/),
    });
  }, 30_000);

  test('waits for another process that makes the tables, and says so in the end', async () => {
    const config = await fresh();
    const { host, port, user, password, database } = config;
    const other = await createConnection({ host, port, user, password, database });
    await other.query("DO GET_LOCK(CONCAT('hub.migrate.', MD5(DATABASE())), 0)");
    await expect(openMysql(config, MIGRATIONS, { migration: 1 })).rejects.toThrow(/for more than 1 s. Let it finish/);
    const waiting = open(config);
    other.destroy();
    await waiting;
  }, 30_000);

  test('says what is wrong with password, rights, address and TLS, and never the password', async () => {
    const config = await fresh();
    const wrong = await refusal({ ...config, password: `not-${config.password.slice(0, 8)}` });
    expect(wrong.message).toMatch(/refuses the user hub: wrong user or password.*Check HUB_DATABASE_URL/);
    for (const database of ['mysql', 'somebody_elses']) {
      const denied = await refusal({ ...config, database });
      expect(denied.message).toMatch(new RegExp(`denies the user hub .*GRANT ALL ON \`${database}\``));
    }
    const port = await freePort();
    const down = await refusal({ ...config, port });
    expect(down).toBeInstanceOf(DatabaseAway);
    expect(down.message).toMatch(new RegExp(`127.0.0.1:${port} cannot be reached.*ECONNREFUSED.*Check that it runs`));
    const nowhere = await refusal({ ...config, host: 'no-such-host.invalid' });
    expect(nowhere.message).toMatch(/no-such-host.invalid:\d+ cannot be reached/);
    const noFile = await refusal({ ...config, tls: { ca: '/nowhere/ca.pem', cert: undefined, key: undefined } });
    expect(noFile.message).toMatch(/HUB_DATABASE_TLS: ca=\/nowhere\/ca.pem cannot be read.*Name a PEM file/);
    const tls = { ca: undefined, cert: undefined, key: undefined };
    const byAddress = await refusal({ ...config, tls });
    expect(byAddress.message).toMatch(/checked against the server's name.*has the address 127.0.0.1/);
    const noTls = await refusal({ ...config, host: 'localhost', tls });
    expect(noTls.message).toMatch(/do not agree on TLS.*HUB_DATABASE_TLS/);
  }, 60_000);

  test('trusts a server by its certificate alone', async () => {
    const server = await own.mariadb({ tls: true });
    const config = { ...server.config(), host: 'localhost' };
    await open(config);
    const plain = await refusal({ ...config, tls: undefined });
    expect(plain.message).toMatch(/refuses the user hub.*set HUB_DATABASE_TLS where the server lets in over TLS alone/);
    const strange = await refusal({ ...config, tls: { ca: undefined, cert: undefined, key: undefined } });
    expect(strange.message).toMatch(/do not agree on TLS.*ca= names the authority/);
  }, 60_000);
});

const PLACE = { host: 'db', port: 3306, user: 'hub', database: 'hub' };

test.each([
  ['10.11.6-MariaDB-0+deb12u1', true],
  ['5.5.5-10.6.1-MariaDB', true],
  ['11.4.2-MariaDB', true],
  ['8.0.36', true],
  ['8.4.0', true],
  ['9.1.0', true],
  ['5.7.44-log', false],
  ['10.5.23-MariaDB', false],
  ['5.5.5-10.3.39-MariaDB', false],
])('a server that calls itself %s is new enough: %s', (version, enough) => {
  const check = (): void => checkVersion(version, PLACE);
  if (enough) check();
  else expect(check).toThrow(/db:3306 is .*needs MariaDB 10.6 or MySQL 8.0, or later: upgrade it/);
});

test('a missing right, a full disk and a read-only server are said with what to do', () => {
  const said = (errno: number, sqlMessage: string): unknown =>
    explainMysql(Object.assign(new Error(sqlMessage), { errno, code: 'ER_X', sqlMessage }), PLACE);
  const create = said(1142, "CREATE command denied to user 'hub'@'x' for table `hub`.`meta`");
  expect(create).toMatchObject({ message: expect.stringMatching(/CREATE command denied.*GRANT ALL ON `hub`/) });
  expect(said(1114, 'The table cell is full')).toMatchObject({ message: expect.stringMatching(/Free some space/) });
  expect(said(1290, 'running with --read-only')).toMatchObject({ message: expect.stringMatching(/read-only/) });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
