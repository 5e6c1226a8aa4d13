import type { Zone } from '../../../infra/time/zone';

/**
 * When a due date has passed. `DATE`: when the day after the due day begins; `INSTANT`: right after `dueAt`.
 */
export type LatenessRule = 'DATE' | 'INSTANT';

/** What a store's figures stand on besides the definitions; part of the store's digest. */
export interface Settings {
  readonly zone: Zone;
  readonly rule: LatenessRule;
}

/** Stands for "not yet" where an instant is expected: later than every date that a fact may carry. */
export const FOREVER = 8_640_000_000_000_000;

/** The first instant at which a due date has passed. */
export function passedFrom(due: number, { zone, rule }: Settings): number {
  return rule === 'INSTANT' ? due + 1 : zone.startOfDay(zone.localDay(due) + 1);
}

/** The instant from which a statement of status or due date holds: under `DATE` the whole local day of its time. */
export function holdsFrom(time: number, { zone, rule }: Settings): number {
  return rule === 'INSTANT' ? time : zone.startOfDay(zone.localDay(time));
}
