import { decodeRecord, type TopicRecord } from './record';

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;
const EVENT = {
  specversion: '1.0',
  id: '1',
  source: 'urn:example:a',
  type: 'vn.province.dossier.v1',
  subject: 'H-1',
  time: new Date(NOW).toISOString(),
  data: { agencyCode: 'A' },
};
const record = (value: unknown, over: Partial<TopicRecord> = {}): TopicRecord => ({
  offset: 5,
  key: null,
  value: value === null ? null : Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)),
  timestamp: NOW,
  ...over,
});
const options = { now: NOW, futureBoundMs: DAY };

/** The one problem of a record, or what it says. */
function problemOf(given: TopicRecord, more = options): { field: string; expected: string; value?: string } | string {
  const [decoded, ...rest] = decodeRecord(given, more);
  expect(rest).toEqual([]);
  return decoded!.ok ? decoded!.fact.subject : decoded!.problem;
}

test('an event is read with its subject for a key, and without a key', () => {
  expect(problemOf(record(EVENT, { key: Buffer.from('H-1') }))).toBe('H-1');
  expect(problemOf(record(EVENT))).toBe('H-1');
});

test('another key is told, and never shown', () => {
  for (const key of ['H-2', '001088012345', 'Nguyễn Văn Mẫu']) {
    expect(problemOf(record(EVENT, { key: Buffer.from(key) }))).toEqual({
      field: 'key',
      expected: "the subject of the event, 'H-1'",
    });
  }
});

test('what is no event at all is told as such', () => {
  expect(problemOf(record(null))).toMatchObject({ field: '', expected: expect.stringContaining('with a value') });
  expect(problemOf(record(Buffer.from('{')))).toMatchObject({ expected: expect.stringContaining('one JSON object') });
  expect(problemOf(record(Buffer.from([0xff, 0xfe])))).toMatchObject({ expected: expect.stringContaining('UTF-8') });
  expect(problemOf(record(Buffer.alloc(2 * 1024 * 1024, 0x20)))).toMatchObject({
    expected: expect.stringContaining('at most 1048576 bytes'),
  });
  expect(problemOf(record([EVENT]))).toMatchObject({ expected: expect.stringContaining('one by one') });
});

test('the bound of the future follows the message, but never a clock that is ahead', () => {
  const tomorrow = (days: number): object => ({ ...EVENT, time: new Date(NOW + days * DAY).toISOString() });
  expect(problemOf(record(tomorrow(1)))).toBe('H-1');
  expect(problemOf(record(tomorrow(1.01)))).toMatchObject({ field: 'time' });
  expect(problemOf(record(tomorrow(0.5), { timestamp: NOW - DAY }))).toMatchObject({ field: 'time' });
  expect(problemOf(record(tomorrow(3), { timestamp: NOW + 2.5 * DAY }))).toMatchObject({ field: 'time' });
  expect(problemOf(record(tomorrow(0.5), { timestamp: -1 }))).toBe('H-1');
  expect(problemOf(record(tomorrow(2)), { ...options, futureBoundMs: 2 * DAY })).toBe('H-1');
});

test('what else a topic carries is read by its own reader', () => {
  const other = (parsed: unknown): [] | undefined => (Array.isArray(parsed) ? [] : undefined);
  expect(decodeRecord(record([1, 2]), { ...options, other })).toEqual([]);
  expect(decodeRecord(record(EVENT), { ...options, other })).toHaveLength(1);
});
