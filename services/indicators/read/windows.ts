import type { Zone } from '../../../infra/time/zone';
import { bucketsOf, GRAIN, type Grain } from '../store/buckets';
import { monthStart } from './period';

/** Cells to sum: buckets `first` to `last` of the *since* axis whose `on` bucket is `onFrom` or later. */
export interface CellPiece {
  readonly grain: Grain;
  readonly first: number;
  readonly last: number;
  readonly onFrom: number;
}

/** Contributions to sum one by one, where no bucket ends: known in [first, last], dated `onFrom` or later. */
export interface RaggedPiece {
  readonly first: number;
  readonly last: number;
  readonly onFrom: number;
}

export interface Pieces {
  readonly cells: readonly CellPiece[];
  readonly ragged: readonly RaggedPiece[];
}

const NO_LOWER_BOUND = -8_640_000_000_000_000;

/** The first day of a half-month. */
export function startOfHalf(half: number): number {
  const year = Math.floor(half / 24);
  const part = half % 24;
  return monthStart(year, Math.floor(part / 2) + 1) + (part % 2 === 0 ? 0 : 14);
}

interface Reach {
  /** The first day that is not wholly at or before T. */
  readonly end: number;
  /** Start of the part of a day that T cuts off; null where T is a day's last instant. */
  readonly cut: number | null;
}

function reachOf(T: number, zone: Zone): Reach {
  const day = zone.localDay(T);
  if (T === zone.startOfDay(day + 1) - 1) return { end: day + 1, cut: null };
  return { end: day, cut: zone.startOfDay(day) };
}

/**
 * A flow over the days from `from`, as of T: what is dated on or after `from` and known by T. (What is known by T is
 * dated by T, so the period's end plays no part.)
 * @param byProcedure whether the sums must tell procedures apart, which only the half-month cells do
 */
export function flowPieces(from: number, T: number, zone: Zone, byProcedure: boolean): Pieces {
  const { end, cut } = reachOf(T, zone);
  const onFrom = zone.startOfDay(from);
  const whole = startOfHalf(bucketsOf(from).half) === from;
  const cells: CellPiece[] = [];
  let day = from;
  const { year } = bucketsOf(from);
  const lastYear = bucketsOf(end).year;
  if (from === monthStart(year, 1) && lastYear > year) {
    const grain = byProcedure ? GRAIN.YEAR_PROCEDURE : GRAIN.YEAR;
    cells.push({ grain, first: year, last: lastYear - 1, onFrom: year });
    day = monthStart(lastYear, 1);
  }
  if (whole && day < end) {
    const [first, beyond] = [bucketsOf(day).half, bucketsOf(end).half];
    if (beyond > first) {
      const grain = byProcedure ? GRAIN.HALF_MONTH_PROCEDURE : GRAIN.HALF_MONTH;
      cells.push({ grain, first, last: beyond - 1, onFrom: bucketsOf(from).half });
      day = startOfHalf(beyond);
    }
  }
  if (byProcedure) return { cells, ragged: raggedPiece(zone.startOfDay(day), T, onFrom) };
  if (day < end) cells.push({ grain: GRAIN.DAY, first: day, last: end - 1, onFrom: from });
  return { cells, ragged: cut === null ? [] : raggedPiece(Math.max(cut, onFrom), T, onFrom) };
}

/** A stock at T: everything known by T, the opening balance by whole years. */
export function stockPieces(T: number, zone: Zone, byProcedure: boolean): Pieces {
  const { end, cut } = reachOf(T, zone);
  const { year, half } = bucketsOf(end);
  const [yearGrain, halfGrain] = byProcedure
    ? [GRAIN.YEAR_PROCEDURE, GRAIN.HALF_MONTH_PROCEDURE]
    : [GRAIN.YEAR, GRAIN.HALF_MONTH];
  const cells: CellPiece[] = [{ grain: yearGrain, first: -100_000, last: year - 1, onFrom: -100_000 }];
  if (half > year * 24) cells.push({ grain: halfGrain, first: year * 24, last: half - 1, onFrom: -100_000 });
  const day = startOfHalf(half);
  if (byProcedure) return { cells, ragged: raggedPiece(zone.startOfDay(day), T, NO_LOWER_BOUND) };
  if (day < end) cells.push({ grain: GRAIN.DAY, first: day, last: end - 1, onFrom: -10_000_000 });
  return { cells, ragged: cut === null ? [] : raggedPiece(cut, T, NO_LOWER_BOUND) };
}

function raggedPiece(first: number, last: number, onFrom: number): RaggedPiece[] {
  return first > last ? [] : [{ first, last, onFrom }];
}
