import { type State, said, standing } from '../merge/state';
import type { CalendarName } from '../read/period';

/** How often a regime asks for a report. */
export type Frequency = 'MONTH' | 'QUARTER' | 'HALF' | 'NINE_MONTHS' | 'YEAR';

/** A stretch [from, until) of epoch milliseconds; `until` is null where it lasts. */
export interface InForce {
  readonly from: number;
  readonly until: number | null;
}

/** A reporting regime (chế độ báo cáo), as what it asks for follows from its state. */
export interface ReportRegime {
  readonly code: string;
  /** null where none was stated. */
  readonly name: string | null;
  /** The agency that answers for it; '' where none was stated. */
  readonly agency: string;
  /** null: nothing can be expected. */
  readonly frequency: Frequency | null;
  readonly calendar: CalendarName;
  /** Reports are due by the end of the day before this day of the period's last civil month; null: nothing is expected. */
  readonly dueDay: number | null;
  /** Who must report: each code once, in order. */
  readonly reporters: readonly string[];
  /** When it was in force, by what was said at the time; apart, in order. */
  readonly inForce: readonly InForce[];
}

/** Reads a regime from its state; undefined where it was voided. */
export function reportRegimeOf(state: State): ReportRegime | undefined {
  if (said(state, 'voided') === true) return undefined;
  const reporters = (said(state, 'reporterAgencyCodes') as readonly string[] | null | undefined) ?? [];
  return {
    code: state.subject,
    name: (said(state, 'name') as string | null | undefined) ?? null,
    agency: (said(state, 'agencyCode') as string | null | undefined) ?? '',
    frequency: (said(state, 'frequency') as Frequency | null | undefined) ?? null,
    calendar: (said(state, 'calendar') as CalendarName | null | undefined) ?? 'CIVIL',
    dueDay: (said(state, 'dueDay') as number | null | undefined) ?? null,
    reporters: [...new Set(reporters)].sort(),
    inForce: stretchesInForce(state),
  };
}

/** Each statement holds until the next one; of several at one instant the last decides. */
function stretchesInForce(state: State): InForce[] {
  const stretches: InForce[] = [];
  let from: number | null = null;
  for (const { event, value } of standing(state, 'inForce')) {
    if (value === true) {
      from ??= event.time;
    } else if (from !== null) {
      if (from < event.time) stretches.push({ from, until: event.time });
      from = null;
    }
  }
  if (from !== null) stretches.push({ from, until: null });
  return stretches;
}
