import type { FactKind, FactValue } from '../facts/fact';
import { compareStamp, compareText, type Stamp } from './stamp';

/** An event that was merged: its stamp, and a digest of what it said, so that a second delivery is recognised. */
export interface EventRef extends Stamp {
  readonly digest: number;
}

/** A value and the event that said it. */
export interface Statement {
  readonly event: EventRef;
  readonly value: FactValue;
}

/**
 * The merge of all that was ever said about one thing. Equal sets of events give equal states, to the byte of
 * `serialiseState`, in whatever order and however often they came.
 */
export interface State {
  readonly kind: FactKind;
  readonly subject: string;
  /** Every event merged, also those that others have outdone since; of a copy on the portal only those that stand. */
  readonly events: EventRef[];
  /** `latest` and `earliest` fields: the statement that stands. */
  readonly single: Map<string, Statement>;
  /** `history` fields: every statement, in the order of their stamps; retracted ones too (a retraction may come first). */
  readonly history: Map<string, Statement[]>;
  /** What `retracts` names: `source NUL id`. */
  readonly retracted: Set<string>;
  /**
   * Of a dossier: when the national portal was first seen to hold a copy of it. No event of its own says so: it is read
   * from the copies' states whenever either side changes. null: no copy was seen.
   */
  portalSeenAt: number | null;
}

export function emptyState(kind: FactKind, subject: string): State {
  return { kind, subject, events: [], single: new Map(), history: new Map(), retracted: new Set(), portalSeenAt: null };
}

/** Key of a retraction: an event id counts within its own source only. */
export function retractionKey(source: string, id: string): string {
  return `${source}\u0000${id}`;
}

/** The value of a `latest` or `earliest` field; undefined where nothing was said, null where it is "no longer so". */
export function said(state: State, field: string): FactValue | undefined {
  return state.single.get(field)?.value;
}

const NONE: readonly Statement[] = [];

/** The statements of a `history` field that still stand, in order. */
export function standing(state: State, field: string): readonly Statement[] {
  const all = state.history.get(field) ?? NONE;
  if (state.retracted.size === 0) return all;
  return all.filter(({ event }) => !state.retracted.has(retractionKey(event.source, event.id)));
}

/** What a `history` field says at an instant: the last statement timed at or before it; undefined before the first. */
export function valueAt(state: State, field: string, instant: number): FactValue | undefined {
  let found: FactValue | undefined;
  for (const statement of standing(state, field)) {
    if (statement.event.time > instant) break;
    found = statement.value;
  }
  return found;
}

type StoredEvent = [time: number, sequence: string | null, source: number, id: string, digest: number];
interface StoredState {
  o: string[];
  s: StoredEvent[];
  l: Record<string, [number, FactValue]>;
  h: Record<string, [number, FactValue][]>;
  r?: string[];
  p?: number;
}

export function compareEvents(a: EventRef, b: EventRef): number {
  return compareStamp(a, b) || a.digest - b.digest || compareText(a.sequence ?? '', b.sequence ?? '');
}

/** Canonical text of a state: the same for the same set of events. */
export function serialiseState(state: State): string {
  const events = [...state.events].sort(compareEvents);
  const sources: string[] = [];
  for (const { source } of events) if (!sources.includes(source)) sources.push(source);
  sources.sort();
  const index = new Map<EventRef, number>();
  const s: StoredEvent[] = events.map((event, i) => {
    index.set(event, i);
    return [event.time, event.sequence, sources.indexOf(event.source), event.id, event.digest];
  });
  const l: StoredState['l'] = {};
  for (const field of [...state.single.keys()].sort()) {
    const { event, value } = state.single.get(field)!;
    l[field] = [index.get(event)!, value];
  }
  const h: StoredState['h'] = {};
  for (const field of [...state.history.keys()].sort()) {
    h[field] = state.history.get(field)!.map(({ event, value }) => [index.get(event)!, value]);
  }
  const stored: StoredState = { o: sources, s, l, h };
  if (state.retracted.size > 0) stored.r = [...state.retracted].sort();
  if (state.portalSeenAt !== null) stored.p = state.portalSeenAt;
  return JSON.stringify(stored);
}

/** The inverse of `serialiseState`. */
export function parseState(kind: FactKind, subject: string, text: string): State {
  const stored = JSON.parse(text) as StoredState;
  const events: EventRef[] = stored.s.map(([time, sequence, source, id, digest]) => ({
    time,
    sequence,
    source: stored.o[source]!,
    id,
    digest,
  }));
  const single = new Map<string, Statement>();
  for (const field in stored.l) {
    const [event, value] = stored.l[field]!;
    single.set(field, { event: events[event]!, value });
  }
  const history = new Map<string, Statement[]>();
  for (const field in stored.h) {
    history.set(
      field,
      stored.h[field]!.map(([event, value]) => ({ event: events[event]!, value })),
    );
  }
  return { kind, subject, events, single, history, retracted: new Set(stored.r), portalSeenAt: stored.p ?? null };
}
