import type { Fact } from '../../services/indicators/facts/fact';
import { compareMessages, history, latest, latestNumber, type Statement, statements, voided } from './merge';
import { firstLateInstant, type Settings } from './period';
import { startOfDay } from './zone';

/** What the facts of one dossier come to. Instants are epoch milliseconds, null where it has not happened. */
export interface Life {
  /** When it was received; null also where it has no life at all (no receipt, or finally REGISTERED or REFUSED). */
  readonly received: number | null;
  /** When it left "in progress", by whichever way. */
  readonly exit: number | null;
  /** The exit, where it is a completion. */
  readonly completed: number | null;
  /** The exit, where it was withdrawn or stopped. */
  readonly left: number | null;
  /** The hand-over that stands: one said before a reopening does not. */
  readonly returnedAt: number | null;
  /** The first instant at which it was in progress, not paused, and the due date in force had passed. */
  readonly lateAt: number | null;
  /** The due date that was in force at `lateAt`. */
  readonly lateDue: number | null;
  /** A due date that counts was said at some time. */
  readonly dated: boolean;
  /** Completed, and never had a due date. */
  readonly undated: boolean;
  /** Completed late. */
  readonly late: boolean;
  /** Completed before the date in force at completion, and not late. */
  readonly early: boolean;
  inProgressAt(at: number): boolean;
  pausedAt(at: number): boolean;
  overdueAt(at: number): boolean;
}

const NEVER = Number.POSITIVE_INFINITY;
const COMPLETION: readonly unknown[] = ['COMPLETED', 'RETURNED'];
const LEAVING: readonly unknown[] = ['WITHDRAWN', 'STOPPED'];
const PAUSE: readonly unknown[] = ['SUPPLEMENT_REQUESTED', 'FEE_REQUESTED'];

/** What a thing that never was received comes to. */
export const NO_LIFE: Life = {
  received: null,
  exit: null,
  completed: null,
  left: null,
  returnedAt: null,
  lateAt: null,
  lateDue: null,
  dated: false,
  undated: false,
  late: false,
  early: false,
  inProgressAt: () => false,
  pausedAt: () => false,
  overdueAt: () => false,
};

/** The members of `said` at its end whose value is one of `values`, without a break. */
function lastRun(said: readonly Statement[], values: readonly unknown[]): readonly Statement[] {
  let start = said.length;
  while (start > 0 && values.includes(said[start - 1]!.value)) start -= 1;
  return said.slice(start);
}

/** A null before the first value says nothing: there is nothing yet that could be "no longer so". */
function withoutLeadingNulls(said: readonly Statement[]): readonly Statement[] {
  const first = said.findIndex(({ value }) => value !== null);
  return first < 0 ? [] : said.slice(first);
}

/** The latest statement that holds at the instant; before any does, the first one said. */
function inForce(said: readonly Statement[], at: number, settings: Settings): Statement | undefined {
  const holdsFrom = ({ fact }: Statement) =>
    settings.rule === 'DATE' ? startOfDay(fact.time, settings.zone) : fact.time;
  return said.filter((statement) => holdsFrom(statement) <= at).at(-1) ?? said[0];
}

/** The life of one dossier, from all its facts. */
export function life(facts: readonly Fact[], settings: Settings): Life {
  // Decision 1.3: a completedAt that is null in the end voids what was said before it about completion.
  const completion = statements(facts, 'completedAt').at(-1);
  const reopening = completion !== undefined && completion.value === null ? completion.fact : undefined;
  const stands = ({ fact }: Statement) => reopening === undefined || compareMessages(fact, reopening) >= 0;

  const statuses = history(facts, 'status').filter((said) => !COMPLETION.includes(said.value) || stands(said));
  const final = statuses.at(-1)?.value ?? null;
  const received = latestNumber(facts, 'receivedAt');
  if (voided(facts) || received === null || final === 'REGISTERED' || final === 'REFUSED') return NO_LIFE;

  const returned = statements(facts, 'returnedAt').at(-1);
  const returnedAt = returned !== undefined && stands(returned) ? (returned.value as number | null) : null;
  const exitTold = exitOf(facts, statuses, returnedAt);
  // Decision 1.5: an exit never precedes the entry.
  const exit = exitTold === null ? null : Math.max(exitTold.at, received);
  const completed = exitTold?.by === COMPLETION ? exit : null;
  const left = exitTold?.by === LEAVING ? exit : null;

  // Decision 1.7: the first statement counts whenever it was said, any other only if it is not timed after the exit.
  const counts = ({ fact }: Statement, index: number) => index === 0 || fact.time <= (exit ?? NEVER);
  // Decision 1.11: dates said with an apology are taken out before anything else.
  const dues = withoutLeadingNulls(
    history(facts, 'dueAt').filter(({ fact }) => fact.data['dueReason'] !== 'APOLOGY'),
  ).filter(counts);
  const stations = withoutLeadingNulls(statuses).filter(counts);
  // Decision 1.9: the statements of the exit's own run end no pause.
  const ownRun = exitTold === null ? [] : lastRun(stations, exitTold.by);
  const pausing = stations.filter((statement) => !ownRun.includes(statement));

  const dueAt = (at: number) => (inForce(dues, at, settings)?.value ?? null) as number | null;
  const paused = (at: number) => PAUSE.includes(inForce(pausing, at, settings)?.value);
  const hasPassed = (at: number) => {
    const due = dueAt(at);
    return due !== null && at >= firstLateInstant(due, settings);
  };

  // Whether it is late can change only where something is said, where a date passes, at receipt and at the exit:
  // looking at each of these instants in turn finds the first one. The exit itself is looked at too (decision 1.6).
  const instants = [
    received,
    exit ?? received,
    ...[...dues, ...pausing].map(({ fact }) => fact.time),
    ...[...dues, ...pausing].map(({ fact }) => startOfDay(fact.time, settings.zone)),
    ...dues.flatMap(({ value }) => (typeof value === 'number' ? [firstLateInstant(value, settings)] : [])),
  ]
    .filter((at) => at >= received && at <= (exit ?? NEVER))
    .sort((a, b) => a - b);
  const lateAt = instants.find((at) => !paused(at) && hasPassed(at)) ?? null;

  const inProgressAt = (at: number) => received <= at && at < (exit ?? NEVER);
  const pausedAt = (at: number) => inProgressAt(at) && paused(at);
  const late = completed !== null && lateAt !== null;
  const dueInTheEnd = completed === null ? null : dueAt(completed);
  return {
    received,
    exit,
    completed,
    left,
    returnedAt,
    lateAt,
    lateDue: lateAt === null ? null : dueAt(lateAt),
    dated: dues.length > 0,
    undated: completed !== null && dues.length === 0,
    late,
    early: completed !== null && dueInTheEnd !== null && !late && isEarly(completed, dueInTheEnd, settings),
    inProgressAt,
    pausedAt,
    overdueAt: (at) => inProgressAt(at) && !paused(at) && lateAt !== null && lateAt <= at,
  };
}

/** How and when it left, before the comparison with its receipt. */
function exitOf(
  facts: readonly Fact[],
  statuses: readonly Statement[],
  returnedAt: number | null,
): { readonly by: readonly unknown[]; readonly at: number } | null {
  const told = (latest(facts, 'completedAt') as number | null | undefined) ?? returnedAt;

  const leavingSince = lastRun(statuses, LEAVING)[0]?.fact.time;
  // Decision 1.4: leaving wins over a date of completion only if it was said strictly before that date.
  if (leavingSince !== undefined && (told === null || leavingSince < told)) return { by: LEAVING, at: leavingSince };
  if (told !== null) return { by: COMPLETION, at: told };
  const completedSince = lastRun(statuses, COMPLETION)[0]?.fact.time;
  return completedSince === undefined ? null : { by: COMPLETION, at: completedSince };
}

/** Completed before the due day (DATE) or before the due instant (INSTANT). */
function isEarly(completed: number, due: number, settings: Settings): boolean {
  return settings.rule === 'DATE' ? completed < startOfDay(due, settings.zone) : completed < due;
}
