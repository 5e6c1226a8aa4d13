import { InputError } from '../../../infra/errors';
import { parseMapping } from './mapping';

const VALID = `
version: 1
type: vn.province.dossier.v1
source: urn:example:permits
zone: Europe/Amsterdam
subject: { column: case_id }
time: { column: changed_at }
data:
  agencyCode:  { column: department, map: { General: GEN, 01: ONE, no: NONE }, else: OTHER }
  channel:     { column: channel, map: { Internet: ONLINE, Desk: COUNTER, "": POSTAL, gone: null } }
  status:      { value: RECEIVED }
  receivedAt:  { column: started, empty: null }
  dueAt:       { column: deadline, format: "dd/MM/yyyy HH:mm" }
  voided:      { value: false }
  retracts:    { value: [a, b] }
`;

function faultsOf(text: string): readonly string[] {
  try {
    parseMapping(text);
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
  throw new Error('accepted');
}

/** The valid mapping with one line replaced. */
const withLine = (key: string, line: string): string => {
  const changed = VALID.replace(new RegExp(`^ *${key}:.*$`, 'm'), line);
  if (changed === VALID) throw new Error(`no line ${key}`);
  return changed;
};

describe('a mapping', () => {
  it('is read with its texts as they are written', () => {
    const mapping = parseMapping(VALID);
    expect(mapping).toMatchObject({ kind: 'dossier', source: 'urn:example:permits', delimiter: ',', id: null });
    expect(mapping.zone.name).toBe('Europe/Amsterdam');
    expect(mapping.subject).toMatchObject({ path: 'subject', column: 'case_id', map: null, emptyIsNull: false });
    const data = Object.fromEntries(mapping.data.map((cell) => [cell.rule.name, cell]));
    expect(data['agencyCode']).toMatchObject({ path: 'data.agencyCode', column: 'department', otherwise: 'OTHER' });
    expect([...data['agencyCode']!.map!]).toEqual([
      ['General', 'GEN'],
      ['01', 'ONE'],
      ['no', 'NONE'],
    ]);
    expect([...data['channel']!.map!]).toEqual([
      ['Internet', 'ONLINE'],
      ['Desk', 'COUNTER'],
      ['', 'POSTAL'],
      ['gone', null],
    ]);
    expect(data['channel']!.otherwise).toBeUndefined();
    expect(data['status']).toMatchObject({ column: null, constant: 'RECEIVED' });
    expect(data['receivedAt']).toMatchObject({ emptyIsNull: true, format: null });
    expect(data['dueAt']!.format!.text).toBe('dd/MM/yyyy HH:mm');
    expect(data['voided']!.constant).toBe(false);
    expect(data['retracts']!.constant).toEqual(['a', 'b']);
  });

  it('may carry a delimiter, an encoding, an id, a sequence, aliases and a constant time', () => {
    const more = 'delimiter: "\\t"\nencoding: UTF-8\nid: { column: event }\nsequence: { column: no }\n';
    const mapping = parseMapping(
      withLine('time', `time: &t { value: 2012-01-23 15:42:54 }\n${more}`).replace(
        '{ column: started, empty: null }',
        '*t',
      ),
    );
    expect(mapping).toMatchObject({ delimiter: '\t', id: { column: 'event' }, sequence: { column: 'no' } });
    expect(mapping.time.constant).toBe('2012-01-23T14:42:54.000Z');
    expect(mapping.data.find(({ path }) => path === 'data.receivedAt')!.constant).toBe('2012-01-23T14:42:54.000Z');
  });

  it('has the zone of the hub where it names none', () => {
    const text = withLine('zone', '');
    expect(parseMapping(text).zone.name).toBe('Asia/Ho_Chi_Minh');
    expect(parseMapping(text, { defaultZone: 'Europe/Paris' }).zone.name).toBe('Europe/Paris');
  });
});

describe('a fault in a mapping', () => {
  it.each([
    ['version', 'version: 2', 'version (line 2): must be 1'],
    ['version', '', 'version: must be 1'],
    [
      'type',
      'type: vn.province.dosier.v1',
      /^type \(line 3\): must be one of vn\.province\.dossier\.v1, .*; did you mean vn\.province\.dossier\.v1\?$/,
    ],
    ['source', '', /^source: is missing/],
    ['source', 'source: ~', /^source \(line 4\): must be a code of 1 to 256 characters \(null was given\)/],
    ['source', 'source: [a]', 'source (line 4): a single value is expected here'],
    ['zone', 'zone: Europe/Amsterdm', /^zone \(line 5\): unknown time zone: Europe\/Amsterdm/],
    ['subject', '', /^subject: is missing/],
    ['time', '', /^time: is missing/],
    ['time', 'time: { value: yesterday }', /^time\.value \(line 7\): must be an instant such as .*, not "yesterday"$/],
    ['time', 'time: { value: 2011-03-27 02:30:00 }', /must be a date and time that exist in Europe\/Amsterdam/],
    ['time', 'time: { value: 1812-03-27 }', /date out of range/],
    ['subject', 'subject: case_id', 'subject (line 6): keys with values are expected here'],
    [
      'subject',
      'subject: { colum: case_id, column: b }',
      /^subject\.colum \(line 6\): there is no such key; did you mean column\?/,
    ],
    ['subject', 'subject: { column: a, empty: null }', /^subject\.empty \(line 6\): is out of place/],
    ['subject', 'subject: { column: a, value: b }', 'subject.column (line 6): has no place beside value'],
    ['subject', 'subject: {}', /^subject \(line 6\): needs a column/],
    ['subject', 'subject: { column: a, format: yyyy }', /has a meaning for times only/],
    ['subject', 'subject: { column: a }\nid: { value: x }', /^id \(line 7\): a column is needed/],
    [
      'subject',
      'subject: { column: a }\ndelimter: ";"',
      /^delimter \(line 7\): there is no such key; did you mean delimiter\?/,
    ],
    ['subject', 'subject: { column: a }\ndelimiter: ";;"', /^delimiter \(line 7\): must be one character/],
    ['subject', 'subject: { column: a }\nencoding: latin1', 'encoding (line 7): must be utf-8'],
    [
      'status',
      '  statos: { value: RECEIVED }',
      /^data\.statos \(line 11\): dossier facts have no such field; did you mean status\?/,
    ],
    [
      'status',
      '  status: { value: RECIEVED }',
      /must be one of REGISTERED, .*; did you mean RECEIVED\?, not "RECIEVED"/,
    ],
    [
      'channel',
      '  channel: { column: c, map: { Desk: COUTNER } }',
      /^data\.channel\.map\.Desk \(line 10\): must be one of ONLINE/,
    ],
    ['channel', '  channel: { column: c, map: {} }', /must name at least one cell/],
    [
      'channel',
      '  channel: { column: c, else: ONLINE }',
      /^data\.channel\.else \(line 10\): has a meaning beside map only/,
    ],
    ['channel', '  channel: { column: c, map: { a: ONLINE }, else: OFFLINE }', /^data\.channel\.else/],
    ['voided', '  voided: { value: yes }', /must be true, false, 1 or 0, not "yes"/],
    ['voided', '  rating: { value: 6 }', /must be a whole number from 1 to 5/],
    ['receivedAt', '  receivedAt: { column: c, empty: x }', /can only be null/],
    [
      'dueAt',
      '  dueAt: { column: c, format: dd/MM/YYYY }',
      /^data\.dueAt\.format \(line 13\): cannot be read: YYYY is none of/,
    ],
    ['retracts', '  retracts: { value: [a, ""] , x: 1}', /^data\.retracts\.x/],
  ] as const)('%s: %j is told with its place', (key, line, expected) => {
    const faults = faultsOf(withLine(key, line));
    expect(faults).toHaveLength(1);
    if (typeof expected === 'string') expect(faults[0]).toBe(expected);
    else expect(faults[0]).toMatch(expected);
  });

  it('does not hide another', () => {
    const faults = faultsOf(
      'version: 3\ntype: vn.province.dossier.v1\nsubject: {column: a, mpa: {}}\ndata: {x: {value: 1}, rating: {value: 9}}',
    );
    expect(faults.map((fault) => fault.split(/[ :]/)[0])).toEqual([
      'version',
      'source',
      'subject.mpa',
      'time',
      'data.x',
      'data.rating.value',
    ]);
  });

  it('is told for what is no mapping at all', () => {
    expect(faultsOf('hello')).toEqual(['keys with values are expected here']);
    expect(faultsOf('')).toEqual(['keys with values are expected here']);
    expect(faultsOf('a: b\n c: d')[0]).toMatch(/at line 1/);
    expect(faultsOf(`${VALID}\nversion: 1`)[0]).toMatch(/unique/);
    expect(faultsOf(withLine('data', 'dat:'))).toEqual([
      expect.stringMatching(/^dat \(line 8\): there is no such key; did you mean data\?/),
      'data: is missing: which columns hold which fields',
    ]);
    expect(faultsOf(VALID.slice(0, VALID.indexOf('data:') + 5))[0]).toMatch(/^data \(line 8\): keys with values/);
  });

  it('is a field of figures, which no table has', () => {
    const text = VALID.replace('dossier', 'report').replace(/data:.*$/s, 'data: { values: { column: v } }');
    expect(faultsOf(text)).toEqual([expect.stringMatching(/^data\.values \(line 8\): cannot come from a table/)]);
  });
});
