import type { WorkingDays } from '../../infra/time/working-days';
import { DAY_MS, type Zone } from '../../infra/time/zone';
import { type Dossier, FOREVER, officerAt, type Settings, type State, said } from '../indicators';

/** What an instant shows of a dossier that became late by then. Instants are epoch milliseconds. */
export interface LateView {
  readonly becameLateAt: number;
  readonly dueAt: number;
  readonly completedAt: number | null;
  readonly daysLate: number;
  /** Up to when its lateness is counted: its exit, or the instant asked for. */
  readonly reachedAt: number;
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
  const reachedAt = Math.min(life.exitAt ?? FOREVER, T);
  return {
    becameLateAt: late.at,
    dueAt: late.dueAt,
    completedAt: byThen(life.completedAt),
    daysLate: daysBetween(late.dueAt, reachedAt, settings),
    reachedAt,
    officerCode: officerAt(state, late.at),
    reasonCode: (said(state, 'lateReasonCode') as string | null | undefined) ?? null,
    reason: (said(state, 'lateReason') as string | null | undefined) ?? null,
    explainedAt: byThen(life.explainedAt),
    apologisedAt: byThen(life.apologisedAt),
  };
}

/**
 * Working days after the due day, up to and including the local day that its lateness has reached. They are days under
 * either lateness rule: under `INSTANT` a dossier that is some hours late may be 0 or 1 of them late. null where the
 * calendar does not know a year.
 */
export function workingDaysLate(
  { dueAt, reachedAt }: Pick<LateView, 'dueAt' | 'reachedAt'>,
  zone: Zone,
  workingDays: WorkingDays,
): number | null {
  return workingDays.between(zone.localDay(dueAt), zone.localDay(reachedAt));
}

/** Under `DATE` from the due day to the day reached; under `INSTANT` the days begun. */
function daysBetween(due: number, reached: number, { zone, rule }: Settings): number {
  if (rule === 'INSTANT') return Math.ceil((reached - due) / DAY_MS);
  return zone.localDay(reached) - zone.localDay(due);
}
