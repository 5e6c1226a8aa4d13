import { parse } from 'csv-parse/sync';
import { ask, DEADLINE, HubBox } from '../support/hub';
import { dossier, figures, halves, jsonLines, type Row } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeAll(async () => {
  box = new HubBox();
  expect((await box.run(['import', box.write('facts.jsonl', jsonLines(FACTS))])).code).toBe(0);
});
afterAll(() => box.close());

const at = (day: number, hour = '08:00:00'): string => `2022-11-${String(day).padStart(2, '0')}T${hour}+07:00`;
const completed = (subject: string, day: number): object =>
  dossier(subject, { status: 'COMPLETED', completedAt: at(day) }, { id: `${subject}/2`, time: at(day) });

/** Promised for November 18: one in time, one late, one still open; and one of another agency, promised for later. */
const FACTS = [
  ...['in-time', 'late', 'open'].map((subject) => dossier(subject, { dueAt: at(18, '17:00:00') })),
  dossier('elsewhere', { agencyCode: 'H44.02', channel: 'COUNTER', dueAt: at(30) }),
  completed('in-time', 18),
  completed('late', 22),
  { ...dossier('name'), type: 'vn.province.agency.v1', subject: 'H44.02', data: { name: 'Sở, "hai"' } },
];

test('the table: a head, a line for each indicator with both halves, targets and results', async () => {
  const { code, stdout, stderr } = await box.run(['indicators', '--period', '2022-11']);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(
    'everything, 2022-11 (2022-11-01 to 2022-12-01, exclusive), as of 2022-11-30T23:59:59.999+07:00',
  );
  expect(lines[2]).toMatch(/^ # {2}Chỉ số +Tử số +Mẫu số +Giá trị +Chỉ tiêu +Kết quả$/);
  expect(stdout).toMatch(/^ 4 {2}Tỷ lệ giải quyết trước hạn và đúng hạn +1 +2 +50\.00 % +≥ 100 {2}MISSED$/m);
  expect(stdout).toMatch(/^ 6 {2}Số hồ sơ chậm, muộn +2 +– +2 +≤ 0 {2}MISSED$/m);
  expect(stdout).not.toContain('SIMULATED');
  const rows = await figures(box, '2022-11');
  expect(lines.filter((line) => /^ ?\d/.test(line)).map((line) => Number(line.slice(0, 2)))).toHaveLength(rows.length);
});

test('json and csv say the same, and both what the API says', async () => {
  const rows = await figures(box, '2022-Q4');
  const { code, stdout } = await box.run(['indicators', '--period', '2022-Q4', '--format', 'csv']);
  expect(code).toBe(0);
  const table = parse(stdout, { columns: true }) as Record<keyof Row, string>[];
  expect(table).toEqual(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)])),
    ),
  );
  const hub = await box.serve();
  const query = `{ indicators { code value(period: "2022-Q4") {
    period from to asOf numerator denominator value missing target status revision } } }`;
  const { indicators } = await ask<{ indicators: { code: string; value: object }[] }>(hub.url, query);
  expect(indicators.map(({ code: indicator, value }) => ({ indicator, agency: null, ...value }))).toEqual(rows);
  await hub.stop();
});

test('an agency alone, by a code that facts name or the catalogue describes', async () => {
  expect(halves(await figures(box, '2022-11', {}, ['--agency', 'H44.01']), 'e-dossier-rate')).toEqual([3, 3]);
  const other = await figures(box, '2022-11', {}, ['--agency', 'H44.02']);
  expect(halves(other, 'e-dossier-rate')).toEqual([0, 1]);
  expect(other[0]!.agency).toBe('H44.02');
});

test('as of an earlier day or instant: what was so then', async () => {
  const late = async (...more: string[]): Promise<[number | null, string]> => {
    const rows = await figures(box, '2022-11', {}, more);
    return [halves(rows, 'late-dossiers')[0], rows[0]!.asOf];
  };
  expect(await late('--as-of', '2022-11-18')).toEqual([0, '2022-11-18T23:59:59.999+07:00']);
  expect(await late('--as-of', '2022-11-19')).toEqual([2, '2022-11-19T23:59:59.999+07:00']);
  // Under DATE an instant stands for its local day: this one lies on November 19 in Vietnam.
  expect(await late('--as-of', '2022-11-18T17:00:00Z')).toEqual([2, '2022-11-19T23:59:59.999+07:00']);
  expect(await late()).toEqual([2, '2022-11-30T23:59:59.999+07:00']);
});

test('before the period there is no value, and the reason is said instead of a 0 %', async () => {
  const rows = await figures(box, '2022-11', {}, ['--as-of', '2022-10-01']);
  expect(new Set(rows.map(({ value, missing }) => `${value} ${missing}`))).toEqual(new Set(['null NOT_DUE_YET']));
});
