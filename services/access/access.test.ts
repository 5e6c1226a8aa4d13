import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, MIGRATIONS, openSqlite } from '../../infra/database';
import { Access, createKey, KEY_MEMORY, listKeys, type NewKey, opensSource, revokeKey } from '.';
import { keyText, newKey, parseKey } from './secret';

const SOURCE = 'urn:province:one-stop';
let folder: string;
let database: Database;
let clock = 0;
let access: Access;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-access-'));
  database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
  access = new Access({ reads: database, auth: 'on', clock: () => clock });
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const create = (key: NewKey): Promise<string> => database.write((sql) => createKey(sql, key, 1_700_000_000_000));
const idOf = (key: string): string => parseKey(key)!.id;

test('a key opens what its role opens, and the store holds no secret', async () => {
  const sender = await create({ role: 'source', source: SOURCE, name: 'One-stop shop' });
  const office = await create({ role: 'office', name: 'Provincial office' });
  expect(await access.caller(`Bearer ${sender}`)).toEqual({ role: 'source', id: idOf(sender), source: SOURCE });
  expect(await access.caller(`bearer  ${office} `)).toEqual({ role: 'office', id: idOf(office), source: '' });
  const stored = JSON.stringify(await database.read(listKeys));
  for (const key of [sender, office]) {
    expect(stored).toContain(idOf(key));
    expect(stored).not.toContain(parseKey(key)!.secret);
  }
});

test('every key is another one', () => {
  const keys = Array.from({ length: 100 }, () => keyText(newKey()));
  expect(new Set(keys.map(idOf)).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^hub_[0-9a-f]{12}_[\w-]{43}$/);
});

test('without a key, and with one that is none of ours, the caller is anonymous', async () => {
  const key = await create({ role: 'office', name: 'Provincial office' });
  const other = newKey();
  const wrong = [
    'nonsense',
    key,
    `Basic ${key}`,
    `Bearer ${key}x`,
    `Bearer ${key.slice(0, -1)}`,
    `Bearer ${keyText(other)}`,
    `Bearer ${keyText({ id: idOf(key), secret: other.secret })}`,
    `Bearer hub_${idOf(key)}_${' '.repeat(43)}`,
  ];
  for (const header of wrong) expect(await access.caller(header)).toEqual({ role: 'anonymous', why: 'wrong key' });
  for (const header of [undefined, '', '  '])
    expect(await access.caller(header)).toEqual({ role: 'anonymous', why: 'no key' });
});

test('a revoked key is refused within the bound, at once where nobody has used it', async () => {
  const [used, unused] = [await create({ role: 'office', name: 'A' }), await create({ role: 'office', name: 'B' })];
  expect(await access.caller(`Bearer ${used}`)).toMatchObject({ role: 'office' });
  for (const key of [used, unused]) await database.write((sql) => revokeKey(sql, idOf(key), 1_800_000_000_000));
  expect(await access.caller(`Bearer ${unused}`)).toEqual({ role: 'anonymous', why: 'revoked key' });
  clock += KEY_MEMORY;
  expect(await access.caller(`Bearer ${used}`)).toEqual({ role: 'anonymous', why: 'revoked key' });
  await expect(database.write((sql) => revokeKey(sql, idOf(used), 1))).rejects.toThrow('was revoked at 2027-01-15');
  await expect(database.write((sql) => revokeKey(sql, 'nobody', 1))).rejects.toThrow('no key has this id');
});

test('a key is looked up once in a while, an unknown one never remembered', async () => {
  const key = await create({ role: 'office', name: 'A' });
  const statements = async (header: string): Promise<number> => {
    const before = database.statements;
    await access.caller(header);
    return database.statements - before;
  };
  expect(await statements(`Bearer ${key}`)).toBe(1);
  expect(await statements(`Bearer ${key}`)).toBe(0);
  clock += KEY_MEMORY;
  expect(await statements(`Bearer ${key}`)).toBe(1);
  const unknown = `Bearer ${keyText(newKey())}`;
  expect([await statements(unknown), await statements(unknown)]).toEqual([1, 1]);
  expect(await statements('Bearer hub_made_up')).toBe(0);
});

test('with HUB_AUTH=off everyone is the office, whatever they send', async () => {
  const open = new Access({ reads: database, auth: 'off' });
  for (const header of [undefined, 'Bearer nonsense'])
    expect(await open.caller(header)).toMatchObject({ role: 'office' });
});

test.each([
  [SOURCE, SOURCE, true],
  [SOURCE, `${SOURCE}:2`, false],
  [SOURCE, SOURCE.toUpperCase(), false],
  [`${SOURCE}*`, `${SOURCE}:2`, true],
  [`${SOURCE}:*`, SOURCE, false],
  [`${SOURCE}:*`, 'urn:province:other', false],
])('a key for %s opens %s: %s', (key, source, opens) => expect(opensSource(key, source)).toBe(opens));

test.each<[NewKey, RegExp]>([
  [{ role: 'source', name: 'A' }, /--source \(absent\): expected the CloudEvents source/],
  [{ role: 'source', source: '*', name: 'A' }, /--source \*: expected/],
  [{ role: 'source', source: 'urn:a b', name: 'A' }, /--source urn:a b: expected/],
  [{ role: 'office', source: SOURCE, name: 'A' }, /expected none with --role office/],
  [{ role: 'office', name: ' ' }, /--name ' ': expected 1 to 200 characters/],
])('%j is refused', async (key, words) => {
  await expect(create(key)).rejects.toThrow(words);
  expect(await database.read(listKeys)).toEqual([]);
});
