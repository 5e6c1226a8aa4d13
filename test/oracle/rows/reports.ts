import { NO_LIFE } from '../life';
import { earliest, history, latest, latestNumber, latestText, saidAt } from '../merge';
import { dateOf, inTime } from '../period';
import { localDate, midnight } from '../zone';
import { at, dated, type Half, is, type Moment, type Row, type Thing, type World } from './row';

/** A report that a regime expects of an agency for a period. */
export interface Expected {
  readonly regime: string;
  /** In the Period scalar's writing. */
  readonly period: string;
  readonly agency: string;
  /** The last instant at which it is in time. */
  readonly dueAt: number;
}

/** The parts of a year that a frequency asks for: how each is written, and its last civil month. */
const PARTS: Readonly<Record<string, readonly (readonly [suffix: string, lastMonth: number])[]>> = {
  MONTH: Array.from({ length: 12 }, (_, index) => [`-${String(index + 1).padStart(2, '0')}`, index + 1] as const),
  QUARTER: [
    ['-Q1', 3],
    ['-Q2', 6],
    ['-Q3', 9],
    ['-Q4', 12],
  ],
  HALF: [
    ['-H1', 6],
    ['-H2', 12],
  ],
  NINE_MONTHS: [['-9M', 9]],
  YEAR: [['', 12]],
};

/** The last day of a month, as a number. */
const lengthOf = (year: number, month: number) => Number(dateOf(year, month + 1, 0).slice(8));

/** Every report that any regime expects and that is due by an instant: regime by regime, year by year, part by part. */
export function expectedReports(world: World, until: number): Expected[] {
  const { zone } = world.settings;
  const found: Expected[] = [];
  for (const { subject: regime, facts } of world.things('regime')) {
    const parts = PARTS[latestText(facts, 'frequency') ?? ''];
    const dueDay = latestNumber(facts, 'dueDay');
    const reporters = latest(facts, 'reporterAgencyCodes');
    const said = history(facts, 'inForce')[0];
    if (parts === undefined || dueDay === null || !Array.isArray(reporters) || said === undefined) continue;
    const written = latest(facts, 'calendar') === 'REPORTING' ? 'R' : '';
    const lastYear = Number(localDate(until, zone).slice(0, 4)) + 1;
    for (let year = Number(localDate(said.fact.time, zone).slice(0, 4)) - 1; year <= lastYear; year += 1) {
      for (const [suffix, month] of parts) {
        // "Before day 16" ends with day 15; before a day that the month does not have, with the month.
        const dueAt = midnight(dateOf(year, month, Math.min(dueDay, lengthOf(year, month) + 1)), zone) - 1;
        if (dueAt > until || saidAt(facts, 'inForce', dueAt) !== true) continue;
        const period = `${written}${year}${suffix}`;
        for (const agency of new Set<string>(reporters)) found.push({ regime, period, agency, dueAt });
      }
    }
  }
  return found;
}

/** Whatever its subject, a report is the expected one if it says the same regime, period and agency. */
const fills = (report: Thing, { regime, period, agency }: Expected): boolean =>
  latestText(report.facts, 'regimeCode') === regime &&
  latestText(report.facts, 'period') === period &&
  latestText(report.facts, 'agencyCode') === agency;

/**
 * An expected report as a thing: known from its due date, with all that was said of the reports that fill its place; due
 * then, unless one of them has a date of its own and counts by that.
 */
function asThing(expected: Expected, fillers: readonly Thing[]): Thing {
  const { regime, period, agency, dueAt } = expected;
  const subject = `${regime}/${period}/${agency}`;
  const data = { regimeCode: regime, period, agencyCode: agency };
  const told = { kind: 'report', subject, id: subject, source: 'derived', time: dueAt, sequence: null, data } as const;
  const dated = fillers.some((report) => at(report, 'dueAt') !== null);
  const facts = [told, ...fillers.flatMap((report) => report.facts)];
  return { kind: 'report', subject, facts, life: NO_LIFE, due: dated ? null : dueAt };
}

/** The reports that have a due date of their own, and every expected report. */
function reportsAndExpected({ T, world }: Moment): Thing[] {
  const reports = world.things('report');
  const expected = expectedReports(world, T).map((slot) =>
    asThing(
      slot,
      reports.filter((report) => fills(report, slot)),
    ),
  );
  return [...reports.map((report) => ({ ...report, due: at(report, 'dueAt') })), ...expected];
}

const submittedInTime: Half = (report, moment) => {
  const submitted = earliest(report.facts, 'submittedAt');
  const { due = null } = report;
  if (due === null || submitted === null || !inTime(submitted, due, moment.world.settings)) return 0;
  return dated(moment, 1, due, submitted);
};

/** #32 and #33. */
export const REPORTS: readonly Row[] = [
  {
    code: 'reports-shared',
    kind: 'report',
    numerator: (report, moment) => dated(moment, Number(is(report, 'sharedWithGovernment')), at(report, 'dueAt')),
    denominator: (report, moment) => dated(moment, 1, at(report, 'dueAt')),
  },
  {
    code: 'reports-on-time',
    kind: 'report',
    things: reportsAndExpected,
    numerator: submittedInTime,
    denominator: (report, moment) => dated(moment, 1, report.due ?? null),
  },
];
