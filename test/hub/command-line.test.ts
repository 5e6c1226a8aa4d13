import BetterSqlite3 from 'better-sqlite3';
import { DEADLINE, HubBox, PROJECT, type Ran } from '../support/hub';
import { dossier, dossiers, expectRefusal, jsonLines } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

const COMMANDS = [
  'serve',
  'import',
  'replay',
  'verify',
  'rebuild',
  'simulate',
  'indicators',
  'explain',
  'keys',
  'doctor',
];

describe('help', () => {
  test('the whole: every command, exit code 0', async () => {
    const { code, stdout, stderr } = await box.run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect((await box.run(['help'])).stdout).toBe(stdout);
  });

  test('each command: how to call it, exit code 0', async () => {
    const ran = await box.runAll(COMMANDS.map((command) => [command, '--help']));
    for (const [index, { code, stdout, stderr }] of ran.entries()) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(new RegExp(`^Usage: hub ${COMMANDS[index]}\\b`));
    }
  });
});

describe('a wrong word: exit code 2, what is wrong, and where help is', () => {
  const CASES: [args: string[], said: RegExp][] = [
    [['improt', 'facts.jsonl'], /'improt' is neither a command nor a role; the commands are .*import.*--help/],
    [['--verbose'], /unknown option '--verbose'\n\(--help tells more\)/],
    [['import'], /missing required argument 'file'\n\(--help tells more\)/],
    [
      ['import', '--maping', 'm.yaml', 'x'],
      /unknown option '--maping'\n\(Did you mean --mapping\?\)\n\(--help tells more\)/,
    ],
    [['verify', 'everything'], /too many arguments for 'verify'.*\n\(--help tells more\)/],
    [['replay', '--from-dead-leters'], /unknown option '--from-dead-leters'/],
    [['serve', 'gateway'], /role 'gateway': embedded, the hub runs whole in one process; the role is 'all'/],
    [['indicators'], /required option '--period <p>' not specified/],
    [
      ['indicators', '--period', '2022-13'],
      /period: '2022-13' is no period\. Right would be 2022, 2022-H1, .*R2022-Q4/,
    ],
    [['indicators', '--period', '2022-Q5'], /period: '2022-Q5' is no period/],
    [['indicators', '--period', '2022-02-30'], /period: '2022-02-30' is no period/],
    [['indicators', '--period', '2022', '--format', 'xml'], /'xml' is invalid\. Allowed choices are table, json, csv/],
    [['indicators', '--period', '2022', '--agency', 'H99'], /--agency H99: no fact names this agency/],
    [['indicators', '--period', '2022', '--as-of', 'yesterday'], /--as-of yesterday: expected an instant such as/],
    [['indicators', '--period', '2022', '--as-of', '2022-02-30'], /--as-of 2022-02-30: expected an instant such as/],
    [['indicators', '--period', '2022', '--as-of', '2022-02-30T00:00:00Z'], /--as-of 2022-02-30T00:00:00Z: expected/],
    [['indicators', '--period', '2022', '--as-of', '2022-02-20T00:00:00'], /--as-of 2022-02-20T00:00:00: expected/],
    [['simulate'], /required option '--dossiers <n>' not specified/],
    [['simulate', '--dossiers', 'many'], /--dossiers many: expected a whole number/],
    [['simulate', '--dossiers', '-1'], /--dossiers/],
    [['simulate', '--dossiers', '1', '--from', '2022-02-30'], /not a date \(yyyy-MM-dd\): 2022-02-30/],
    [['simulate', '--dossiers', '1', '--to', '2022-01-01'], /to \(2022-01-01\) must be after from/],
    [['simulate', '--dossiers', '1', '--out', 'no/such/folder/x'], /--out .*x cannot be written/],
  ];
  let words: HubBox;
  let ran: Ran[];
  beforeAll(async () => {
    words = new HubBox();
    ran = await words.runAll(CASES.map(([args]) => args));
  });
  afterAll(() => words.close());

  test.each(CASES.map(([args, said], index) => ({ args, said, index })))('hub $args', ({ said, index }) => {
    expectRefusal(ran[index]!, said);
  });
});

describe('doctor', () => {
  test('all is well: exit code 0, a line for each check', async () => {
    await box.run([
      'import',
      box.write('facts.jsonl', jsonLines([...dossiers(3), dossier('bad', { channel: 'FAX' })])),
    ]);
    const { code, stdout } = await box.run(['doctor']);
    const varying = /^(?:ok {3}|odd {2})(disk|clock|node|calendar|directive): .*(?:\n {5}.*)*$/gm;
    expect(stdout.replace(varying, 'ok   $1')).toBe(
      `ok   node\nok   configuration: embedded, data in ${box.data}\n` +
        'ok   store: real, zone Asia/Ho_Chi_Minh, lateness DATE, revision 1, 2 sources, 1 dead letters\n' +
        "ok   directive\nok   targets: the program's\nok   calendar\nok   agencies: 0 described\n" +
        'ok   reported facts: nothing odd\nok   disk\nok   clock\n',
    );
    expect(code).toBe(0);
  });

  test('faults: exit code 1, each check that can still be made is made', async () => {
    const settings = await box.run(['doctor'], { HUB_LATENESS: 'never', HUB_PORT: 'x' });
    expect([settings.code, settings.stdout]).toEqual([
      1,
      expect.stringMatching(/^FAIL configuration: .*\n.*HUB_PORT=x.*\n.*HUB_LATENESS=never/m),
    ]);

    await box.run(['import', box.write('facts.jsonl', jsonLines(dossiers(3)))]);
    const zone = await box.run(['doctor'], { HUB_TIME_ZONE: 'Europe/Amsterdam' });
    expect([zone.code, zone.stdout]).toEqual([1, expect.stringMatching(/^FAIL store: .*Asia\/Ho_Chi_Minh.*rebuild/m)]);
    expect(zone.stdout).toMatch(/^ok {3}disk/m);

    const database = new BetterSqlite3(box.path('data/hub.db'));
    database.prepare('UPDATE source SET newest_event = ?').run(Date.now() + 40 * 86_400_000);
    database.close();
    const clock = await box.run(['doctor']);
    expect([clock.code, clock.stdout]).toEqual([
      1,
      expect.stringMatching(/^FAIL store: the clock is behind the facts of urn:example:one-stop: set the clock$/m),
    ]);
  });
});

test('a reader who leaves early, as with `| head`, is no fault', async () => {
  const script = `"${process.execPath}" "${PROJECT}/dist/services/hub/main.js" simulate --dossiers 3000 | head -n 1 | wc -l; echo "exit \${PIPESTATUS[0]}"`;
  const { stdout, stderr } = await box.run(['-c', script], {}, { command: 'bash' });
  expect([stdout.trim().split(/\s+/), stderr]).toEqual([['1', 'exit', '0'], '']);
});
