import { DAY_MS } from '../../infra/time/zone';
import { type Dossier, FOREVER, officerAt, type Settings, type State, said } from '../indicators';

/** What an instant shows of a dossier that became late by then. Instants are epoch milliseconds. */
export interface LateView {
  readonly becameLateAt: number;
  readonly dueAt: number;
  readonly completedAt: number | null;
  readonly daysLate: number;
  readonly officerCode: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly explainedAt: number | null;
  readonly apologisedAt: number | null;
}

/** undefined where the dossier had not become late by T. */
export function lateAt(state: State, life: Dossier, T: number, settings: Settings): LateView | undefined {
  const { late } = life;
  if (late === null || late.at > T) return undefined;
  const byThen = (instant: number | null): number | null => (instant === null || instant > T ? null : instant);
  const exit = life.exitAt ?? FOREVER;
  return {
    becameLateAt: late.at,
    dueAt: late.dueAt,
    completedAt: byThen(life.completedAt),
    daysLate: daysBetween(late.dueAt, Math.min(exit, T), settings),
    officerCode: officerAt(state, late.at),
    reasonCode: (said(state, 'lateReasonCode') as string | null | undefined) ?? null,
    reason: (said(state, 'lateReason') as string | null | undefined) ?? null,
    explainedAt: byThen(life.explainedAt),
    apologisedAt: byThen(life.apologisedAt),
  };
}

/** Under `DATE` from the due day to the day reached; under `INSTANT` the days begun. */
function daysBetween(due: number, reached: number, { zone, rule }: Settings): number {
  if (rule === 'INSTANT') return Math.ceil((reached - due) / DAY_MS);
  return zone.localDay(reached) - zone.localDay(due);
}
