import { dayNumber, type Zone } from '../../../infra/time/zone';
import type { DirectiveData, Task as PrintedTask } from '../../directive';
import { type State, said } from '../../indicators';
import type { TaskAgencies } from './agencies';
import type { Assignment } from './assignment';

/** A task of a directive: what its annex prints, field by field replaced by what facts say of it. */
export interface Task {
  readonly number: string;
  /** The directive that its clauses are of, by its number. */
  readonly directive: string;
  /** Whether a directive or a fact describes it; false where only assignments name it. */
  readonly known: boolean;
  readonly title: string;
  readonly section: string | null;
  /** Refs of clauses. */
  readonly clauses: readonly string[];
  readonly leadAgencies: readonly string[];
  readonly supportingAgencies: readonly string[];
  /** In words, as printed; the agencies' names where facts name them. */
  readonly leads: string;
  readonly supporting: string | null;
  /** Epoch milliseconds; a printed date is due at its last. */
  readonly dueAt: number | null;
  readonly dueNote: string | null;
  readonly recurring: boolean;
  readonly product: string | null;
  readonly assignments: readonly Assignment[];
}

/** What a task is joined with. */
export interface TaskTerms {
  readonly directive: DirectiveData;
  readonly agencies: TaskAgencies;
  readonly zone: Zone;
}

/** A task without its assignments, from its row in an annex and its facts; either may be absent. */
export function taskOf(
  number: string,
  row: PrintedTask | undefined,
  state: State | undefined,
  { directive, agencies, zone }: TaskTerms,
): Omit<Task, 'assignments'> {
  const stated = <V>(field: string): V | null =>
    state === undefined ? null : ((said(state, field) as V | null | undefined) ?? null);
  const led = stated<readonly string[]>('leadAgencyCodes');
  const supported = stated<readonly string[]>('supportingAgencyCodes');
  const names = (codes: readonly string[]): string => codes.map((code) => agencies.nameOf(code)).join('; ');
  return {
    number,
    directive: row?.directive ?? directive.directives[0]!.number,
    known: row !== undefined || state !== undefined,
    title: stated('title') ?? row?.title.vi ?? number,
    section: row?.section ?? null,
    clauses: stated('clauses') ?? row?.clauses ?? [],
    leadAgencies: led ?? agencies.behind(row?.leads.parties ?? []),
    supportingAgencies: supported ?? agencies.behind(row?.supporting.parties ?? []),
    leads: led === null ? (row?.leads.printed ?? '') : names(led),
    supporting: supported === null ? (row?.supporting.printed ?? null) : names(supported),
    dueAt: stated('dueAt') ?? endOf(row?.dueAt ?? null, zone),
    dueNote: row?.dueNote?.vi ?? null,
    recurring: stated('recurring') ?? row?.recurring ?? false,
    product: stated('product') ?? row?.product?.vi ?? null,
  };
}

function endOf(date: string | null, zone: Zone): number | null {
  return date === null ? null : zone.startOfDay(dayNumber(date) + 1) - 1;
}
