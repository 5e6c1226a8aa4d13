import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConfig } from '../../infra/config-stack';
import { type Database, MIGRATIONS, openMysql, openSqlite } from '../../infra/database';
import type { LatenessRule } from '../../services/indicators';
import { openEngine, type TestEngine } from './engine';
import { describeStack } from './stack';

/** Where a test's database lies: a server's, or undefined for a file of its own. */
type Where = () => Promise<DatabaseConfig | undefined>;

/** The same tests against SQLite and against MariaDB, which must agree to the byte. */
function describeBoth(name: string, tests: (where: Where) => void): void {
  describe(`${name}, on SQLite`, () => tests(async () => undefined));
  describeStack(`${name}, on MariaDB`, (stack) => tests(() => stack.databaseConfig()));
}

/**
 * Tests of databases, on both kinds.
 * @param tests are given what opens an empty one; those still open are closed after the tests
 */
export function describeDatabases(name: string, tests: (open: () => Promise<Database>) => void): void {
  describeBoth(name, (where) => {
    const opened: (() => Promise<void>)[] = [];
    afterAll(async () => {
      for (const close of opened) await close();
    });
    tests(async () => {
      const config = await where();
      if (config !== undefined) {
        const database = await openMysql(config, MIGRATIONS);
        opened.push(() => database.close());
        return database;
      }
      const folder = mkdtempSync(join(tmpdir(), 'hub-database-'));
      const database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
      opened.push(async () => {
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      });
      return database;
    });
  });
}

/** How much a kind of database is asked to do in a test of random histories: a server takes longer for each. */
export interface Effort {
  /** Of so many runs on SQLite, how many on this kind. */
  runs(onSqlite: number): number;
}

/** Tests of engines, on both kinds. */
export function describeEngines(
  name: string,
  tests: (open: (rule?: LatenessRule, timeZone?: string) => Promise<TestEngine>, effort: Effort) => void,
): void {
  describe(`${name}, on SQLite`, () => tests(openEngine, { runs: (all) => all }));
  describeStack(`${name}, on MariaDB`, (stack) => {
    const open = async (rule: LatenessRule = 'DATE', timeZone = 'Asia/Ho_Chi_Minh'): Promise<TestEngine> =>
      openEngine(rule, timeZone, await stack.databaseConfig());
    tests(open, { runs: (all) => Math.ceil(all / 8) });
  });
}

/** Settings of a hub whose store is on either kind, for tests over HTTP. */
export function describeHubs(
  name: string,
  tests: (settings: () => Promise<{ database: DatabaseConfig | undefined }>) => void,
): void {
  describeBoth(name, (where) => tests(async () => ({ database: await where() })));
}
