import { passedFrom, type Settings, type State, said } from '../../indicators';

/** One agency's share of a task, as of an instant (T). Instants are epoch milliseconds. */
export interface Assignment {
  /** Number of the task. */
  readonly task: string;
  readonly agency: string;
  /** Its own due date; null: it has none. */
  readonly dueAt: number | null;
  /** 0 to 100; null where nobody said. */
  readonly progressPercent: number | null;
  /** null: not completed by T. */
  readonly completedAt: number | null;
  /** Whether its due date has passed by T, by the lateness rule, and it is not completed. */
  readonly overdue: boolean;
  readonly product: string | null;
  /** Words that people write: only for who may see them. */
  readonly obstacle: string | null;
  readonly proposal: string | null;
}

/** Reads an assignment; undefined where it was voided, or nothing of it was known by T. */
export function assignmentOf(state: State, T: number, settings: Settings): Assignment | undefined {
  if (said(state, 'voided') === true) return undefined;
  const field = <V>(name: string): V | null => (said(state, name) as V | null | undefined) ?? null;
  const [dueAt, completedAt] = [field<number>('dueAt'), field<number>('completedAt')];
  const dates = [dueAt, completedAt, ...state.events.map(({ time }) => time)].filter((date) => date !== null);
  if (Math.min(...dates) > T) return undefined;
  const done = completedAt !== null && completedAt <= T ? completedAt : null;
  return {
    ...shareOf(state),
    dueAt,
    progressPercent: field<number>('progressPercent'),
    completedAt: done,
    overdue: dueAt !== null && done === null && passedFrom(dueAt, settings) <= T,
    product: field<string>('product'),
    obstacle: field<string>('obstacle'),
    proposal: field<string>('proposal'),
  };
}

/** Whose share of which task it is: the subject, `<task>@<agency>` by the contract, stands in for what no field says. */
export function shareOf(state: State): { readonly task: string; readonly agency: string } {
  const { subject } = state;
  const at = subject.lastIndexOf('@');
  const [task, agency] = at < 0 ? [subject, ''] : [subject.slice(0, at), subject.slice(at + 1)];
  const text = (field: string): string | null => (said(state, field) as string | null | undefined) ?? null;
  return { task: text('taskNumber') ?? task, agency: text('agencyCode') ?? agency };
}
