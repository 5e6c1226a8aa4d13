import type { Sql } from '../../../infra/database';
import { DAY_MS } from '../../../infra/time/zone';
import type { Page, Period, Settings } from '../../indicators';
import { type ExpectedReports, placeOf, type ReportSlot, readReportSlots, type Slot } from '../../indicators';
import { type ReportStatus, statusOf } from './status';

/** A report that was begun, or that a regime expects and nobody began. */
export interface ReportRow {
  /** Subject of the fact; of an expected report the one that the contract gives it. */
  readonly code: string;
  /** Whether there is a fact of it. */
  readonly begun: boolean;
  /** Code of the regime; '' where none was stated, as for period and agency. */
  readonly regime: string;
  readonly period: string;
  readonly agency: string;
  /** Its own due date, else that of the place that it fills; null: it has none. Epoch milliseconds. */
  readonly dueAt: number | null;
  readonly submittedAt: number | null;
  readonly status: ReportStatus;
}

/** Where a row stands in the list. */
export type ReportKey = readonly [dueAt: number, code: string, begun: 0 | 1];

export interface ReportQuestion {
  /** null: of all. */
  readonly agencies: ReadonlySet<string> | null;
  /** Reports about it or due in it; null: those due by now, and all that were begun. */
  readonly period: Period | null;
  readonly status: ReportStatus | null;
  readonly first: number;
  readonly after: ReportKey | null;
  readonly now: number;
}

/** A report is due in the last civil month of its period or at its eve, which its window misses by so much at the most. */
const BEYOND_WINDOW = 45 * DAY_MS;
/** What is handed in for the year that has begun has its due date within so much. */
const AHEAD = 400 * DAY_MS;
/** Stands for "no due date" in the order: behind all others. */
const NO_DUE = Number.MAX_SAFE_INTEGER;

/** Reports begun and reports expected, by due date and code. */
export async function readReports(
  sql: Sql,
  expected: ExpectedReports,
  question: ReportQuestion,
  settings: Settings,
): Promise<Page<ReportRow>> {
  const rows = (await collect(sql, expected, question, settings))
    .filter(({ status }) => question.status === null || status === question.status)
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const { after, first } = question;
  const from = after === null ? 0 : rows.findIndex((row) => compare(keyOf(row), after) > 0);
  const rest = from < 0 ? [] : rows.slice(from);
  return { rows: rest.slice(0, first), total: rows.length, hasNext: rest.length > first };
}

/** Names a row's place in the list, as a cursor. */
export function keyOf({ dueAt, code, begun }: ReportRow): ReportKey {
  return [dueAt ?? NO_DUE, code, begun ? 1 : 0];
}

function compare(a: ReportKey, b: ReportKey): number {
  return a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2]);
}

async function collect(
  sql: Sql,
  expected: ExpectedReports,
  { agencies, period, now }: ReportQuestion,
  settings: Settings,
): Promise<ReportRow[]> {
  const window = windowOf(period, now, settings);
  const slots = expected.slots(window.looked).filter(({ agency }) => agencies === null || agencies.has(agency));
  const places = new Map(slots.map((slot) => [placeOf(slot), slot]));
  const wanted = slots.filter((slot) => window.holds(slot.period, slot.dueAt));
  const filter = period && {
    periods: [...new Set([period.text, ...wanted.map((slot) => slot.period)])].sort(),
    ...window.due,
  };
  const begun = await readReportSlots(sql, filter, agencies);
  const filled = new Set(begun.map(placeOf));
  return [
    ...begun
      .map((report) => rowOf(report, places.get(placeOf(report)), now, settings))
      .filter((row) => period === null || window.holds(row.period, row.dueAt)),
    ...wanted.filter((slot) => !filled.has(placeOf(slot))).map((slot) => rowOf(null, slot, now, settings)),
  ];
}

interface DueWindow {
  /** Where due dates count, both ends included. */
  readonly due: { readonly from: number; readonly until: number };
  /** Where places are looked for: those about the period may be due outside of it. */
  readonly looked: { readonly from: number; readonly until: number };
  readonly holds: (period: string, dueAt: number | null) => boolean;
}

function windowOf(period: Period | null, now: number, { zone }: Settings): DueWindow {
  if (period === null) {
    const due = { from: Number.NEGATIVE_INFINITY, until: now };
    return { due, looked: { ...due, until: now + AHEAD }, holds: (_, dueAt) => dueAt !== null && dueAt <= now };
  }
  const due = { from: zone.startOfDay(period.from), until: zone.startOfDay(period.to) - 1 };
  const looked = { from: due.from - BEYOND_WINDOW, until: due.until + BEYOND_WINDOW };
  const isDue = (dueAt: number | null): boolean => dueAt !== null && dueAt >= due.from && dueAt <= due.until;
  return { due, looked, holds: (text, dueAt) => text === period.text || isDue(dueAt) };
}

/** One of the two is there. */
function rowOf(report: ReportSlot | null, slot: Slot | undefined, now: number, settings: Settings): ReportRow {
  const { regime, period, agency, subject } = (report ?? slot)!;
  const dates = { dueAt: report?.dueAt ?? slot?.dueAt ?? null, submittedAt: report?.submittedAt ?? null };
  return {
    code: subject,
    begun: report !== null,
    regime,
    period,
    agency,
    ...dates,
    status: statusOf(dates, now, settings),
  };
}
