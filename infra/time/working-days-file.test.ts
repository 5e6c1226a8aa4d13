import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { InputError } from '../errors';
import { dayNumber } from './day';
import { loadWorkingDays, workingDaysIn } from './working-days-file';
import { readCalendarTable } from './working-days-table';

const OFF = { day: '2027-02-05', until: '2027-02-11', kind: 'OFF', source: 'notice', certainty: 'VERIFIED' };
const SWAP = { day: '2027-04-29', kind: 'OFF', source: 'notice', certainty: 'VERIFIED' };
const WORKED = { ...SWAP, day: '2027-05-08', kind: 'WORKED', insteadOf: '2027-04-29' };
const TABLE = { version: '2027-1', zone: 'Asia/Ho_Chi_Minh', years: [2027], days: [OFF, WORKED, SWAP] };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-calendar-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function faultOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
}

test.each([
  ['JSON', 'a.json', JSON.stringify(TABLE)],
  ['YAML', 'a.yaml', stringify(TABLE)],
  ['YAML with bare dates', 'b.yaml', stringify(TABLE).replaceAll('"', '')],
])('a file in %s stands in the place of the program’s own table', (_, name, body) => {
  const days = loadWorkingDays(file(name, body));
  expect(days.version).toBe('2027-1');
  expect([days.isWorkingDay(dayNumber('2027-02-05')), days.isWorkingDay(dayNumber('2027-05-08'))]).toEqual([
    false,
    true,
  ]);
  expect(days.isWorkingDay(dayNumber('2026-01-05'))).toBeNull();
});

test('a file that is not there, or no YAML, is told with what would be right', () => {
  const missing = join(folder, 'none.json');
  expect(faultOf(() => loadWorkingDays(missing))).toMatch(/HUB_CALENDAR=.*none\.json: expected a file in JSON or YAML/);
  const broken = file('broken.json', '{ "version": ');
  expect(faultOf(() => loadWorkingDays(broken))).toContain(`HUB_CALENDAR=${broken}: expected a file in JSON or YAML`);
});

test.each<[string, unknown, string]>([
  ['no object', [], 'the table: [], expected an object with version, zone, years, days'],
  ['an empty file', null, 'the table: null, expected an object'],
  ['no version', { ...TABLE, version: 3 }, 'version: 3, expected a text such as 2026-11'],
  ['another zone', { ...TABLE, zone: 'Mars' }, 'zone: "Mars", expected a zone such as Asia/Ho_Chi_Minh'],
  ['no years', { ...TABLE, years: [] }, 'years: [], expected a list of years'],
  ['a year that is none', { ...TABLE, years: ['2027'] }, 'years: "2027", expected a year from 1990 to 2099'],
  ['no rows', { ...TABLE, days: undefined }, 'days: missing, expected a list of rows'],
  ['an unknown key', { ...TABLE, holidays: [] }, 'the table: "holidays", expected one of version'],
  ['a row that is none', { ...TABLE, days: ['2027-02-05'] }, 'row 1: "2027-02-05", expected an object with day'],
])('a table with %s is refused', (_, table, fault) => {
  expect(faultOf(() => readCalendarTable(table, 'x'))).toContain(`\n  ${fault}`);
});

test.each<[string, object, string]>([
  ['a day that is none', { day: '2027-02-30' }, 'row 1, day: "2027-02-30", expected a date such as 2026-09-02'],
  ['an end that is none', { until: 7 }, 'row 1, until: 7, expected a date'],
  [
    'an end before its day',
    { until: '2027-02-04' },
    'row 1, until: "2027-02-04", expected a day from 2027-02-05 to 2027-03-07',
  ],
  ['an end a year away', { until: '2028-02-11' }, 'row 1, until: "2028-02-11", expected a day from'],
  ['another kind', { kind: 'HOLIDAY' }, 'row 1, kind: "HOLIDAY", expected OFF or WORKED'],
  ['no source', { source: ' ' }, 'row 1, source: " ", expected a text that says'],
  ['no certainty', { certainty: 'SURE' }, 'row 1, certainty: "SURE", expected VERIFIED or RECOLLECTED'],
  ['a name that is none', { vi: 1 }, 'row 1, vi: 1, expected the name'],
  ['an unknown key', { dya: 1 }, 'row 1: "dya", expected one of day'],
  [
    'a year that the table does not name',
    { day: '2026-12-30', until: '2026-12-31' },
    'row 1: "2026-12-30", expected a day of the years 2027',
  ],
  ['a day of another row', { until: '2027-05-08' }, 'row 1, until'],
  [
    'a day of another row',
    { day: '2027-04-29', until: undefined },
    'row 3: "2027-04-29", expected a day that no other row names; row 1 does',
  ],
  [
    'a weekday that is worked',
    { kind: 'WORKED', until: undefined },
    'row 1: "2027-02-05", expected a Saturday or Sunday',
  ],
  ['a swap of a day off', { insteadOf: '2027-02-06' }, 'row 1, insteadOf: "2027-02-06", expected nothing'],
])('a row with %s is refused', (_, change, fault) => {
  const days = [{ ...OFF, ...change }, WORKED, SWAP];
  expect(faultOf(() => readCalendarTable({ ...TABLE, days }, 'x'))).toContain(`\n  ${fault}`);
});

test.each([
  ['2027-05-03', 'expected a day from Monday to Friday that another row names as OFF'],
  ['2027-02-06', 'expected a day from Monday to Friday'],
  ['soon', 'expected a date'],
])('a Saturday worked for %s is refused', (insteadOf, right) => {
  const days = [OFF, { ...WORKED, insteadOf }, SWAP];
  expect(faultOf(() => readCalendarTable({ ...TABLE, days }, 'x'))).toContain(
    `row 2, insteadOf: "${insteadOf}", ${right}`,
  );
});

test('every fault is told at once', () => {
  const days = [{ ...OFF, day: 'x' }, { ...WORKED, kind: 'y' }, SWAP];
  const message = faultOf(() => loadWorkingDays(file('faults.json', JSON.stringify({ ...TABLE, days }))));
  expect(message).toMatch(/^HUB_CALENDAR=.*: the table of days off has faults:\n {2}row 1, day.*\n {2}row 2, kind/);
});

describe('a store’s zone', () => {
  const monday = dayNumber('2022-11-28');

  test('that is the table’s under another name is the same', () => {
    expect(workingDaysIn('Asia/Saigon').isWorkingDay(monday)).toBe(true);
  });

  test('that is another is not guessed about', () => {
    expect(workingDaysIn('Europe/Amsterdam').isWorkingDay(monday)).toBeNull();
  });

  test('that is not the one of a file is a mistake', () => {
    const path = file('zone.json', JSON.stringify(TABLE));
    expect(workingDaysIn('Asia/Ho_Chi_Minh', path).version).toBe('2027-1');
    expect(faultOf(() => workingDaysIn('Europe/Amsterdam', path))).toMatch(
      /HUB_CALENDAR=.*: zone: Asia\/Ho_Chi_Minh, expected Europe\/Amsterdam/,
    );
  });
});
