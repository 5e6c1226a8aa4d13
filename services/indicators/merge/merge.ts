import { type FieldRule, fieldsOf } from '../facts/contract';
import type { Fact, FactKind, FactValue } from '../facts/fact';
import { canonical, compareStamp, compareText, digestOf } from './stamp';
import { type EventRef, retractionKey, type State, type Statement } from './state';

/**
 * Merges one fact into a state, field by field as the contract's `x-merge` says. Commutative, associative and
 * idempotent over facts.
 * @returns false where this very event was merged before, and where it leaves the state as it was; true otherwise
 */
export function mergeFact(state: State, fact: Fact): boolean {
  const event: EventRef = {
    time: fact.time,
    sequence: fact.sequence,
    source: fact.source,
    id: fact.id,
    digest: digestOf(fact.data),
  };
  if (state.events.some((known) => isSame(known, event))) return false;
  state.events.push(event);
  const rules = fieldsOf(fact.kind);
  for (const field in fact.data) mergeField(state, field, rules.get(field)!, { event, value: fact.data[field]! });
  return ENDLESS.includes(fact.kind) ? forgetOutdone(state, event) : true;
}

/** Kinds whose subjects are told of again and again for ever, and whose fields keep no history. */
const ENDLESS: readonly FactKind[] = ['portal', 'watermark'];

/**
 * Lets go of events of which nothing stands, so that what is told of for ever stays as small as it is. Sound only
 * where no field keeps a history or a union: what the latest and the earliest statement outdo, they outdo again when it
 * comes once more.
 * @returns whether anything of this event stands
 */
function forgetOutdone(state: State, event: EventRef): boolean {
  const standing = new Set([...state.single.values()].map((statement) => statement.event));
  state.events.splice(0, state.events.length, ...state.events.filter((known) => standing.has(known)));
  return standing.has(event);
}

function isSame(a: EventRef, b: EventRef): boolean {
  return (
    a.time === b.time && a.digest === b.digest && a.id === b.id && a.source === b.source && a.sequence === b.sequence
  );
}

function mergeField(state: State, field: string, rule: FieldRule, said: Statement): void {
  switch (rule.merge) {
    case 'history': {
      const statements = state.history.get(field);
      if (statements === undefined) state.history.set(field, [said]);
      else insertInOrder(statements, said);
      return;
    }
    case 'union':
      for (const id of (said.value as readonly string[] | null) ?? []) {
        state.retracted.add(retractionKey(said.event.source, id));
      }
      return;
    case 'earliest': {
      if (said.value === null) return;
      const known = state.single.get(field);
      if (known === undefined || compareEarliest(said, known) < 0) state.single.set(field, said);
      return;
    }
    case 'latest': {
      const known = state.single.get(field);
      if (known === undefined || compareStatements(said, known) > 0) state.single.set(field, said);
      return;
    }
  }
}

/** Stamp order with the canonical value last, then the event's digest, so that no two statements are equal. */
function compareStatements(a: Statement, b: Statement): number {
  return (
    compareStamp(a.event, b.event) ||
    (a.value === b.value ? 0 : compareText(canonical(a.value), canonical(b.value))) ||
    a.event.digest - b.event.digest ||
    compareText(a.event.sequence ?? '', b.event.sequence ?? '')
  );
}

function compareEarliest(a: Statement, b: Statement): number {
  return compareValues(a.value, b.value) || compareStatements(a, b);
}

function compareValues(a: FactValue, b: FactValue): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(canonical(a), canonical(b));
}

function insertInOrder(statements: Statement[], said: Statement): void {
  let at = statements.length;
  while (at > 0 && compareStatements(statements[at - 1]!, said) > 0) at--;
  statements.splice(at, 0, said);
}
