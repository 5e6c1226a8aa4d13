import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../infra/config';
import { dayNumber } from '../../infra/time/zone';
import { openStore } from '../../services/hub/open';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-calendar-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROW = { day: '2027-01-01', kind: 'OFF', source: 'notice', certainty: 'VERIFIED' };
const TABLE = { version: '2027-1', zone: 'Asia/Ho_Chi_Minh', years: [2027], days: [ROW] };

function opened(settings: Record<string, string>): ReturnType<typeof openStore> {
  return openStore(readConfig({ HUB_DATA_DIR: mkdtempSync(join(folder, 'store-')), ...settings }, folder));
}

/** Whether 1 January and the Monday after are working days, in 2024 and 2027. */
async function knownBy(settings: Record<string, string>): Promise<unknown[]> {
  const { workingDays, close } = await opened(settings);
  await close();
  return ['2024-01-01', '2024-01-08', '2027-01-01', '2027-01-04'].map((day) =>
    workingDays.isWorkingDay(dayNumber(day)),
  );
}

test('a store has the table of its zone, or the one of a file', async () => {
  expect(await knownBy({})).toEqual([false, true, null, null]);
  expect(await knownBy({ HUB_TIME_ZONE: 'Europe/Amsterdam' })).toEqual([null, null, null, null]);
  writeFileSync(join(folder, 'own.json'), JSON.stringify(TABLE));
  expect(await knownBy({ HUB_CALENDAR: 'own.json' })).toEqual([null, null, false, true]);
});

test('a file with a fault is told before anything is served', async () => {
  writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...TABLE, days: [{ ...ROW, day: '2027-02-29' }] }));
  await expect(opened({ HUB_CALENDAR: 'bad.json' })).rejects.toThrow(
    /HUB_CALENDAR=.*bad\.json: the table of days off has faults:\n {2}row 1, day: "2027-02-29", expected a date/,
  );
  await expect(opened({ HUB_CALENDAR: 'none.json' })).rejects.toThrow(/none\.json: expected a file in JSON or YAML/);
});
