import type { Zone } from '../../infra/time/zone';
import { type State, said } from '../indicators';
import { saidOn } from './agency';

/** A procedure as the catalogue knows it. */
export interface ProcedureRecord {
  readonly code: string;
  readonly name: string | null;
  readonly fieldName: string | null;
  readonly agency: string | null;
  field(day: number): string | null;
  onlineLevel(day: number): string | null;
}

/** undefined for a procedure that was voided. */
export function procedureOf(state: State, zone: Zone): ProcedureRecord | undefined {
  if (said(state, 'voided') === true) return undefined;
  const text = (field: string): string | null => (said(state, field) as string | null | undefined) ?? null;
  return {
    code: state.subject,
    name: text('name'),
    fieldName: text('fieldName'),
    agency: text('agencyCode'),
    field: (day) => saidOn<string>(state, 'fieldCode', day, zone),
    onlineLevel: (day) => saidOn<string>(state, 'onlineLevel', day, zone),
  };
}
