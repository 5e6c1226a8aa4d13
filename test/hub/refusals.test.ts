import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import BetterSqlite3 from 'better-sqlite3';
import { DEADLINE, HubBox, MAIN, post } from '../support/hub';
import { CLEAN, dossiers, expectRefusal, jsonLines } from '../support/hub-facts';
import { canMount, runMounted } from './mounted';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

describe('settings', () => {
  test('all faults at once, each with what would be right', async () => {
    const ran = await box.run(['verify'], {
      HUB_PORT: '99999',
      HUB_TIME_ZONE: 'Mars/Olympus',
      HUB_LATENESS: 'maybe',
      HUB_EMPTY: 'perhaps',
      HUB_AUTH: 'sometimes',
      HUB_SHOW_PERSONS: 'some',
      HUB_KAFKA_BROKERS: 'nowhere',
      HUB_DATABASE_URL: 'postgres://hub:geheim@127.0.0.1/hub',
    });
    expectRefusal(
      ran,
      'HUB_PORT=99999: expected a port from 0 to 65535',
      'HUB_TIME_ZONE=Mars/Olympus: expected a zone such as Asia/Ho_Chi_Minh',
      'HUB_LATENESS=maybe: expected DATE or INSTANT',
      'HUB_EMPTY=perhaps: expected 1 or 0',
      'HUB_AUTH=sometimes: expected on or off',
      'HUB_SHOW_PERSONS=some: expected 1 or 0',
      'HUB_KAFKA_BROKERS=nowhere: expected host:port',
      'HUB_DATABASE_URL: expected mysql://user:password@host:port/database (it begins with postgres://)',
    );
    expect(ran.stderr.trim().split('\n')).toHaveLength(9);
    expect(ran.stderr).not.toContain('geheim');
    expect(existsSync(box.data)).toBe(false);
  });

  test('a wider address is for those who hold keys', async () => {
    expectRefusal(
      await box.run(['verify'], { HUB_HOST: '0.0.0.0', HUB_AUTH: 'off' }),
      /HUB_HOST=0\.0\.0\.0: .*loopback/,
    );
    const served = await box.serve({ HUB_HOST: '0.0.0.0' });
    expect((await post(served.url.replace('0.0.0.0', '127.0.0.1'), [])).status).toBe(401);
    await served.stop();
  });

  test('a name that is no setting is told, and does no harm', async () => {
    const { code, stderr } = await box.run(['verify'], { HUB_LATENES: 'INSTANT' });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^warning: HUB_LATENES is no setting .*HUB_LATENESS/)]);
  });
});

test('a port in use: which, and what to do; the store is left as it was', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  try {
    expectRefusal(
      await box.run(['serve'], { HUB_PORT: String(port) }),
      `Port ${port} on 127.0.0.1 is already in use`,
      'set HUB_PORT to a free port',
    );
  } finally {
    await new Promise((done) => other.close(done));
  }
  expect((await box.run(['verify'])).code).toBe(0);
});

describe('a data folder that cannot be written', () => {
  const CANNOT = /The data folder .* cannot be written .*HUB_DATA_DIR/;

  test('below a file, or a file itself', async () => {
    const file = box.write('file', 'something else');
    expectRefusal(await box.run(['verify'], { HUB_DATA_DIR: file }), CANNOT, file);
    expectRefusal(await box.run(['verify'], { HUB_DATA_DIR: `${file}/data` }), CANNOT, file);
  });

  // A file system that says of a folder that is there that it is not: making it must end all the same.
  const hasProc = existsSync('/proc/self');
  (hasProc ? test : test.skip)('in a file system where nobody makes folders', async () => {
    expectRefusal(await box.run(['verify'], { HUB_DATA_DIR: '/proc/hub/data' }), CANNOT, '/proc/hub');
  });

  // Nothing is forbidden to root, so as root the hub runs as somebody else, where they may read the checkout.
  const options = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const canRun = spawnSync(process.execPath, [MAIN, '--help'], options).status === 0;
  if (!canRun)
    process.stderr.write('left out: a folder without rights (root here, and no other user may read the checkout)\n');
  (canRun ? test : test.skip).each([
    ['the folder', 0o555, 0o666],
    ['the file', 0o777, 0o444],
  ])('without the right to write %s', async (_, folder, file) => {
    chmodSync(box.folder, 0o755);
    expect((await box.run(['verify'])).code).toBe(0);
    chmodSync(box.path('data/hub.db'), file);
    chmodSync(box.data, folder);
    try {
      expectRefusal(await box.run(['verify'], {}, options), CANNOT, 'permission denied');
    } finally {
      chmodSync(box.data, 0o755);
    }
  });

  (canMount ? test : test.skip)('on a read-only file system', async () => {
    const { stdout } = await runMounted(
      box,
      'mount -t tmpfs -o size=4m tmpfs "$DATA" && hub verify && mount -o remount,ro "$DATA" && hub verify && hub doctor',
    );
    const [first, second, third] = stdout.split(/^exit /m);
    expect(first).toMatch(CLEAN);
    expect(second).toMatch(/^0\nThe data folder .* cannot be written \(EROFS/);
    expect(third).toMatch(/^2$.*^FAIL store: The data folder [^\n]* cannot be written/ms);
    expect(stdout).toMatch(/exit 1\n$/);
  });
});

describe('a full data folder', () => {
  (canMount ? test : test.skip)('loses nothing: with more space the same import goes on', async () => {
    const file = box.write('facts.jsonl', jsonLines(dossiers(20_000)));
    await box.run(['import', file]);
    // Room for the first batches, whatever the tables look like, but never for the last.
    const size = Math.floor(statSync(box.path('data/hub.db')).size * 0.8);
    const { stdout, stderr } = await runMounted(
      box,
      `mount -t tmpfs -o size=${size} tmpfs "$DATA" && hub import "${file}" && hub verify && hub doctor &&
       mount -o remount,size=${10 * size} "$DATA" && hub import "${file}" && hub verify`,
    );
    expect(stderr).toBe('');
    const [full, afterwards, doctor, finished, clean] = stdout.split(/^exit \d\n/m) as string[];
    expect(stdout.match(/^exit \d$/gm)).toEqual(['exit 2', 'exit 0', 'exit 1', 'exit 0', 'exit 0']);
    expect(full).toMatch(
      /^The disk that holds .*hub\.db is full\. Free some space; nothing that was committed is lost\.$/m,
    );
    // What was said to be taken is what is there: whole batches.
    const told = Number(/^accepted (\d+), repeated 0/m.exec(full!)?.[1]);
    expect([0, told % 5000]).toEqual([told > 0 && told < 20_000 ? 0 : told, 0]);
    expect(afterwards).toBe(`verified ${told} states: 0 differences\n`);
    expect(doctor).toMatch(/^FAIL disk: .*free some space/m);
    expect(finished).toBe(`accepted ${20_000 - told}, repeated ${told}, dead-lettered 0\n`);
    expect(clean).toBe('verified 20000 states: 0 differences\n');
  });

  (canMount ? test : test.skip)('from the start', async () => {
    const { stdout } = await runMounted(box, 'mount -t tmpfs -o size=40k tmpfs "$DATA" && hub verify');
    expect(stdout).toMatch(/^The disk that holds .* is full\. Free some space/);
    expect(stdout).toMatch(/^exit 2$/m);
  });
});

describe('a database that is not this one', () => {
  test('of a newer version: which step it has, and what to do; it is left alone', async () => {
    await box.run(['verify']);
    const database = new BetterSqlite3(box.path('data/hub.db'));
    database
      .prepare('INSERT INTO migration (timestamp, name) VALUES (?, ?)')
      .run(4102444800000, 'Tomorrow4102444800000');
    database.close();
    const commands = [['verify'], ['rebuild'], ['serve'], ['import', box.write('facts.jsonl', '')]];
    for (const ran of await box.runAll(commands)) {
      expectRefusal(ran, /hub\.db was written by a newer version .*Tomorrow4102444800000/, 'HUB_DATA_DIR');
    }
    const { code, stdout } = await box.run(['doctor']);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^FAIL store: .*newer version/m)]);
  });

  test.each([
    ['something else', Buffer.from('this is no database, whatever its name says. '.repeat(200))],
    ['a few bytes', Buffer.from('hub')],
  ])('no database at all: %s', async (_, content) => {
    box.write('data/hub.db', content);
    expectRefusal(await box.run(['verify']), /hub\.db is not a database of the hub, or it is damaged/);
  });

  test('a database torn in the middle', async () => {
    await box.run(['import', box.write('facts.jsonl', jsonLines(dossiers(500)))]);
    const database = new BetterSqlite3(box.path('data/hub.db'));
    database.pragma('journal_mode = DELETE');
    const size = Number(database.pragma('page_size', { simple: true }));
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.close();
    const { open } = await import('node:fs/promises');
    const handle = await open(box.path('data/hub.db'), 'r+');
    await handle.write(Buffer.alloc(size * (pages - 2), 0xaa), 0, size * (pages - 2), 2 * size);
    await handle.close();
    const { code, stderr } = await box.run(['verify']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/not a database of the hub, or it is damaged/)]);
  });

  test('a folder in its place', async () => {
    mkdirSync(box.path('data/hub.db'), { recursive: true });
    expectRefusal(await box.run(['verify']), /hub\.db/);
  });
});
