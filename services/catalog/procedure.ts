import { type State, said, valueAt } from '../indicators';

/** A procedure as the catalogue knows it; what changes over time is asked for an instant. */
export interface ProcedureRecord {
  readonly code: string;
  readonly name: string | null;
  readonly fieldName: string | null;
  readonly agency: string | null;
  /** Statutory time in working days; null where none was stated. */
  readonly processingDays: number | null;
  field(instant: number): string | null;
  onlineLevel(instant: number): string | null;
  /** Whether it is offered online at an instant: on the national portal by then, wholly or in part. */
  isOnline(instant: number): boolean;
}

/** undefined for a procedure that was voided. */
export function procedureOf(state: State): ProcedureRecord | undefined {
  if (said(state, 'voided') === true) return undefined;
  const text = (field: string): string | null => (said(state, field) as string | null | undefined) ?? null;
  return {
    code: state.subject,
    name: text('name'),
    fieldName: text('fieldName'),
    agency: text('agencyCode'),
    processingDays: (said(state, 'processingDays') as number | null | undefined) ?? null,
    field: (instant) => at(state, 'fieldCode', instant),
    onlineLevel: (instant) => at(state, 'onlineLevel', instant),
    isOnline: (instant) => {
      const since = said(state, 'onNationalPortalAt');
      if (typeof since !== 'number' || since > instant) return false;
      return ['FULL', 'PARTIAL'].includes(at(state, 'onlineLevel', instant) ?? '');
    },
  };
}

/** As the catalogue stood at an instant: unlike an agency's name, what was said later does not hold backwards. */
function at(state: State, field: string, instant: number): string | null {
  return (valueAt(state, field, instant) as string | null | undefined) ?? null;
}
