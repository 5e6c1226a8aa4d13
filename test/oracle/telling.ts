import type { Fact, FactKind, FactValue } from '../../services/indicators/facts/fact';
import { instant } from '../scenario/build';
import { effectiveAsOf, type Figure, oracle, type Settings, windowOf } from './index';
import { ZONE } from './sayings';

export { ZONE } from './sayings';

/** A statement in a hand-worked case: its local time, what it says (fields named ...At in local time), and a sequence. */
export type Told = readonly [time: string, data: Readonly<Record<string, FactValue>>, sequence?: string];

/** The messages about one thing. */
export function tell(kind: FactKind, subject: string, ...told: readonly Told[]): Fact[] {
  return told.map(([time, data, sequence = null], index) => ({
    kind,
    subject,
    id: `${subject}-${index + 1}`,
    source: 'urn:test:hand',
    time: instant(time),
    sequence,
    data: Object.fromEntries(
      Object.entries(data).map(([field, value]) => [
        field,
        field.endsWith('At') && typeof value === 'string' ? instant(value) : value,
      ]),
    ),
  }));
}

/** What else a case may ask; the period is November 2022, and T its end. */
export interface Ask {
  readonly rule?: Settings['rule'];
  readonly period?: string;
  /** T as it is asked for, in local time. */
  readonly asOf?: string;
  readonly agency?: string;
  readonly only?: boolean;
  readonly channel?: 'ONLINE' | 'COUNTER';
  readonly procedure?: string;
  readonly field?: string;
}

function questionOf(code: string, ask: Ask) {
  const { rule = 'DATE', period = '2022-11', asOf = '2100-01-01', agency = null, only = false, ...filters } = ask;
  const window = windowOf(period, ZONE);
  return {
    code,
    agency,
    only,
    ...filters,
    ...window,
    asOf: effectiveAsOf(instant(asOf), window, { zone: ZONE, rule }),
  };
}

/** The figure that a case comes to. */
export function figure(facts: readonly Fact[], code: string, ask: Ask = {}): Figure {
  return oracle(facts, { zone: ZONE, rule: ask.rule ?? 'DATE' }).figure(questionOf(code, ask));
}

/** Its halves: numerator and denominator. */
export function halves(facts: readonly Fact[], code: string, ask: Ask = {}): readonly [number | null, number | null] {
  const { numerator, denominator } = figure(facts, code, ask);
  return [numerator, denominator];
}

/** The subjects behind its denominator, in order. */
export function behind(facts: readonly Fact[], code: string, ask: Ask = {}): string[] {
  const { members } = oracle(facts, { zone: ZONE, rule: ask.rule ?? 'DATE' });
  return [...members({ ...questionOf(code, ask), half: 'DENOMINATOR' }).keys()].sort();
}
