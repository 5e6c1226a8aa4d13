import type { AnyIndicator } from '../definitions/registry';
import type { Channel } from '../measure/channel';
import type { Settings } from '../measure/settings';
import { FIRST_YEAR, type Period } from './period';

/** What is asked of one indicator. Absent filters are null. */
export interface Question {
  readonly indicator: AnyIndicator;
  /** null: everything in the store. */
  readonly agency: string | null;
  /** The agency's own part only, without its descendants. */
  readonly only: boolean;
  /** First local day, and the day after the last, as days since 1970-01-01. */
  readonly from: number;
  readonly to: number;
  /** The printed name of the window, where it is a period. */
  readonly period: Period | null;
  /** What the caller gave as `asOf`; null: the default. */
  readonly asOf: number | null;
  /** '': what has none, the row of a breakdown. */
  readonly channel: Channel | '' | null;
  readonly procedure: string | null;
  readonly field: string | null;
  /** Local day of the agency tree; null: the day of T. */
  readonly on: number | null;
}

const EVE = Date.UTC(FIRST_YEAR - 1, 11, 1);

/**
 * The last instant that counts (T): `asOf`, under `DATE` read as the end of its local day; absent, now likewise; never
 * later than the last instant of the period.
 */
export function effectiveInstant(
  window: { readonly to: number },
  asOf: number | null,
  now: number,
  { zone, rule }: Settings,
): number {
  const asked = asOf ?? now;
  // Nothing is dated before the first year: an instant long before it stands for its eve.
  const instant = Math.max(asked, EVE);
  const reached = rule === 'DATE' ? zone.startOfDay(zone.localDay(instant) + 1) - 1 : instant;
  return Math.min(reached, zone.startOfDay(window.to) - 1);
}

/** The same question one period earlier, at the same distance from its start where `asOf` is given. */
export function earlier(question: Question, window: Period, { zone, rule }: Settings): Question {
  const { asOf } = question;
  let moved: number | null = null;
  if (asOf !== null) {
    const start = zone.startOfDay(window.from);
    moved =
      rule === 'DATE'
        ? zone.startOfDay(window.from + zone.localDay(asOf) - question.from)
        : start + asOf - zone.startOfDay(question.from);
  }
  return { ...question, from: window.from, to: window.to, period: window, asOf: moved };
}
