/** What is told of a late dossier; no officer and no words of a reason among it. */
export interface LateCase {
  readonly agency: string | null;
  readonly procedure: string | null;
  /** Epoch milliseconds, like all instants here. */
  readonly dueAt: number;
  readonly completedAt: number | null;
  readonly explained: boolean;
  readonly apologised: boolean;
  /** Completed, withdrawn or stopped. */
  readonly closed: boolean;
}

export type LateChange = 'RAISED' | 'EXPLAINED' | 'APOLOGISED' | 'CLOSED' | 'CLEARED';

/** All that has become of a case, in the order in which it is told. */
function standing({ explained, apologised, closed }: LateCase): LateChange[] {
  return [
    'RAISED',
    ...(explained ? ['EXPLAINED'] : []),
    ...(apologised ? ['APOLOGISED'] : []),
    ...(closed ? ['CLOSED'] : []),
  ] as LateChange[];
}

/**
 * What must be told so that an outside reader who knows the one learns the other. Where something was taken back
 * (an explanation revoked, a dossier reopened) the case is raised again with all that stands; where only its data have
 * changed (another agency) the last thing told is told again with the new ones.
 * @param before as told last; null: not late; unknown: something was sent, and it is not known whether it came to be told
 */
export function changesBetween(before: LateCase | null | 'unknown', after: LateCase | null): LateChange[] {
  if (after === null) return before === null ? [] : ['CLEARED'];
  const now = standing(after);
  if (before === null || before === 'unknown') return now;
  const then = standing(before);
  if (then.some((change) => !now.includes(change))) return now;
  const fresh = now.filter((change) => !then.includes(change));
  if (fresh.length > 0) return fresh;
  return isSame(before, after) ? [] : [now.at(-1)!];
}

function isSame(a: LateCase, b: LateCase): boolean {
  return a.agency === b.agency && a.procedure === b.procedure && a.dueAt === b.dueAt && a.completedAt === b.completedAt;
}
