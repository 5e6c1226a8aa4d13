import { type State, type Statement, standing } from '../merge/state';
import { lastRun, type Outcome } from './exit';
import { holdsFrom, passedFrom, type Settings } from './settings';

/** A stretch of a dossier's life in which neither its pause nor the date by which lateness is judged changes. */
export interface Segment {
  readonly from: number;
  /** Exclusive; FOREVER for the last one of a dossier in progress. */
  readonly until: number;
  readonly paused: boolean;
  readonly dueAt: number | null;
}

export interface Lateness {
  /** The first late instant. */
  readonly at: number;
  /** The due date in force then. */
  readonly dueAt: number;
}

const PAUSES: readonly unknown[] = ['SUPPLEMENT_REQUESTED', 'FEE_REQUESTED'];

/** The dates by which lateness is judged: those said with an apology never are. */
export function judgedDates(state: State): readonly Statement[] {
  const reasons = standing(state, 'dueReason');
  const dates = standing(state, 'dueAt').filter(
    ({ event }) => !reasons.some((reason) => reason.event === event && reason.value === 'APOLOGY'),
  );
  return fromFirstValue(dates);
}

function fromFirstValue(statements: readonly Statement[]): readonly Statement[] {
  const first = statements.findIndex((statement) => statement.value !== null);
  return first <= 0 ? (first === 0 ? statements : []) : statements.slice(first);
}

interface Change {
  readonly at: number;
  readonly paused?: boolean;
  readonly dueAt?: number | null;
}

/**
 * The life of a dossier from its receipt to its exit (FOREVER while in progress) as stretches without change. The first
 * date and the first status hold from receipt on; what is timed after the exit does not count; the statements of the
 * exit itself are no resumption.
 */
export function segmentsOf(
  received: number,
  exit: { readonly at: number; readonly outcome: Outcome | undefined },
  dates: readonly Statement[],
  statuses: readonly Statement[],
  settings: Settings,
): Segment[] {
  const counted = (said: readonly Statement[]): readonly Statement[] =>
    said.filter(({ event }, i) => i === 0 || event.time <= exit.at);
  const change = ({ event }: Statement, i: number): number =>
    i === 0 ? received : Math.max(received, holdsFrom(event.time, settings));
  const stations = counted(fromFirstValue(statuses));
  const ownRun = exit.outcome === undefined ? 0 : lastRun(stations, exit.outcome).length;
  const changes: Change[] = [
    ...counted(dates).map((said, i) => ({ at: change(said, i), dueAt: said.value as number | null })),
    ...stations
      .slice(0, stations.length - ownRun)
      .map((said, i) => ({ at: change(said, i), paused: PAUSES.includes(said.value) })),
  ];
  changes.sort((a, b) => a.at - b.at);

  const segments: Segment[] = [];
  let from = received;
  let paused = false;
  let dueAt: number | null = null;
  for (const change of changes) {
    if (change.at > from) segments.push({ from, until: change.at, paused, dueAt });
    from = change.at;
    paused = change.paused ?? paused;
    dueAt = change.dueAt === undefined ? dueAt : change.dueAt;
  }
  segments.push({ from, until: exit.at, paused, dueAt });
  return segments;
}

/** When a dossier became late: the first instant not paused at which the date in force has passed, its exit included. */
export function latenessOf(segments: readonly Segment[], settings: Settings): Lateness | undefined {
  for (let i = 0; i < segments.length; i++) {
    const { from, until, paused, dueAt } = segments[i]!;
    if (paused || dueAt === null) continue;
    const at = Math.max(from, passedFrom(dueAt, settings));
    if (at < until || (i === segments.length - 1 && at === until)) return { at, dueAt };
  }
  return undefined;
}

/** The stretches, as pairs [from, until), in which a late dossier is overdue: not paused, from the late instant on. */
export function overdueSpans(segments: readonly Segment[], late: Lateness): [number, number][] {
  const spans: [number, number][] = [];
  for (const { from, until, paused } of segments) {
    const start = Math.max(from, late.at);
    if (paused || start >= until) continue;
    const last = spans.at(-1);
    if (last !== undefined && last[1] === start) last[1] = until;
    else spans.push([start, until]);
  }
  return spans;
}
