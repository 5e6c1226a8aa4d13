import { loadWorkingDays } from '../../infra/time/working-days-file';
import { Zone } from '../../infra/time/zone';
import { workingDaysLate } from './late-case';

const zone = new Zone('Asia/Ho_Chi_Minh');
const calendar = loadWorkingDays();
const at = (text: string): number => Date.parse(`${text}:00+07:00`);

test.each([
  ['on the due day itself, under INSTANT', '2022-11-25T10:00', '2022-11-25T16:00', 0],
  ['over a weekend', '2022-11-25T17:00', '2022-11-28T08:00', 1],
  ['on the weekend', '2022-11-25T17:00', '2022-11-27T23:59', 0],
  ['over Tết', '2023-01-19T17:00', '2023-01-27T08:00', 1],
  ['by days of the zone, not of UTC', '2022-11-24T23:30', '2022-11-25T00:30', 1],
  ['into a year that is not known', '2026-12-31T17:00', '2027-01-04T08:00', null],
])('working days late, %s', (_, due, reached, days) => {
  expect(workingDaysLate({ dueAt: at(due), reachedAt: at(reached) }, zone, calendar)).toBe(days);
});
