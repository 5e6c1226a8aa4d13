import { compareStamp } from '../merge/stamp';
import { type State, type Statement, standing } from '../merge/state';

/** How a dossier ended: completed, or left by withdrawal or stop. */
export type Outcome = 'COMPLETED' | 'LEFT';

export interface Exit {
  readonly at: number;
  readonly outcome: Outcome;
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  COMPLETED: 'COMPLETED',
  RETURNED: 'COMPLETED',
  WITHDRAWN: 'LEFT',
  STOPPED: 'LEFT',
};

/** The statements of status that still stand, and those among them that form the final exit. */
export interface StatusHistory {
  readonly statements: readonly Statement[];
  /** The status said last; undefined when none was said or it is no longer so. */
  readonly final: string | undefined;
  /** The last unbroken run of statements of the final status' outcome; empty when that is no exit, or was reopened. */
  readonly exitRun: readonly Statement[];
}

export function statusHistory(state: State): StatusHistory {
  const statements = standing(state, 'status');
  const final = (statements.at(-1)?.value ?? undefined) as string | undefined;
  const outcome = final === undefined ? undefined : OUTCOMES[final];
  let from = statements.length;
  while (outcome !== undefined && from > 0) {
    const said = statements[from - 1]!;
    if (OUTCOMES[String(said.value)] !== outcome || (outcome === 'COMPLETED' && isReopened(state, said))) break;
    from--;
  }
  return { statements, final, exitRun: statements.slice(from) };
}

/**
 * When and how a received dossier left the work in progress; undefined while it is in progress. The instant may still
 * precede the receipt (docs/decisions/0001, points 2 to 4).
 */
export function exitOf(state: State, status: StatusHistory): Exit | undefined {
  const begun = status.exitRun[0];
  const said: Exit | undefined = begun && { at: begun.event.time, outcome: OUTCOMES[String(begun.value)]! };
  const dated = completionDate(state);
  if (dated === undefined) return said;
  return said?.outcome === 'LEFT' && said.at < dated ? said : { at: dated, outcome: 'COMPLETED' };
}

function completionDate(state: State): number | undefined {
  const completed = state.single.get('completedAt')?.value;
  if (typeof completed === 'number') return completed;
  const returned = state.single.get('returnedAt');
  if (returned === undefined || returned.value === null || isReopened(state, returned)) return undefined;
  return returned.value as number;
}

/** Whether a later `completedAt: null` voids this statement about completion. */
function isReopened(state: State, said: Statement): boolean {
  const completed = state.single.get('completedAt');
  return completed !== undefined && completed.value === null && compareStamp(said.event, completed.event) < 0;
}
