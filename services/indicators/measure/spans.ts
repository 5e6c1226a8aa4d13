import { type State, said, standing } from '../merge/state';
import type { Span } from './measure';
import { FOREVER, passedFrom, type Settings } from './settings';

/**
 * The stretches in which something counts, for what changes only at certain points.
 * @param points instants at which the amount may change, in any order
 * @param amountAt how much counts at an instant; true stands for 1
 */
export function spansOf(points: readonly number[], amountAt: (instant: number) => number | boolean): Span[] {
  const ordered = [...new Set(points)].sort((a, b) => a - b);
  const spans: [from: number, until: number, amount: number][] = [];
  for (let i = 0; i < ordered.length; i++) {
    const from = ordered[i]!;
    const amount = Number(amountAt(from));
    if (amount === 0) continue;
    const until = ordered[i + 1] ?? FOREVER;
    const last = spans.at(-1);
    if (last !== undefined && last[1] === from && last[2] === amount) last[1] = until;
    else spans.push([from, until, amount]);
  }
  return spans;
}

/** The instants at which a fact of some kind may change: its statements about histories, and the dates it states. */
export function changesOf(state: State, dates: readonly (number | null)[]): number[] {
  const times = [...state.history.keys()].flatMap((field) => standing(state, field).map(({ event }) => event.time));
  return [...times, ...dates.filter((date) => date !== null)];
}

/** The one stretch from an instant until another; none where it has not begun. */
export function stretch(instant: number | null, until: number | null = null): Span[] {
  const end = until ?? FOREVER;
  return instant === null || instant >= end ? [] : [[instant, end]];
}

/** Whether something happened by its due date, as the lateness rule reads due dates. */
export function isInTime(date: number | null, due: number | null, settings: Settings): boolean {
  return date !== null && due !== null && date < passedFrom(due, settings);
}

/** The date of a `latest` or `earliest` field; null where it has not happened. */
export function dateSaid(state: State, field: string): number | null {
  return (said(state, field) as number | null | undefined) ?? null;
}

/** A code that was stated last; '' where none was. */
export function codeSaid(state: State, field: string): string {
  return (said(state, field) as string | null | undefined) ?? '';
}

/** From when on there is a fact at all: the earliest of what was said about it and the dates that date it. */
export function knownFrom(state: State, ...dates: readonly (number | null)[]): number {
  return Math.min(...state.events.map((event) => event.time), ...dates.filter((date) => date !== null));
}

/** Whether the fact was voided: it counts nowhere. */
export function isVoided(state: State): boolean {
  return said(state, 'voided') === true;
}
