import type { Sql } from '../../../infra/database';
import { ExpectedReader, type ExpectedReport, type ExpectedReports } from '../expected';
import type { ExpectedMeasure } from '../measure/measure';
import type { Settings } from '../measure/settings';
import { isInTime } from '../measure/spans';
import { readMeta } from '../store/meta';

/** One reader a store: its regimes are read anew only when one of them changes. */
const readers = new WeakMap<Settings, ExpectedReader>();

/** What the regimes of a snapshot expect. */
export async function expectedOf(sql: Sql, settings: Settings): Promise<ExpectedReports> {
  let reader = readers.get(settings);
  if (reader === undefined) {
    reader = new ExpectedReader(settings.zone);
    readers.set(settings, reader);
  }
  return reader.within(sql, (await readMeta(sql)).get('catalogue_revision') ?? '0');
}

/** Expected reports that nothing stored counts, due from the first instant of a local day until T. */
export async function readExpectedDue(
  sql: Sql,
  fromDay: number,
  T: number,
  settings: Settings,
): Promise<ExpectedReport[]> {
  const from = settings.zone.startOfDay(fromDay);
  return from > T ? [] : (await expectedOf(sql, settings)).read(sql, { from, until: T });
}

/** What an expected report that is due by T adds to a measure. */
export function amountOf({ inTime }: ExpectedMeasure, report: ExpectedReport, T: number, settings: Settings): 0 | 1 {
  if (!inTime) return 1;
  const { submittedAt, dueAt } = report;
  return submittedAt !== null && submittedAt <= T && isInTime(submittedAt, dueAt, settings) ? 1 : 0;
}
