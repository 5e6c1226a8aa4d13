import {
  completed,
  completedDated,
  completedEarly,
  completedLate,
  inProgress,
  left,
  overdue,
  received,
  receivedOnline,
} from '../definitions/dossier-measures';

/**
 * A line of form II.06a (Circular 01/2020/TT-VPCP): numbers of dossiers. The comments name the columns; the last two are
 * the footnote.
 */
export interface Columns {
  /** 3: all that was to be handled in the period. */
  readonly received: number;
  /** 4: received in the period, online. */
  readonly receivedOnline: number;
  /** 5: received in the period, at the counter or by post. */
  readonly receivedOther: number;
  /** 6: in progress when the period began. */
  readonly carriedOver: number;
  /** 7 */
  readonly resolved: number;
  /** 8 */
  readonly early: number;
  /** 9: and what can be neither early nor late: withdrawn, stopped, completed without ever having had a due date. */
  readonly onTime: number;
  /** 10 */
  readonly late: number;
  /** 11 */
  readonly inProgress: number;
  /** 12: paused ones too. */
  readonly withinDue: number;
  /** 13 */
  readonly overdue: number;
  /** Withdrawn or stopped, counted in 9. */
  readonly withdrawn: number;
  /** Completed without ever having had a due date, counted in 9. */
  readonly undated: number;
}

/** What is summed over the period. */
export const FLOWS = [received, receivedOnline, completed, completedEarly, completedLate, completedDated, left].map(
  ({ key }) => key,
);
/** What is the case at T; the first of them also just before the period. */
export const STOCKS = [inProgress.key, overdue.key];
export const OPENING_STOCKS = [inProgress.key];
/** Under this name stands what was in progress just before the period. */
export const CARRIED_OVER = 'carried-over';

/** The columns that sums make, by key of a measure. @throws Error where they do not balance */
export function columnsOf(sums: ReadonlyMap<string, number>): Columns {
  const of = (key: string): number => sums.get(key) ?? 0;
  const carriedOver = of(CARRIED_OVER);
  const [early, late, withdrawn] = [of(completedEarly.key), of(completedLate.key), of(left.key)];
  const columns = {
    received: of(received.key) + carriedOver,
    receivedOnline: of(receivedOnline.key),
    receivedOther: of(received.key) - of(receivedOnline.key),
    carriedOver,
    resolved: of(completed.key) + withdrawn,
    early,
    onTime: of(completed.key) - early - late + withdrawn,
    late,
    inProgress: of(inProgress.key),
    withinDue: of(inProgress.key) - of(overdue.key),
    overdue: of(overdue.key),
    withdrawn,
    undated: of(completed.key) - of(completedDated.key),
  };
  checkBalance(columns);
  return columns;
}

/**
 * The form's own sums: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11; and nothing is below 0.
 * @throws Error for a line that does not balance: the store has lost count, which no client can mend
 */
export function checkBalance(columns: Columns): void {
  const sums: [name: string, whole: number, parts: number][] = [
    ['3 = 4 + 5 + 6', columns.received, columns.receivedOnline + columns.receivedOther + columns.carriedOver],
    ['7 = 8 + 9 + 10', columns.resolved, columns.early + columns.onTime + columns.late],
    ['11 = 12 + 13', columns.inProgress, columns.withinDue + columns.overdue],
    ['3 = 7 + 11', columns.received, columns.resolved + columns.inProgress],
  ];
  const faults = [
    ...sums.filter(([, whole, parts]) => whole !== parts).map(([name]) => name),
    ...Object.entries(columns).flatMap(([name, value]) => (value < 0 ? [`${name} >= 0`] : [])),
  ];
  if (faults.length > 0) {
    throw new Error(`a line of form II.06a does not balance (${faults.join(', ')}): ${JSON.stringify(columns)}`);
  }
}

/** Whether a line tells of any dossier. */
export function isEmpty({ received: all }: Columns): boolean {
  return all === 0;
}

/** By the number of the column, `3` to `13`, as reports name them. */
export function byNumber(columns: Columns): Readonly<Record<string, number>> {
  return {
    3: columns.received,
    4: columns.receivedOnline,
    5: columns.receivedOther,
    6: columns.carriedOver,
    7: columns.resolved,
    8: columns.early,
    9: columns.onTime,
    10: columns.late,
    11: columns.inProgress,
    12: columns.withinDue,
    13: columns.overdue,
  };
}
