import { gzipSync } from 'node:zlib';
import { DEADLINE, HubBox, type Ran } from '../support/hub';
import {
  CLEAN,
  dossier,
  dossiers,
  expectRefusal,
  figures,
  halves,
  jsonLines,
  type Message,
} from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

describe('a message at fault is told by its field, its value, and what would be right', () => {
  const sound = dossier('sound');
  const without = (attribute: string): Message => {
    const { [attribute]: _, ...rest } = dossier('without');
    return rest;
  };
  /** Each line of the file, and what is said of it. */
  const CASES: [message: unknown, said: string][] = [
    ['{"specversion":', ': expected one JSON object: a CloudEvents 1.0 event in structured mode'],
    [
      '[]',
      ': expected one JSON object: a CloudEvents 1.0 event in structured mode (a list was given: events come one by one, not as a list)',
    ],
    [dossier('a', { feeRequired: 'yes' }), ': data.feeRequired: expected true or false, or null (text was given)'],
    [
      dossier('b', { chanel: 'ONLINE' }),
      ': data.chanel: expected only fields that dossier facts have; did you mean channel?',
    ],
    [dossier('c', {}, { type: 'vn.province.dosier.v1' }), "(got 'vn.province.dosier.v1')"],
    [
      dossier('d', { dueAt: '2022-02-30T17:00:00+07:00' }),
      ": data.dueAt: expected an instant whose date and time exist (got '2022-02-30T17:00:00+07:00')",
    ],
    [
      dossier('e', { dueAt: '2220-01-01T17:00:00+07:00' }),
      ": data.dueAt: expected an instant from 1990-01-01 up to the end of 2099 (date out of range) (got '2220-01-01T17:00:00+07:00')",
    ],
    [
      dossier('f', { dueAt: '2022-11-20T17:00:00' }),
      ": data.dueAt: expected an instant with its offset, such as 2022-11-20T17:00:00+07:00 (got '2022-11-20T17:00:00')",
    ],
    [without('subject'), ': subject: expected a code of 1 to 128 characters; it is missing'],
    [without('time'), ': time: expected an instant with its offset, such as 2022-11-25T08:15:00+07:00; it is missing'],
    [without('data'), ': data: expected an object with at least one field of a dossier fact; it is missing'],
    [dossier('g', { rating: 6 }), ": data.rating: expected a whole number from 1 to 5, or null (got '6')"],
    [dossier('g', {}, { subject: ' g ' }), ": subject: expected a code without blanks at its ends (got ' g ')"],
    [dossier('h', { lateReason: 'x'.repeat(1024 * 1024) }), ': expected a line of at most 1048576 bytes'],
  ];

  test('all of them at once, and the sound one among them is taken', async () => {
    const lines = [...CASES.map(([message]) => message), sound];
    // Ten problems are shown at a time.
    const halvesOfFile = [lines.slice(0, 7), lines.slice(7)];
    const said: string[] = [];
    for (const [index, part] of halvesOfFile.entries()) {
      const file = box.write(`part-${index}.jsonl`, jsonLines(part));
      const { code, stderr } = await box.run(['import', file]);
      expect(code).toBe(1);
      said.push(
        ...stderr
          .trim()
          .split('\n')
          .map((line) => line.replace(file, '')),
      );
    }
    expect(said).toEqual(
      CASES.map(([, words], index) =>
        expect.stringContaining(`:${(index % 7) + 1}${words.startsWith(':') ? words : ''}`),
      ),
    );
    for (const [index, [, words]] of CASES.entries()) expect(said[index]).toContain(words);
    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([1, 1]);
  });

  test('a statement of the day after tomorrow would win every merge until then', async () => {
    const time = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const { code, stderr } = await box.run([
      'import',
      box.write('facts.jsonl', jsonLines([dossier('a', {}, { time })])),
    ]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/:1: time: expected an instant not later than .* \(too far in the future\)/),
    ]);
    expect(stderr).toContain(time);
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['absent', (name: string) => name, /absent cannot be read: there is no such file/],
    ['a folder', () => '.', /is a directory, not a file/],
    ['below a file', () => `${box.write('facts.jsonl', '')}/x`, /cannot be read: there is no such file/],
    [
      'UTF-16',
      (name: string) => box.write(name, Buffer.from(`\ufeff${jsonLines(dossiers(1))}`, 'utf16le')),
      /is written in UTF-16; save it as UTF-8/,
    ],
    [
      'a table without a mapping',
      () => box.write('cases.csv', 'a,b\n1,2\n'),
      /cases\.csv is a table: it needs a mapping/,
    ],
  ])('%s', async (name, path, said) => {
    expectRefusal(await box.run(['import', path(name)]), said);
  });

  test('a truncated gzip: what could be unpacked is taken and told, the rest can come later', async () => {
    const messages = dossiers(2000);
    const whole = gzipSync(jsonLines(messages));
    const file = box.write('facts.jsonl.gz', whole.subarray(0, whole.length / 2));
    const cut = await box.run(['import', file]);
    expectRefusal(
      cut,
      /truncated gzip: the file ends after \d+ bytes, of which \d+ bytes could be unpacked; \d+ lines were read/,
    );
    const taken = Number(/^accepted (\d+), repeated 0, dead-lettered 0\n$/.exec(cut.stdout)?.[1]);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBe(Number(/; (\d+) lines were read/.exec(cut.stderr)?.[1]));
    box.write('facts.jsonl.gz', whole);
    const { code, stdout } = await box.run(['import', file]);
    expect([code, stdout]).toEqual([0, `accepted ${2000 - taken}, repeated ${taken}, dead-lettered 0\n`]);
    expect((await box.run(['verify'])).stdout).toMatch(CLEAN);
  });

  test('a damaged gzip', async () => {
    const packed = gzipSync(jsonLines(dossiers(2000)));
    const middle = packed.length >> 1;
    packed.fill(0xaa, middle, middle + 64);
    expectRefusal(await box.run(['import', box.write('facts.jsonl.gz', packed)]), /damaged gzip|truncated gzip/);
  });
});

describe('a mapping that cannot be used', () => {
  const MAPPING = `
version: 1
type: vn.province.dossier.v1
source: urn:example:permits
subject: { column: case }
time: { column: changed }
data:
  agencyCode: { column: department }
`;
  const importTable = (table: string, mapping: string): Promise<Ran> =>
    box.run(['import', box.write('cases.csv', table), '--mapping', box.write('map.yaml', mapping)]);

  test('it names columns that the table has not: each is told, and what there is', async () => {
    const ran = await importTable('case,departments,changedAt\nA,B,C\n', MAPPING);
    expectRefusal(
      ran,
      'the table lacks columns that the mapping names',
      /department \(for data\.agencyCode\).*departments/,
      /changed \(for time\)/,
    );
    expect(ran.stderr).toContain('its columns are: case, departments, changedAt');
    expect(ran.stdout).toBe('');
  });

  test('it has faults of its own: all at once', async () => {
    const ran = await importTable(
      'case\nA\n',
      MAPPING.replace('version: 1', 'version: 2').replace('dossier', 'dosier').replace('subject:', 'subjekt:'),
    );
    expectRefusal(
      ran,
      'map.yaml cannot be used',
      /version.*must be 1/,
      /vn\.province\.dossier\.v1/,
      /subject.*missing/,
      /subjekt.*no such key/,
    );
  });

  test('it names an unknown field or value, is no YAML, or is not there', async () => {
    expectRefusal(
      await importTable('case\nA\n', MAPPING.replace('agencyCode', 'agencyKode')),
      /data\.agencyKode.*no such field.*agencyCode/,
    );
    const value = MAPPING.replace('{ column: department }', 'X').replace('agencyCode: X', 'channel: { value: FAX }');
    expectRefusal(await importTable('case\nA\n', value), /data\.channel.*ONLINE, COUNTER, POSTAL/);
    expectRefusal(await importTable('case\nA\n', '{{{'), 'map.yaml');
    const table = box.write('cases.csv', 'case\nA\n');
    expectRefusal(await box.run(['import', table, '--mapping', 'nowhere.yaml']), /nowhere\.yaml cannot be read/);
  });

  test('a table with nothing in it, or with a header alone', async () => {
    expectRefusal(await importTable('', MAPPING), 'cases.csv is empty: a table begins with a line of column names');
    const { code, stdout } = await importTable('case,department,changed\n', MAPPING);
    expect([code, stdout]).toEqual([0, 'accepted 0, repeated 0, dead-lettered 0\n']);
  });

  test('a cell at fault is told by its column and its value', async () => {
    const ran = await importTable('case,department,changed\nA-1,H44,yesterday\n,H44,2022-11-01 08:00:00\n', MAPPING);
    expect([ran.code, ran.stdout]).toEqual([1, 'accepted 0, repeated 0, dead-lettered 2\n']);
    expect(ran.stderr).toMatch(/cases\.csv:2: time: expected column changed: .*\(got 'yesterday'\)/);
    expect(ran.stderr).toMatch(/cases\.csv:3: subject: expected .*missing/);
  });
});
