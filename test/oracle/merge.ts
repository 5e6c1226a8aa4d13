import type { Fact, FactValue } from '../../services/indicators/facts/fact';

/** One statement of one field: what was said, by which message. */
export interface Statement<T extends FactValue = FactValue> {
  readonly fact: Fact;
  readonly value: T;
}

/** JSON with sorted keys: the last part of a stamp, which decides only between messages that are equal in all else. */
function canonical(value: FactValue): string {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
    return JSON.stringify(Object.fromEntries(entries));
  }
  return JSON.stringify(value);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareSequence(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return compareText(a, b);
}

/** Order of messages by their stamp, without the value: 0 means "the same message". */
export function compareMessages(a: Fact, b: Fact): number {
  return (
    Math.sign(a.time - b.time) ||
    compareSequence(a.sequence, b.sequence) ||
    compareText(a.source, b.source) ||
    compareText(a.id, b.id)
  );
}

/** All that was said about a field of one subject, in the order of the full stamp. An absent field says nothing. */
export function statements(facts: readonly Fact[], field: string): Statement[] {
  return facts
    .filter((fact) => fact.data[field] !== undefined)
    .map((fact) => ({ fact, value: fact.data[field] as FactValue }))
    .sort((a, b) => compareMessages(a.fact, b.fact) || compareText(canonical(a.value), canonical(b.value)));
}

/** Merge `latest`: the greatest stamp wins; undefined where nothing was ever said, null where it is no longer so. */
export function latest(facts: readonly Fact[], field: string): FactValue | undefined {
  return statements(facts, field).at(-1)?.value;
}

/** `latest` of an instant or a number; null where unknown. */
export function latestNumber(facts: readonly Fact[], field: string): number | null {
  const value = latest(facts, field);
  return typeof value === 'number' ? value : null;
}

/** `latest` of a code; null where unknown. */
export function latestText(facts: readonly Fact[], field: string): string | null {
  const value = latest(facts, field);
  return typeof value === 'string' ? value : null;
}

/** Merge `earliest`: the smallest value said; a null says nothing. */
export function earliest(facts: readonly Fact[], field: string): number | null {
  const said = statements(facts, field).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  return said.length === 0 ? null : Math.min(...said);
}

/** Merge `union` of `retracts`: is the message named by any message of its own source about the same subject? */
function retracted(fact: Fact, facts: readonly Fact[]): boolean {
  return facts.some(
    (other) =>
      other.source === fact.source &&
      other.subject === fact.subject &&
      Array.isArray(other.data['retracts']) &&
      other.data['retracts'].includes(fact.id),
  );
}

/** Merge `history`: every statement that still stands, in the order of the stamp. */
export function history(facts: readonly Fact[], field: string): Statement[] {
  return statements(facts, field).filter(({ fact }) => !retracted(fact, facts));
}

/** What a history says at an instant: the last statement timed by then; undefined before the first. Nothing holds backwards. */
export function saidAt(facts: readonly Fact[], field: string, at: number): FactValue | undefined {
  return history(facts, field)
    .filter(({ fact }) => fact.time <= at)
    .at(-1)?.value;
}

/** The same of a number; null where none is known at the instant. */
export function numberAt(facts: readonly Fact[], field: string, at: number): number | null {
  const value = saidAt(facts, field, at);
  return typeof value === 'number' ? value : null;
}

/** True where the last word is that the thing never was. */
export function voided(facts: readonly Fact[]): boolean {
  return latest(facts, 'voided') === true;
}
