import { LUNAR_NEW_YEARS } from './days-off';
import { dateText, dayNumber, weekday } from './working-time';

/** The day of letter 15090/UBND-VP, from which habits change. */
export const LETTER_DAY = dayNumber('2022-11-25');

/** How the province works on a day: shares between 0 and 1 unless said. */
export interface Trend {
  readonly online: number;
  readonly neverSynced: number;
  readonly digitised: number;
  readonly reused: number;
  readonly eResult: number;
  readonly stored: number;
  readonly paidOnline: number;
  readonly mobile: number;
  readonly population: number;
  /** Factor on every agency's share of late dossiers. */
  readonly lateness: number;
  readonly explained: number;
  readonly apologised: number;
  /** Documents sent electronically and signed. */
  readonly signedDocuments: number;
  /** Work files worked on electronically. */
  readonly electronicWork: number;
  readonly reportsShared: number;
}

/** The habits of a day: steady until the letter, then moving to their new level within some nine months. */
export function trendOn(day: number): Trend {
  const since = Math.max(0, day - LETTER_DAY);
  const progress = Math.min(1, since / 270);
  const later = Math.min(1, since / 1500);
  const move = (before: number, after: number, end = after) =>
    before + (after - before) * progress + (end - after) * later;
  return {
    online: move(0.25, 0.7, 0.78),
    neverSynced: move(0.12, 0.02, 0.01),
    digitised: move(0.25, 0.62, 0.85),
    reused: move(0.04, 0.2, 0.4),
    eResult: move(0.18, 0.66, 0.92),
    stored: move(0.02, 0.35, 0.7),
    paidOnline: move(0.2, 0.6, 0.8),
    mobile: move(0.15, 0.4, 0.6),
    population: move(0.08, 0.5, 0.75),
    lateness: move(1.15, 0.9, 0.85),
    explained: move(0.55, 0.85),
    apologised: move(0.45, 0.75),
    signedDocuments: move(0.66, 0.94, 0.99),
    electronicWork: move(0.42, 0.88, 1),
    reportsShared: move(0.1, 0.78, 0.97),
  };
}

const MONTH_LOAD = [1.35, 1, 1.08, 1, 0.98, 1, 0.95, 0.98, 1.3, 1.04, 1, 1.02];
const WEEKDAY_LOAD = [1, 1.2, 1.05, 1, 0.98, 0.9, 1];
const TET_DAYS = LUNAR_NEW_YEARS.map(dayNumber);

/** How much is lodged on a day, against a usual working day; of a day off only what people lodge online. */
export function load(day: number, workday: boolean): number {
  const base = MONTH_LOAD[Number(dateText(day).slice(5, 7)) - 1]! * WEEKDAY_LOAD[weekday(day)]! * aroundTet(day);
  return workday ? base : base * 0.18 * trendOn(day).online;
}

function aroundTet(day: number): number {
  for (const tet of TET_DAYS) {
    const distance = day - tet;
    if (distance >= -9 && distance < -2) return 0.6;
    if (distance >= -2 && distance < 5) return 0.25;
    if (distance >= 5 && distance < 15) return 0.65;
  }
  return 1;
}
