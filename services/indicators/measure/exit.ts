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

function outcomeOf(statement: Statement): Outcome | undefined {
  return OUTCOMES[String(statement.value)];
}

/** The statements of status that stand: not retracted, and not void by a later `completedAt: null`. */
export function statuses(state: State): readonly Statement[] {
  const said = standing(state, 'status');
  const isVoid = (statement: Statement): boolean =>
    outcomeOf(statement) === 'COMPLETED' && isReopened(state, statement);
  return said.some(isVoid) ? said.filter((statement) => !isVoid(statement)) : said;
}

/** When the result was returned, as far as that stands. */
export function returnedAt(state: State): number | null {
  const returned = state.single.get('returnedAt');
  return returned === undefined || isReopened(state, returned) ? null : (returned.value as number | null);
}

/** The statements at the end, without a break, that say this outcome. */
export function lastRun(statements: readonly Statement[], outcome: Outcome): readonly Statement[] {
  let from = statements.length;
  while (from > 0 && outcomeOf(statements[from - 1]!) === outcome) from--;
  return statements.slice(from);
}

/**
 * When and how a received dossier left the work in progress; undefined while it is in progress. The instant may still
 * precede the receipt (docs/decisions/0001, points 2 to 4).
 * @param statements the standing statements of status
 */
export function exitOf(state: State, statements: readonly Statement[]): Exit | undefined {
  const completed = state.single.get('completedAt')?.value as number | null | undefined;
  const dated = completed ?? returnedAt(state);
  const left = lastRun(statements, 'LEFT')[0]?.event.time;
  if (left !== undefined && (dated === null || left < dated)) return { at: left, outcome: 'LEFT' };
  const at = dated ?? lastRun(statements, 'COMPLETED')[0]?.event.time;
  return at === undefined ? undefined : { at, outcome: 'COMPLETED' };
}

/** Whether a later `completedAt: null` voids this statement about completion. */
function isReopened(state: State, statement: Statement): boolean {
  const completed = state.single.get('completedAt');
  return completed !== undefined && completed.value === null && compareStamp(statement.event, completed.event) < 0;
}
