import type { Sql } from '../../../infra/database';
import { type Settings, type State, said, walkStates } from '../../indicators';
import { type Assignment, assignmentOf } from './assignment';
import { type Task, type TaskTerms, taskOf } from './task';

/** Whose tasks are wanted. */
export interface TaskFilter {
  /** Those that one of these agencies leads or has a share of, with their shares only; null: all. */
  readonly agencies: ReadonlySet<string> | null;
  /** Only with (true) or without (false) a share that is overdue. */
  readonly overdue: boolean | null;
}

/**
 * Every task as of an instant (T): the rows of the directives in their order, then those that facts add, by number, then
 * those that only assignments name.
 */
export async function readTasks(sql: Sql, T: number, terms: TaskTerms, settings: Settings): Promise<Task[]> {
  const states = new Map<string, State>();
  for await (const page of walkStates(sql, 'task')) {
    for (const state of page) if (said(state, 'voided') !== true) states.set(state.subject, state);
  }
  const shares = await readAssignments(sql, T, settings);
  const rows = new Map(terms.directive.tasks.map((row) => [row.number, row]));
  const further = (numbers: Iterable<string>): string[] =>
    [...numbers].filter((number) => !rows.has(number)).sort(byNumber);
  const stated = further(states.keys());
  const named = further(shares.keys()).filter((number) => !states.has(number));
  return [...rows.keys(), ...stated, ...named].map((number) => ({
    ...taskOf(number, rows.get(number), states.get(number), terms),
    assignments: shares.get(number) ?? [],
  }));
}

/** By task, each task's in the order of agencies. */
async function readAssignments(sql: Sql, T: number, settings: Settings): Promise<Map<string, Assignment[]>> {
  const shares = new Map<string, Assignment[]>();
  for await (const page of walkStates(sql, 'assignment')) {
    for (const state of page) {
      const share = assignmentOf(state, T, settings);
      if (share === undefined) continue;
      const known = shares.get(share.task);
      if (known === undefined) shares.set(share.task, [share]);
      else known.push(share);
    }
  }
  for (const own of shares.values()) own.sort((a, b) => (a.agency < b.agency ? -1 : a.agency > b.agency ? 1 : 0));
  return shares;
}

/** The tasks that a filter lets through, their assignments cut to its agencies. */
export function filterTasks(tasks: readonly Task[], { agencies, overdue }: TaskFilter): Task[] {
  const among = (agency: string): boolean => agencies === null || agencies.has(agency);
  return tasks
    .map((task) => ({ ...task, assignments: task.assignments.filter(({ agency }) => among(agency)) }))
    .filter(({ assignments, leadAgencies }) => agencies === null || assignments.length > 0 || leadAgencies.some(among))
    .filter(({ assignments }) => overdue === null || assignments.some((share) => share.overdue) === overdue);
}

/** 2 before 10, and numbers before other texts. */
function byNumber(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY)) as [
    number,
    number,
  ];
  return x === y ? (a < b ? -1 : 1) : x - y;
}
