import { gzipSync } from 'node:zlib';
import { DEADLINE, HubBox, within } from '../support/hub';
import { CLEAN, dossier, dossiers, figures, halves, jsonLines, settled } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

const FACTS = dossiers(30);

describe('JSON Lines', () => {
  test('imported twice: the second time everything is repeated and no figure moves', async () => {
    const file = box.write('facts.jsonl', jsonLines(FACTS));
    const first = await box.run(['import', file]);
    expect(first).toEqual({ code: 0, signal: null, stdout: 'accepted 30, repeated 0, dead-lettered 0\n', stderr: '' });
    const before = await figures(box, '2022-11');
    expect(halves(before, 'e-dossier-rate')).toEqual([20, 30]);

    const second = await box.run(['import', file]);
    expect(second).toEqual({ code: 0, signal: null, stdout: 'accepted 0, repeated 30, dead-lettered 0\n', stderr: '' });
    // The revision stands still, too: nobody downstream is told of a change that is none.
    expect(await figures(box, '2022-11')).toEqual(before);
    const verified = await box.run(['verify']);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringMatching(CLEAN)]);
  });

  test('packed, with a byte order mark, with CRLF, without a last newline: the same facts', async () => {
    const plain = jsonLines(FACTS);
    const forms: [string, string | Buffer][] = [
      ['facts.jsonl', plain],
      ['facts.jsonl.gz', gzipSync(plain)],
      // Told by its bytes, not by its name.
      ['packed-without-saying-so.jsonl', gzipSync(`\ufeff${plain}`)],
      ['mark.jsonl', `\ufeff${plain}`],
      ['crlf.jsonl', `\r\n${plain.replaceAll('\n', '\r\n')}`],
      ['cut.jsonl', plain.trimEnd()],
    ];
    const said: string[] = [];
    for (const [name, content] of forms) said.push((await box.run(['import', box.write(name, content)])).stdout);
    expect(said).toEqual([
      'accepted 30, repeated 0, dead-lettered 0\n',
      ...new Array(5).fill('accepted 0, repeated 30, dead-lettered 0\n'),
    ]);
  });

  test('a line at fault: exit code 1, the line and the field named, its neighbours taken', async () => {
    const bad = dossier('D-bad', { channel: 'FAX' });
    const file = box.write('facts.jsonl', jsonLines([FACTS[0], '', bad, '{"broken', FACTS[1]]));
    const ran = await box.run(['import', file]);
    expect([ran.code, ran.stdout]).toEqual([1, 'accepted 2, repeated 0, dead-lettered 2\n']);
    expect(ran.stderr.split('\n')).toEqual([
      `${file}:3: data.channel: expected one of ONLINE, COUNTER, POSTAL, or null (got 'FAX')`,
      `${file}:4: expected one JSON object: a CloudEvents 1.0 event in structured mode`,
      '',
    ]);
    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([2, 2]);
  });

  test('many lines at fault: the first are shown, the rest are counted', async () => {
    const file = box.write('facts.jsonl', jsonLines(new Array(25).fill('no json')));
    const { code, stdout, stderr } = await box.run(['import', file]);
    expect([code, stdout]).toEqual([1, 'accepted 0, repeated 0, dead-lettered 25\n']);
    expect(stderr.trim().split('\n')).toHaveLength(11);
    expect(stderr).toMatch(/^and 15 more dead letters$/m);
  });

  test('an empty file says so by its counts, and a relative path stands where the person does', async () => {
    box.write('empty.jsonl', '');
    const ran = await box.run(['import', 'empty.jsonl']);
    expect(ran).toEqual({ code: 0, signal: null, stdout: 'accepted 0, repeated 0, dead-lettered 0\n', stderr: '' });
  });
});

test('two files of the same facts in another order and other pieces give the same figures', async () => {
  const facts = FACTS.flatMap((fact) => [
    fact,
    {
      ...fact,
      id: `${fact['subject']}/2`,
      time: '2022-11-20T08:00:00+07:00',
      data: { completedAt: '2022-11-20T08:00:00+07:00' },
    },
  ]);
  await box.run(['import', box.write('all.jsonl', jsonLines(facts))]);
  const whole = settled(await figures(box, '2022-11'));
  const settings = { HUB_DATA_DIR: box.path('other') };
  await box.run(['import', box.write('late.jsonl', jsonLines(facts.slice(20).reverse()))], settings);
  await box.run(['import', box.write('rest.jsonl', jsonLines(facts.slice(0, 25)))], settings);
  expect(settled(await figures(box, '2022-11', settings))).toEqual(whole);
});

describe('a table through a mapping', () => {
  const MAPPING = `
version: 1
type: vn.province.dossier.v1
source: urn:example:permits
zone: Asia/Ho_Chi_Minh
subject: { column: case }
time: { column: changed }
data:
  agencyCode: { column: department, map: { "General, north": GEN }, else: OTHER }
  channel: { column: way, map: { Internet: ONLINE, Desk: COUNTER } }
  receivedAt: { column: started }
  dueAt: { column: deadline, format: "dd/MM/yyyy HH:mm" }
`;
  const ROWS = [
    'case,department,way,started,deadline,changed',
    'A-1,"General, north",Internet,2022-11-01 08:00:00,08/11/2022 17:00,2022-11-01 08:00:00',
    'A-2,"Said ""so""",Desk,2022-11-02 08:00:00,,2022-11-02 08:00:00',
    'A-3,"General, north",Fax,2022-11-03 08:00:00,,2022-11-03 08:00:00',
  ];

  test('how far a time may lie ahead is the setting of the hub, as for JSON Lines', async () => {
    const ahead = Date.now() + 30 * 3_600_000;
    const line = dossier('ahead', {}, { time: new Date(ahead).toISOString() });
    const local = new Date(ahead + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const row = `A-9,"General, north",Internet,2022-11-01 08:00:00,,${local}`;
    const files = [
      [box.write('ahead.jsonl', jsonLines([line]))],
      [box.write('ahead.csv', `${ROWS[0]}\n${row}\n`), '--mapping', box.write('map.yaml', MAPPING)],
    ];
    const said = { 24: 'accepted 0, repeated 0, dead-lettered 1\n', 48: 'accepted 1, repeated 0, dead-lettered 0\n' };
    for (const [hours, totals] of Object.entries(said)) {
      const settings = { HUB_FUTURE_HOURS: hours };
      for (const file of files) expect((await box.run(['import', ...file], settings)).stdout).toBe(totals);
    }
  });

  test('counts, the unmapped value by name, and the same table packed with a mark and CRLF is repeated', async () => {
    const mapping = box.write('map.yaml', MAPPING);
    const table = box.write('cases.csv', ROWS.join('\n'));
    const first = await box.run(['import', table, '--mapping', mapping]);
    expect([first.code, first.stdout]).toEqual([1, 'accepted 2, repeated 0, dead-lettered 1\n']);
    expect(first.stderr).toContain(`${table}:4: data.channel: expected column way: a cell that the mapping knows`);
    expect(first.stderr).toContain(`(got 'Fax')`);

    const packed = box.write('cases.csv.gz', gzipSync(`\ufeff${ROWS.slice(0, 3).join('\r\n')}\r\n`));
    const second = await box.run(['import', packed, '--mapping', mapping]);
    expect([second.code, second.stdout]).toEqual([0, 'accepted 0, repeated 2, dead-lettered 0\n']);

    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([1, 2]);
    expect(halves(await figures(box, '2022-11', {}, ['--agency', 'GEN']), 'e-dossier-rate')).toEqual([1, 1]);
    expect(halves(await figures(box, '2022-11', {}, ['--agency', 'OTHER']), 'e-dossier-rate')).toEqual([0, 1]);
  });
});

// A named pipe stays open as long as the test wants, so that the import is as long as its progress needs.
const hasPipes = process.platform !== 'win32';
(hasPipes ? test : test.skip)(
  'where there is no terminal progress comes in plain lines on standard error',
  async () => {
    const { spawnSync } = await import('node:child_process');
    const { open } = await import('node:fs/promises');
    const pipe = box.path('pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const running = box.start(['import', pipe]);
    const into = await within(open(pipe, 'w'), DEADLINE, 'the import to open its file');
    let written = 0;
    const batch = jsonLines(dossiers(500));
    while (running.stderr() === '') {
      await within(into.write(batch), DEADLINE, 'the import to read on');
      written += 500;
    }
    await into.close();
    const { code, stdout, stderr } = await running.ended;
    expect([code, stdout]).toEqual([0, `accepted 500, repeated ${written - 500}, dead-lettered 0\n`]);
    for (const line of stderr.trim().split('\n')) {
      // Nobody knows how long a pipe is, so no share of it is claimed.
      expect(line).toMatch(new RegExp(`^import ${pipe} accepted 500, repeated \\d+, dead-lettered 0$`));
    }
  },
);
