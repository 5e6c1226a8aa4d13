import type { Sql } from '../../infra/database';
import { InputError } from '../../infra/errors';
import { bucketsOf, CHANGE, firstYear, type Period, readMeta, type Settings, type Targets } from '../indicators';
import { type Marks, readMarks, standingOf } from './marks';
import { touchedPeriods } from './periods';

/** A row of `changed_bucket`. */
export type ChangedBucket = readonly [kind: number, bucket: number, revision: number];

/** What one cycle has to look at. */
export interface Work {
  /** The notes that are done with when it has; those written over meanwhile stay. */
  readonly buckets: readonly ChangedBucket[];
  /** The newest first. */
  readonly periods: readonly Period[];
  /** Nothing was published yet under these definitions: everything is looked at. */
  readonly isRenewed: boolean;
  /** Marks of the last whole cycle, and those to leave. */
  readonly before: Marks;
  readonly after: Marks;
}

/** What the relay reads of a store. */
export interface StoreView {
  readonly settings: Settings;
  readonly digest: string;
}

/**
 * Reads what has changed, on one snapshot, and which published periods that may have moved.
 * @param now epoch milliseconds
 * @throws InputError where the store was rebuilt under other settings than this process has
 */
export async function readWork(
  sql: Sql,
  { settings, digest }: StoreView,
  targets: Targets,
  now: number,
): Promise<Work> {
  const { zone } = settings;
  const meta = await readMeta(sql);
  if (meta.get('digest') !== digest) {
    throw new InputError(
      'The store was rebuilt under other definitions, another zone or another lateness rule while the relay ran. ' +
        'Restart it with the settings of the store.',
    );
  }
  const before = await readMarks(sql);
  const standing = standingOf(digest, targets);
  const catalogue = meta.get('catalogue_revision') ?? '0';
  const after = { standing, catalogue, looked: String(now) };
  const rows = await sql.all<{ kind: number; bucket: number; revision: number }>(
    'SELECT kind, bucket, revision FROM changed_bucket ORDER BY kind, bucket',
  );
  const buckets = rows.map((row): ChangedBucket => [Number(row.kind), Number(row.bucket), Number(row.revision)]);
  const isRenewed = before.standing !== standing || before.looked === undefined;
  const stocks = buckets.filter(([kind]) => kind === CHANGE.STOCK).map(([, bucket]) => bucket);
  if (isRenewed || before.catalogue !== catalogue || buckets.some(([kind]) => kind === CHANGE.CATALOGUE)) {
    const year = await firstYear(sql);
    if (year !== null) stocks.push(year * 24);
  }
  if (before.looked !== undefined && isMovedByTime(Number(before.looked), now, settings)) {
    stocks.push(bucketsOf(zone.localDay(Number(before.looked))).half);
  }
  const flows = buckets.filter(([kind]) => kind === CHANGE.FLOW).map(([, bucket]) => bucket);
  const moved = { flows, stocksFrom: stocks.length === 0 ? null : Math.min(...stocks) };
  return { buckets, periods: touchedPeriods(moved, zone.localDay(now)), isRenewed, before, after };
}

/** Whether time alone may have moved values: under `DATE` when a day begins, under `INSTANT` always. */
export function isMovedByTime(looked: number, now: number, { zone, rule }: Settings): boolean {
  return rule === 'DATE' ? zone.localDay(now) > zone.localDay(looked) : now > looked;
}
