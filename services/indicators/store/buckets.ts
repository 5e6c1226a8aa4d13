import { formatDay } from '../../../infra/time/zone';

/**
 * The grains in which contributions are summed. `since` is the axis: a flow over [from, T] is what was known in that
 * stretch and is dated in it, a stock at T what was known up to it; `on_bucket` tells the two dates of a flow apart.
 */
export const GRAIN = {
  YEAR: 1,
  HALF_MONTH: 2,
  DAY: 3,
  HALF_MONTH_PROCEDURE: 4,
  YEAR_PROCEDURE: 5,
} as const;
export type Grain = (typeof GRAIN)[keyof typeof GRAIN];

/** The local day and the wider buckets around it. */
export interface Buckets {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** 24 a year: days 1-14, and 15 to the month's end, of which civil and reporting months are both sums. */
  readonly half: number;
  readonly year: number;
}

const cache = new Map<number, Buckets>();

export function bucketsOf(day: number): Buckets {
  let found = cache.get(day);
  if (found === undefined) {
    const [year, month, date] = formatDay(day).split('-').map(Number) as [number, number, number];
    found = { day, half: year * 24 + (month - 1) * 2 + (date >= 15 ? 1 : 0), year };
    if (cache.size > 100_000) cache.clear();
    cache.set(day, found);
  }
  return found;
}

export function bucketOf(grain: Grain, buckets: Buckets): number {
  switch (grain) {
    case GRAIN.DAY:
      return buckets.day;
    case GRAIN.HALF_MONTH:
    case GRAIN.HALF_MONTH_PROCEDURE:
      return buckets.half;
    default:
      return buckets.year;
  }
}
