import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../../infra/errors';
import { decodeFact, type Incoming, type Problem } from '../../indicators';
import { parseMapping } from './mapping';
import { readFacts } from './read-facts';

// Files are read for real: a busy machine may take its time.
jest.setTimeout(60_000);

const MAPPING = `
version: 1
type: vn.province.dossier.v1
source: urn:example:permits
zone: Europe/Amsterdam
subject: { column: case_id }
time: { column: changed_at }
data:
  agencyCode:  { column: department, map: { General: GEN }, else: OTHER }
  channel:     { column: channel, map: { Internet: ONLINE, Desk: COUNTER } }
  status:      { value: RECEIVED }
  receivedAt:  { column: started }
  dueAt:       { column: deadline, format: "dd/MM/yyyy HH:mm", empty: null }
  lateReason:  { column: note }
`;
const HEADER = 'case_id,changed_at,department,channel,started,deadline,note,other';
const ROW = 'c-1,2011-10-11 13:42:22,General,Internet,2011-10-11T13:42:22.688+02:00,06/12/2011 13:42,,Nguyễn Văn A';

const RECEIVED_AT = Date.parse('2026-06-01T00:00:00Z');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'table-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function read(
  content: string | Buffer,
  mapping = MAPPING,
): Promise<{ incoming: Incoming[]; error: Error | undefined; path: string }> {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, content);
  const incoming: Incoming[] = [];
  try {
    for await (const batch of readFacts(path, { mapping: parseMapping(mapping), receivedAt: () => RECEIVED_AT })) {
      incoming.push(...batch);
    }
    return { incoming, error: undefined, path };
  } catch (error) {
    return { incoming, error: error as Error, path };
  }
}

const rows = async (...lines: string[]): Promise<Incoming[]> => {
  const { incoming, error } = await read([HEADER, ...lines].join('\n'));
  if (error !== undefined) throw error;
  return incoming;
};

function refusal(incoming: Incoming | undefined): { problem: Problem; redacted: string; incomplete: boolean } {
  if (incoming === undefined || incoming.decoded.ok) throw new Error('accepted');
  return incoming.decoded;
}

/** The row with one cell replaced. */
const rowWith = (column: string, cell: string): string => {
  const cells = ROW.split(',');
  cells[HEADER.split(',').indexOf(column)] = cell;
  return cells.join(',');
};

describe('a row', () => {
  it('becomes a fact through the mapping', async () => {
    const { incoming, path } = await read(gzipSync(`\ufeff${HEADER}\r\n${ROW}\r\n`));
    expect(incoming).toEqual([
      {
        origin: { place: path, position: 2 },
        decoded: {
          ok: true,
          fact: {
            kind: 'dossier',
            subject: 'c-1',
            id: expect.stringMatching(/^[0-9a-f]{32}$/),
            source: 'urn:example:permits',
            time: Date.parse('2011-10-11T13:42:22+02:00'),
            sequence: null,
            data: {
              agencyCode: 'GEN',
              channel: 'ONLINE',
              status: 'RECEIVED',
              receivedAt: Date.parse('2011-10-11T13:42:22.688+02:00'),
              dueAt: Date.parse('2011-12-06T13:42:00+01:00'),
            },
          },
        },
      },
    ]);
  });

  it('says nothing by an empty cell, or null where the mapping says so', async () => {
    const [incoming] = await rows('c-1,2011-10-11 13:42:22,,,,,,');
    expect(incoming?.decoded).toMatchObject({ ok: true, fact: { data: { status: 'RECEIVED', dueAt: null } } });
    if (incoming?.decoded.ok) expect(Object.keys(incoming.decoded.fact.data)).toEqual(['status', 'dueAt']);
  });

  it('is mapped by whole cells, and by else where there is one', async () => {
    const [other, prefix] = await rows(rowWith('department', 'Generally'), rowWith('channel', 'Intern'));
    expect(other?.decoded).toMatchObject({ ok: true, fact: { data: { agencyCode: 'OTHER' } } });
    expect(refusal(prefix).problem).toEqual({
      field: 'data.channel',
      expected: 'column channel: a cell that the mapping knows: "Internet", "Desk"; did you mean Internet?',
      value: 'Intern',
    });
  });

  it('has the same id each time, and another with any other cell', async () => {
    const ids = (await rows(ROW, ROW, rowWith('other', 'B'), rowWith('case_id', 'c-2'))).map(
      ({ decoded }) => decoded.ok && decoded.fact.id,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
    const [again] = await rows(ROW);
    expect(again?.decoded).toMatchObject({ ok: true, fact: { id: ids[0] } });
  });

  it('has an id and a sequence of its own where the mapping names their columns', async () => {
    const mapping = `${MAPPING}\nid: { column: other }\nsequence: { column: note }`.replace(/^ {2}lateReason.*$/m, '');
    const { incoming } = await read(`${HEADER}\n${rowWith('other', 'evt-9')}\n${rowWith('note', '12')}`, mapping);
    expect(incoming[0]?.decoded).toMatchObject({ ok: true, fact: { id: 'evt-9', sequence: null } });
    expect(incoming[1]?.decoded).toMatchObject({ ok: true, fact: { id: 'Nguyễn Văn A', sequence: '12' } });
  });
});

describe('a row at fault', () => {
  it.each([
    ['case_id', '', 'subject', 'it is missing', undefined],
    ['case_id', ' c-1', 'subject', 'column case_id: a code without blanks', ' c-1'],
    ['changed_at', '', 'time', 'it is missing', undefined],
    [
      'changed_at',
      '2011-03-27 02:30:00',
      'time',
      'column changed_at: a date and time that exist in Europe/Amsterdam',
      '2011-03-27 02:30:00',
    ],
    ['changed_at', '2027-01-01', 'time', 'column changed_at: an instant not later than', '2027-01-01'],
    ['started', '11/10/2011', 'data.receivedAt', 'column started: an instant such as', '11/10/2011'],
    ['started', '0211-10-11', 'data.receivedAt', 'date out of range', '0211-10-11'],
    ['deadline', '2011-12-06', 'data.dueAt', 'column deadline: a time written as dd/MM/yyyy HH:mm', '2011-12-06'],
    [
      'channel',
      'x'.repeat(300),
      'data.channel',
      'column channel: a cell that the mapping knows',
      `${'x'.repeat(100)}…`,
    ],
  ])('in %s (%p) is told with its field and column', async (column, cell, field, expected, value) => {
    const incoming = await rows(ROW, rowWith(column, cell), ROW);
    expect(incoming.map(({ decoded }) => decoded.ok)).toEqual([true, false, true]);
    expect(incoming[1]?.origin.position).toBe(3);
    const { problem } = refusal(incoming[1]);
    expect(problem.field).toBe(field);
    expect(problem.expected).toContain(expected);
    expect(problem.value).toBe(value);
  });

  it('keeps what the contract knows, and nothing of other columns or free text', async () => {
    const long = `"${'Nguyễn, ốm '.repeat(100)}"`;
    const [fax, note] = await rows(rowWith('channel', 'Fax'), rowWith('note', long));
    const { redacted, incomplete } = refusal(fax);
    expect(incomplete).toBe(true);
    expect(JSON.parse(redacted)).toMatchObject({ subject: 'c-1', data: { agencyCode: 'GEN', status: 'RECEIVED' } });
    expect(redacted).not.toMatch(/Nguy|Fax/);
    expect(refusal(note).problem).toEqual({
      field: 'data.lateReason',
      expected: 'column note: text of at most 1000 characters, or null',
    });
    expect(JSON.stringify(refusal(note))).not.toContain('Nguy');
  });

  it('shows no cell of free text, even where the mapping maps it', async () => {
    const mapping = MAPPING.replace('{ column: note }', '{ column: note, map: { none: null } }');
    const { incoming } = await read(`${HEADER}\n${rowWith('note', 'Nguyễn ốm')}`, mapping);
    expect(refusal(incoming[0]).problem).toEqual({
      field: 'data.lateReason',
      expected: 'column note: a cell that the mapping knows: "none"',
    });
  });

  it('can be tried again from what was kept, where only its time had not come', async () => {
    const [early] = await rows(rowWith('changed_at', '2027-01-01'));
    const { redacted, incomplete } = refusal(early);
    expect(incomplete).toBe(false);
    expect(decodeFact(redacted, { receivedAt: Date.parse('2027-01-01T00:00:00Z') }).ok).toBe(true);
  });

  it('has too few or too many cells, or broken quoting', async () => {
    const incoming = await rows('a,b', ROW, `${ROW},x`, rowWith('note', '"x"y'), rowWith('note', '"two\nlines"'), 'z');
    expect(incoming.map(({ origin, decoded }) => [origin.position, decoded.ok])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, false],
      [6, true],
      [8, false],
    ]);
    expect(refusal(incoming[0])).toEqual({
      ok: false,
      problem: { field: '', expected: '8 cells, as the header has (the row has 2)' },
      redacted: '[row of 2 cells]',
      incomplete: true,
    });
    expect(refusal(incoming[3]).problem.expected).toContain('a quotation mark only around a whole cell');
    expect(refusal(incoming[3]).redacted).toMatch(/^\[\d+ characters\]$/);
  });

  it('says nothing at all', async () => {
    const mapping = MAPPING.replace(/^ {2}(status|dueAt).*\n/gm, '');
    const { incoming } = await read(`${HEADER}\nc-1,2011-10-11,,,,,,\n`, mapping);
    expect(refusal(incoming[0]).problem).toEqual({ field: 'data', expected: 'at least one field of a dossier fact' });
  });
});

describe('a table at fault', () => {
  it('lacks columns: all are named, with those it has, before any row is taken', async () => {
    const { incoming, error, path } = await read(`case_id,changed_at,departement,channel\n${ROW}`);
    expect(incoming).toEqual([]);
    expect(error).toBeInstanceOf(InputError);
    expect(error?.message.split('\n')).toEqual([
      `${path}: the table lacks columns that the mapping names:`,
      '  department (for data.agencyCode); did you mean departement?',
      '  started (for data.receivedAt)',
      '  deadline (for data.dueAt)',
      '  note (for data.lateReason)',
      '  its columns are: case_id, changed_at, departement, channel',
    ]);
  });

  it('has a column twice, but may have several without a name', async () => {
    expect((await read(`${HEADER},note\n`)).error?.message).toMatch(/the header has the column note twice/);
    expect((await read(`${HEADER},,\n${ROW},,\n`)).incoming).toMatchObject([{ decoded: { ok: true } }]);
  });

  it('is empty, or has a broken header; a header alone is a table without rows', async () => {
    expect((await read('')).error?.message).toMatch(/is empty: a table begins with/);
    expect((await read('a"b,c\n')).error?.message).toMatch(/line 1, the header, must be a quotation mark only/);
    expect(await read(`${HEADER}\n`)).toMatchObject({ incoming: [], error: undefined });
  });

  it('is cut off: the rows before the cut are taken', async () => {
    const noise = Array.from({ length: 20_000 }, (_, index) => rowWith('other', String((index * 7919) % 100_003)));
    const packed = gzipSync([HEADER, ...noise].join('\n'));
    const { incoming, error } = await read(packed.subarray(0, packed.length >> 1));
    expect(error?.message).toMatch(/truncated gzip: .* lines were read/);
    expect(incoming.length).toBeGreaterThan(5_000);
    expect(incoming.every(({ decoded }) => decoded.ok)).toBe(true);
  });
});
