import { type Dossier, FOREVER, promisedAt, type State, said, statuses } from '../../indicators';

/** A value as it is compared: a code, or an instant in epoch milliseconds. */
export type Compared = string | number | null;

/** A field of which the provincial system and the portal's copy say different things. */
export interface Difference {
  readonly field: string;
  readonly system: Compared;
  readonly portal: Compared;
}

/** Statuses that pushing systems turn into COMPLETED on the way: to find that on the portal is no disagreement. */
const REWRITTEN: readonly Compared[] = ['SUPPLEMENT_REQUESTED', 'FEE_REQUESTED', 'STOPPED'];

/**
 * Where a dossier and its copy on the portal disagree now, by field.
 *
 * Only what pushing systems are not known to change is compared. Left out are what they always rewrite: the day of
 * submission (it becomes the day of receipt), which the copy's state does not even keep, digitised components, payment
 * and results; a status that waits or stopped and became COMPLETED; a COMPLETED of a dossier without a due date. A copy
 * leaves dates of its end empty at will, so these are compared only where it states them; its status says the rest. Of
 * a copy of which only steps were seen the status alone is compared. Instants are compared by the second: the copy has
 * no smaller unit.
 */
export function differencesOf(system: State, life: Dossier, portal: State): Difference[] {
  const found: Difference[] = [];
  const compare = (field: string, ours: Compared, theirs: Compared): void => {
    if (!isSame(ours, theirs)) found.push({ field, system: ours, portal: theirs });
  };
  const compareStated = (field: string, ours: Compared): void => {
    const theirs = value(portal, field);
    if (theirs !== null) compare(field, ours, theirs);
  };
  const due = promisedAt(system, FOREVER);
  const status = lastStatus(system);
  const copied = value(portal, 'status');
  const isRewritten = copied === 'COMPLETED' && status !== copied && (REWRITTEN.includes(status) || due === null);
  if (isCopied(portal)) {
    compare('channel', life.channel, value(portal, 'channel') ?? 'COUNTER');
    // A status rewritten to COMPLETED may bring a date of an end that never was.
    if (!isRewritten) compareStated('completedAt', life.completedAt);
    compare('dueAt', due, value(portal, 'dueAt'));
    compare('procedureCode', life.procedure === '' ? null : life.procedure, value(portal, 'procedureCode'));
    compare('receivedAt', value(system, 'receivedAt'), value(portal, 'receivedAt'));
    compareStated('refusedAt', refusedAt(system));
    compareStated('returnedAt', life.returnedAt);
  }
  if (copied !== null && !isRewritten) compare('status', status, copied);
  return found;
}

function isSame(a: Compared, b: Compared): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.floor(a / 1000) === Math.floor(b / 1000);
  return a === b;
}

/** Whether the dossier itself was seen, and not its steps alone. */
function isCopied(portal: State): boolean {
  return [...portal.single.keys()].some((field) => field !== 'firstSeenAt' && field !== 'status');
}

function value(state: State, field: string): Compared {
  return (said(state, field) as Compared | undefined) ?? null;
}

function lastStatus(state: State): Compared {
  return (statuses(state).at(-1)?.value as Compared | undefined) ?? null;
}

/** From when on the system says REFUSED; null where it does not. */
function refusedAt(system: State): number | null {
  const stations = statuses(system);
  const others = stations.findLastIndex(({ value }) => value !== 'REFUSED');
  return stations[others + 1]?.event.time ?? null;
}
