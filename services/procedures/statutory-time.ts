import type { WorkingDays } from '../../infra/time/working-days';
import type { Zone } from '../../infra/time/zone';
import { type State, standing } from '../indicators';

/** A first promise that lies beyond the statutory time. */
export interface OverlongView {
  /** Epoch milliseconds. */
  readonly promisedAt: number;
  /** Last local day of the statutory time, as days since 1970-01-01. */
  readonly lawfulUntil: number;
  /** Working days from that day to the promised one; null where the calendar does not know a year. */
  readonly excessWorkingDays: number | null;
}

/** What a promise is held against. */
export interface Statute {
  /** Statutory time in working days; part of a day counts as a whole one. */
  readonly processingDays: number;
  readonly workingDays: WorkingDays;
  readonly zone: Zone;
}

/**
 * Holds the date promised first against the statutory time: it ends with the last of so many working days, the day of
 * receipt not counted (Civil Code 2015, articles 147 and 148). undefined where the promise keeps to it, where there is
 * none, and where the calendar does not know a year of that time.
 * @param receivedAt epoch milliseconds
 */
export function overlongPromise(
  state: State,
  receivedAt: number,
  { processingDays, workingDays, zone }: Statute,
): OverlongView | undefined {
  const promisedAt = firstPromise(state);
  if (promisedAt === undefined) return undefined;
  const lawfulUntil = workingDays.add(zone.localDay(receivedAt), Math.ceil(processingDays));
  const promisedDay = zone.localDay(promisedAt);
  if (lawfulUntil === null || promisedDay <= lawfulUntil) return undefined;
  return { promisedAt, lawfulUntil, excessWorkingDays: workingDays.between(lawfulUntil, promisedDay) };
}

/** The due date said first; one said with an apology is none. */
function firstPromise(state: State): number | undefined {
  const reasons = standing(state, 'dueReason');
  const apologies = new Set(reasons.filter(({ value }) => value === 'APOLOGY').map(({ event }) => event));
  const first = standing(state, 'dueAt').find(({ event, value }) => value !== null && !apologies.has(event));
  return first?.value as number | undefined;
}
