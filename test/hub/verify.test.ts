import BetterSqlite3 from 'better-sqlite3';
import { ask, DEADLINE, HubBox, post, send } from '../support/hub';
import { CLEAN, dossier, expectRefusal, figures, halves, jsonLines, settled } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;

/** Received just after midnight in Vietnam, which is the day before in Europe; promised for noon, done at one. */
const FACTS = Array.from({ length: 6 }, (_, i) =>
  dossier(`D-${i}`, {
    agencyCode: i < 4 ? 'H44.01' : 'H44.02',
    status: 'COMPLETED',
    receivedAt: '2022-11-01T00:30:00+07:00',
    dueAt: '2022-11-10T12:00:00+07:00',
    completedAt: '2022-11-10T13:00:00+07:00',
  }),
);

async function filled(settings = {}): Promise<void> {
  const { code } = await box.run(['import', box.write('facts.jsonl', jsonLines(FACTS))], settings);
  expect(code).toBe(0);
}

type Row = Record<string, string | number>;

/** Does something to the store behind the hub's back. */
function meddle<T>(work: (database: BetterSqlite3.Database) => T): T {
  const database = new BetterSqlite3(box.path('data/hub.db'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const keyText = (row: Row, key: string[]): string => key.map((name) => `${name}=${row[name]}`).join(' ');
const CELL_KEY = ['grain', 'page', 'since_bucket', 'on_bucket', 'agency', 'procedure_code', 'channel'];

/** One cell that is not zero, and the name of an amount in it. */
function someCell(database: BetterSqlite3.Database): { row: Row; amount: string; where: string } {
  const row = database.prepare("SELECT * FROM cell WHERE agency = 'H44.02' ORDER BY grain, page LIMIT 1").get() as Row;
  const amount = Object.keys(row).find((name) => /^v\d+$/.test(name) && row[name] !== 0)!;
  return { row, amount, where: CELL_KEY.map((name) => `${name} = @${name}`).join(' AND ') };
}

describe('hub verify finds what was tampered with, and hub rebuild mends it', () => {
  let untouched: object;
  beforeAll(async () => {
    box = new HubBox();
    await filled();
    untouched = settled(await figures(box, '2022-11'));
    expect((await box.run(['verify'])).stdout).toMatch(CLEAN);
  });
  // Whatever one test leaves behind would be a difference too many for the next.
  afterEach(async () => {
    expect(await box.run(['rebuild'])).toMatchObject({
      code: 0,
      stdout: 'rebuilt from 6 states, zone Asia/Ho_Chi_Minh, lateness DATE\n',
    });
  });
  afterAll(async () => {
    try {
      expect(await box.run(['verify'])).toMatchObject({ code: 0, stdout: expect.stringMatching(CLEAN) });
      expect(settled(await figures(box, '2022-11'))).toEqual(untouched);
    } finally {
      await box.close();
    }
  });

  test('an amount in a cell', async () => {
    const { row, amount } = meddle((database) => {
      const cell = someCell(database);
      database.prepare(`UPDATE cell SET ${cell.amount} = ${cell.amount} + 1 WHERE ${cell.where}`).run(cell.row);
      return cell;
    });
    const { code, stdout } = await box.run(['verify']);
    expect(code).toBe(1);
    expect(stdout).toContain(`cell ${keyText(row, CELL_KEY)}\n`);
    expect(stdout).toMatch(new RegExp(`^  stored: .*\\b${amount}=${Number(row[amount]) + 1}\\b`, 'm'));
    expect(stdout).toMatch(new RegExp(`^  computed: .*\\b${amount}=${row[amount]}\\b`, 'm'));
    expect(stdout).toMatch(/^verified 6 states: 1 differences$/m);
  });

  test('a cell that is gone', async () => {
    const { row } = meddle((database) => {
      const cell = someCell(database);
      database.prepare(`DELETE FROM cell WHERE ${cell.where}`).run(cell.row);
      return cell;
    });
    const { code, stdout } = await box.run(['verify']);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`cell ${keyText(row, CELL_KEY)}\n  stored:   no row\n`),
    ]);
  });

  test('a cell of an agency that no fact names', async () => {
    const { row } = meddle((database) => {
      const cell = someCell(database);
      database.prepare(`UPDATE cell SET agency = 'H99' WHERE ${cell.where}`).run(cell.row);
      return cell;
    });
    const { code, stdout } = await box.run(['verify']);
    expect(code).toBe(1);
    expect(stdout).toContain(`cell ${keyText({ ...row, agency: 'H99' }, CELL_KEY)}\n`);
    expect(stdout).toMatch(/^ {2}computed: no row$/m);
    expect(stdout).toMatch(/^verified 6 states: 2 differences$/m);
  });

  test('a contribution that names another agency, and one that is gone', async () => {
    meddle((database) => {
      database.prepare("UPDATE contribution SET agency = 'H99' WHERE subject = 'D-0'").run();
      database.prepare("DELETE FROM contribution WHERE subject = 'D-1'").run();
    });
    const { code, stdout } = await box.run(['verify']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^contribution .*subject=D-0.*\n {2}stored: .*agency=H99.*\n {2}computed: .*agency=H44\.01/m,
    );
    expect(stdout).toMatch(/^contribution .*subject=D-1.*\n {2}stored: +no row\n/m);
    // Looking changes nothing.
    expect((await box.run(['verify'])).stdout).toBe(stdout);
  });

  test('many differences: some are named, all are counted', async () => {
    const count = meddle((database) => {
      const { amount } = someCell(database);
      return database.prepare(`UPDATE cell SET ${amount} = ${amount} + 7`).run().changes;
    });
    const { code, stdout } = await box.run(['verify']);
    expect([code, stdout]).toEqual([1, expect.stringContaining(`verified 6 states: ${count} differences\n`)]);
  });
});

describe('a store keeps to its zone and its lateness rule', () => {
  beforeEach(() => {
    box = new HubBox();
  });
  afterEach(() => box.close());

  test('another zone is refused with what to do; rebuilt under it, the figures are those of its days', async () => {
    await filled();
    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([6, 6]);
    const amsterdam = { HUB_TIME_ZONE: 'Europe/Amsterdam' };
    const commands = [
      ['verify'],
      ['import', box.path('facts.jsonl')],
      ['serve'],
      ['indicators', '--period', '2022-11'],
    ];
    for (const ran of await box.runAll(commands, amsterdam)) {
      expectRefusal(
        ran,
        /zone Asia\/Ho_Chi_Minh, and HUB_TIME_ZONE asks for Europe\/Amsterdam\. Set HUB_TIME_ZONE=Asia\/Ho_Chi_Minh, or run `npm run hub -- rebuild`/,
      );
    }
    const rebuilt = await box.run(['rebuild'], amsterdam);
    expect([rebuilt.code, rebuilt.stdout]).toEqual([
      0,
      'rebuilt from 6 states, zone Europe/Amsterdam, lateness DATE\n',
    ]);
    expect((await box.run(['verify'], amsterdam)).stdout).toMatch(CLEAN);
    // 00:30 in Vietnam is October 31 in Amsterdam.
    expect(halves(await figures(box, '2022-11', amsterdam), 'e-dossier-rate')).toEqual([0, 0]);
    expect(halves(await figures(box, '2022-10', amsterdam), 'e-dossier-rate')).toEqual([6, 6]);
    // Not said, the zone is the store's own; said as it was, it is the one that does not fit now.
    expect(halves(await figures(box, '2022-10'), 'e-dossier-rate')).toEqual([6, 6]);
    expectRefusal(await box.run(['verify'], { HUB_TIME_ZONE: 'Asia/Ho_Chi_Minh' }), /HUB_TIME_ZONE=Europe\/Amsterdam/);
  });

  test('so is another lateness rule', async () => {
    await filled({ HUB_LATENESS: 'DATE' });
    expect(halves(await figures(box, '2022-11'), 'on-time-rate')).toEqual([6, 6]);
    const instant = { HUB_LATENESS: 'INSTANT' };
    expectRefusal(
      await box.run(['verify'], instant),
      /lateness rule DATE, and HUB_LATENESS asks for INSTANT\. Set HUB_LATENESS=DATE, or run .*rebuild/,
    );
    expect((await box.run(['rebuild'], instant)).stdout).toMatch(/lateness INSTANT$/m);
    // Done an hour after the hour, on the promised day.
    expect(halves(await figures(box, '2022-11', instant), 'on-time-rate')).toEqual([0, 6]);
    expect((await box.run(['verify'])).stdout).toMatch(CLEAN);
  });

  test('a hub that runs while the store is rebuilt under another rule stops answering for it, and says so', async () => {
    await filled();
    const hub = await box.serve();
    const query = '{ indicator(code: "on-time-rate") { value(period: "2022-11") { numerator } } }';
    expect(await ask(hub.url, query)).toEqual({ indicator: { value: { numerator: 6 } } });

    // The same rule again: nothing changes for it.
    expect((await box.run(['rebuild'])).code).toBe(0);
    expect(await ask(hub.url, query)).toEqual({ indicator: { value: { numerator: 6 } } });
    expect((await post(hub.url, FACTS)).json).toMatchObject({ repeated: 6 });

    expect((await box.run(['rebuild'], { HUB_LATENESS: 'INSTANT' })).code).toBe(0);
    expect(await send(`${hub.url}/readyz`)).toMatchObject({
      status: 503,
      json: { ok: false, checks: { definitions: expect.stringContaining('restart') } },
    });
    expect(await send(`${hub.url}/healthz`)).toMatchObject({ status: 200 });
    expect(await post(hub.url, dossier('new'))).toMatchObject({
      status: 503,
      json: { errors: [{ message: expect.stringContaining('Restart') }] },
    });
    await expect(ask(hub.url, query)).rejects.toThrow(/errors/);
    expect((await hub.stop()).code).toBe(0);

    const again = await box.serve();
    expect(await ask(again.url, query)).toEqual({ indicator: { value: { numerator: 0 } } });
    await again.stop();
  });
});
