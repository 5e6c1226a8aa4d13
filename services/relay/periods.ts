import { type CalendarName, type Period, periodAround, type SeriesGrain, startOfHalf } from '../indicators';

/** Half-months in which something has moved, numbered as the store's buckets are. */
export interface Moved {
  /** Something is dated there: it moves the periods that hold the half-month. */
  readonly flows: readonly number[];
  /** Something is the case from there on, or no longer: it moves every period that ends later. null: nothing. */
  readonly stocksFrom: number | null;
}

const CALENDARS: readonly CalendarName[] = ['CIVIL', 'REPORTING'];
const GRAINS: readonly SeriesGrain[] = ['MONTH', 'QUARTER', 'YEAR'];

/**
 * The published periods whose values may have moved, the newest first: months, quarters and years of both calendars that
 * have begun.
 * @param today local day, as days since 1970-01-01
 */
export function touchedPeriods({ flows, stocksFrom }: Moved, today: number): Period[] {
  const found = new Map<string, Period>();
  for (const calendar of CALENDARS) {
    for (const grain of GRAINS) {
      const around = (day: number): Period => periodAround(day, grain, calendar);
      const add = (period: Period): void => {
        if (period.from <= today) found.set(period.text, period);
      };
      for (const half of flows) add(around(startOfHalf(half)));
      if (stocksFrom === null) continue;
      for (let period = around(startOfHalf(stocksFrom)); period.from <= today; period = around(period.to)) add(period);
    }
  }
  return [...found.values()].sort((a, b) => b.to - a.to || b.from - a.from);
}
