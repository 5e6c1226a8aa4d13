import type { Zone } from '../../../infra/time/zone';

/** A cell that does not say what its field needs. */
export class CellFault {
  constructor(readonly expected: string) {}
}

/** The text of the first instant of a local day; NaN is a day that does not exist. */
export function midnight(day: number, zone: Zone): string | CellFault {
  return Number.isNaN(day) ? new CellFault('a date that exists') : new Date(zone.startOfDay(day)).toISOString();
}

/** The text of the instant behind a local time; undefined is one that local clocks never show. */
export function instantText(instant: number | undefined, zone: Zone): string | CellFault {
  if (instant !== undefined) return new Date(instant).toISOString();
  return new CellFault(`a date and time that exist in ${zone.name}`);
}
