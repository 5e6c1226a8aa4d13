import { type FieldRule, fieldsOf, type Statement, standing, statuses } from '../../indicators';
import { instantText, type ProceduresContext } from './context';
import type { Dossier, DossierChange } from './dossier';

/** Fields about persons: an officer, or words that an officer wrote. */
const PERSONAL = ['officerCode', 'lateReason'];

/** Every statement about a dossier that still stands, oldest first. */
export function historyOf(context: ProceduresContext, { state, life }: Dossier): DossierChange[] {
  const rules = fieldsOf('dossier');
  const found: { field: string; statement: Statement }[] = [];
  for (const [field, statement] of state.single) {
    // A hand-over said before a reopening is void.
    if (field !== 'returnedAt' || statement.value === null || life.returnedAt !== null)
      found.push({ field, statement });
  }
  for (const field of state.history.keys()) {
    const statements = field === 'status' ? statuses(state) : standing(state, field);
    for (const statement of statements) found.push({ field, statement });
  }
  return found
    .filter(({ field }) => context.showPersons || !PERSONAL.includes(field))
    .sort((a, b) => a.statement.event.time - b.statement.event.time || (a.field < b.field ? -1 : 1))
    .map(({ field, statement }) => ({
      at: instantText(context, statement.event.time)!,
      source: statement.event.source,
      field,
      value: textOf(context, rules.get(field), statement.value),
    }));
}

function textOf(context: ProceduresContext, rule: FieldRule | undefined, value: Statement['value']): string | null {
  if (value === null) return null;
  if (rule?.type === 'instant') return instantText(context, value as number);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
