import type { FactValue } from '../facts/fact';
import { type State, type Statement, said, standing } from '../merge/state';
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

/** What the histories of a fact say over time. */
export interface Histories {
  /** What a field says at an instant; undefined before the first statement. */
  at(field: string, instant: number): FactValue | undefined;
  /** The instants at which what any of them says changes. */
  readonly changes: readonly number[];
}

/** Each change once: what is said again each night costs nothing. */
export function historiesOf(state: State): Histories {
  const turns = new Map<string, readonly Turn[]>();
  for (const field of state.history.keys()) turns.set(field, turnsOf(standing(state, field)));
  return {
    at: (field, instant) => turns.get(field)?.findLast(([time]) => time <= instant)?.[1],
    changes: [...turns.values()].flatMap((all) => all.map(([time]) => time)),
  };
}

type Turn = readonly [time: number, value: FactValue];

/** Of several statements at one instant the last decides. */
function turnsOf(statements: readonly Statement[]): Turn[] {
  const turns: Turn[] = [];
  for (const { event, value } of statements) {
    if (turns.at(-1)?.[0] === event.time) turns.pop();
    if (turns.length === 0 || turns.at(-1)![1] !== value) turns.push([event.time, value]);
  }
  return turns;
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
