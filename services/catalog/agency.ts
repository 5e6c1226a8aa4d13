import { dayNumber, type Zone } from '../../infra/time/zone';
import { type State, said, standing } from '../indicators';

export type AgencyLevel = 'PROVINCE' | 'DEPARTMENT' | 'DISTRICT' | 'COMMUNE' | 'CENTRAL';

/** An agency as all that was said about it tells; what changes over time is asked for a local day. */
export interface AgencyRecord {
  readonly code: string;
  /** Days since 1970-01-01; null: not limited. */
  readonly validFrom: number | null;
  /** The last day. */
  readonly validTo: number | null;
  readonly successors: readonly string[];
  name(day: number): string | null;
  nameEn(day: number): string | null;
  level(day: number): AgencyLevel | null;
  parent(day: number): string | null;
}

/** undefined for an agency that was voided. */
export function agencyOf(state: State, zone: Zone): AgencyRecord | undefined {
  if (said(state, 'voided') === true) return undefined;
  return {
    code: state.subject,
    validFrom: dayOf(state, 'validFrom'),
    validTo: dayOf(state, 'validTo'),
    successors: (said(state, 'successorCodes') as readonly string[] | null | undefined) ?? [],
    name: (day) => saidOn<string>(state, 'name', day, zone),
    nameEn: (day) => saidOn<string>(state, 'nameEn', day, zone),
    level: (day) => saidOn<AgencyLevel>(state, 'level', day, zone),
    parent: (day) => saidOn<string>(state, 'parentCode', day, zone),
  };
}

/** What was said by the end of a local day; the first value said holds backwards too, to the agency's first day. */
function saidOn<T extends string>(state: State, field: string, day: number, zone: Zone): T | null {
  const statements = standing(state, field);
  const end = zone.startOfDay(day + 1);
  const known = statements.filter((statement) => statement.event.time < end).at(-1);
  if (known !== undefined) return known.value as T | null;
  const first = dayOf(state, 'validFrom');
  if (first !== null && first > day) return null;
  return (statements.find((statement) => statement.value !== null)?.value ?? null) as T | null;
}

function dayOf(state: State, field: string): number | null {
  const date = said(state, field);
  return typeof date === 'string' ? dayNumber(date) : null;
}

/** Whether the agency exists on a local day. */
export function existsOn(agency: AgencyRecord, day: number): boolean {
  return (agency.validFrom === null || agency.validFrom <= day) && (agency.validTo === null || day <= agency.validTo);
}
