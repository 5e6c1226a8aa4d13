import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, MIGRATIONS, openSqlite, type Sql } from '../../infra/database';
import { DEADLINE, HubBox, within } from '../support/hub';

let folder: string;
let database: Database;
let neighbour: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-isolation-'));
  database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
  // Connections of its own to the same file, as another process has them.
  neighbour = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
  await put(database, 'old');
});
afterEach(async () => {
  await database.close();
  await neighbour.close();
  rmSync(folder, { recursive: true, force: true });
});

const BULK = { table: 'meta', key: ['name'], columns: ['name', 'value'], onConflict: 'replace' } as const;
const write = (sql: Sql, value: string): Promise<number> => sql.write(BULK, [['demonstration', value]]);
const put = (on: Database, value: string): Promise<number> => on.write((sql) => write(sql, value));
async function look(sql: Sql): Promise<string | undefined> {
  const rows = await sql.all<{ value: string }>("SELECT value FROM meta WHERE name = 'demonstration'");
  return rows[0]?.value;
}

/** A point that one flow waits at until another has reached it. */
function gate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('while a write is open every read sees the old state; once it is committed, the new', async () => {
  const [written, seen] = [gate(), gate()];
  const writing = database.write(async (sql) => {
    await write(sql, 'new');
    expect(await look(sql)).toBe('new');
    written.open();
    await seen.opened;
  });
  await written.opened;
  for (const reader of [database, neighbour]) expect(await reader.read(look)).toBe('old');
  seen.open();
  await writing;
  for (const reader of [database, neighbour]) expect(await reader.read(look)).toBe('new');
});

test('a write that fails leaves nothing behind', async () => {
  const failing = database.write(async (sql) => {
    await write(sql, 'new');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  for (const reader of [database, neighbour]) expect(await reader.read(look)).toBe('old');
  await put(database, 'newer');
  expect(await neighbour.read(look)).toBe('newer');
});

test('a read is one picture, whatever is committed while it looks', async () => {
  const seen = await database.read(async (sql) => {
    const first = await look(sql);
    await put(neighbour, 'new');
    await put(database, 'newer');
    return [first, await look(sql)];
  });
  expect(seen).toEqual(['old', 'old']);
  expect(await database.read(look)).toBe('newer');
});

test('more reads at once than there are connections wait for one another, not for writes', async () => {
  const start = gate();
  let inside = 0;
  const reads = Array.from({ length: 12 }, () =>
    database.read(async (sql) => {
      inside++;
      const first = await look(sql);
      await start.opened;
      expect(await look(sql)).toBe(first);
      return first;
    }),
  );
  await put(database, 'new');
  const early = inside;
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(12);
  start.open();
  const seen = await within(Promise.all(reads), DEADLINE, 'all reads');
  expect(seen.filter((value) => value === 'old')).toHaveLength(early);
  expect(seen.filter((value) => value === 'new')).toHaveLength(12 - early);
});

test('writes of several connections come one after another, and none is lost', async () => {
  await put(database, '0');
  const increment = (on: Database): Promise<unknown> =>
    on.write(async (sql) => {
      const before = Number(await look(sql));
      // Gives the others every chance to come between.
      await new Promise((resolve) => setImmediate(resolve));
      return write(sql, String(before + 1));
    });
  await Promise.all(Array.from({ length: 100 }, (_, i) => increment(i % 2 === 0 ? database : neighbour)));
  expect(await database.read(look)).toBe('100');
});

test(
  'many processes may open a new store at the same time: one makes its tables, the rest wait',
  async () => {
    const box = new HubBox();
    try {
      const ran = await Promise.all(Array.from({ length: 6 }, () => box.run(['verify'])));
      for (const each of ran) {
        expect(each).toEqual({ code: 0, signal: null, stdout: 'verified 0 states: 0 differences\n', stderr: '' });
      }
    } finally {
      await box.close();
    }
  },
  2 * DEADLINE,
);
