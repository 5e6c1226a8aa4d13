import type { Fact, FactKind, FactValue } from '../../services/indicators/facts/fact';

/** A message as a source system sends it: CloudEvents 1.0, structured JSON. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: `vn.province.${FactKind}.v1`;
  readonly subject: string;
  readonly time: string;
  readonly sequence?: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, FactValue>>;
}

/** What a message may say besides its data. */
export interface Extras {
  readonly id?: string;
  readonly source?: string;
  readonly sequence?: string;
}

/** A statement in the builder: when (local time), what, and whatever else is special about it. */
export type Said = readonly [time: string, data: Readonly<Record<string, FactValue>>, extras?: Extras];

/** The fields that hold instants, written in the scenarios as local time. */
const INSTANTS = new Set([
  ...['receivedAt', 'dueAt', 'completedAt', 'returnedAt', 'syncedAt', 'eResultIssuedAt', 'feePaidAt'],
  ...['explainedAt', 'apologisedAt', 'ratedAt'],
]);

const ZONE_OFFSET = '+07:00';

/** `2022-11-03 09:00[:ss.SSS]` in Viet Nam, as RFC 3339. */
export function local(text: string): string {
  const [date, time = '00:00'] = text.split(' ');
  return `${date}T${time.length === 'hh:mm'.length ? `${time}:00.000` : time}${ZONE_OFFSET}`;
}

/** The same as epoch milliseconds. */
export function instant(text: string): number {
  return Date.parse(local(text));
}

/** The messages about one subject, numbered `<subject>-1`, `<subject>-2`, ... in the order in which they are written. */
export function about(kind: FactKind, subject: string, said: readonly Said[]): CloudEvent[] {
  return said.map(([time, data, { id, source, sequence } = {}], index) => ({
    specversion: '1.0',
    id: id ?? `${subject}-${index + 1}`,
    source: source ?? 'urn:test:mot-cua',
    type: `vn.province.${kind}.v1`,
    subject,
    time: local(time),
    ...(sequence === undefined ? {} : { sequence }),
    datacontenttype: 'application/json',
    data: Object.fromEntries(
      Object.entries(data).map(([field, value]) => [
        field,
        INSTANTS.has(field) && typeof value === 'string' ? local(value) : value,
      ]),
    ),
  }));
}

/** The messages about one dossier. */
export function dossier(subject: string, ...said: readonly Said[]): CloudEvent[] {
  return about('dossier', subject, said);
}

/** A dossier's first statement: received at the counter at the time of the statement, unless `more` says otherwise. */
export function receipt(time: string, agencyCode: string, more: Readonly<Record<string, FactValue>> = {}): Said {
  return [time, { agencyCode, channel: 'COUNTER', status: 'RECEIVED', receivedAt: time, ...more }];
}

/** Decodes a scenario's message; a stand-in that knows nothing but instants, so that the engine's decoder is not needed. */
export function asFact(event: CloudEvent): Fact {
  return {
    kind: event.type.split('.')[2] as FactKind,
    subject: event.subject,
    id: event.id,
    source: event.source,
    time: Date.parse(event.time),
    sequence: event.sequence ?? null,
    data: Object.fromEntries(
      Object.entries(event.data).map(([field, value]) => [
        field,
        INSTANTS.has(field) && typeof value === 'string' ? Date.parse(value) : value,
      ]),
    ),
  };
}

/** The way back: a decoded fact as the message that would have said it. */
export function asEvent(fact: Fact): CloudEvent {
  return {
    specversion: '1.0',
    id: fact.id,
    source: fact.source,
    type: `vn.province.${fact.kind}.v1`,
    subject: fact.subject,
    time: new Date(fact.time).toISOString(),
    ...(fact.sequence === null ? {} : { sequence: fact.sequence }),
    datacontenttype: 'application/json',
    data: Object.fromEntries(
      Object.entries(fact.data).map(([field, value]) => [
        field,
        INSTANTS.has(field) && typeof value === 'number' ? new Date(value).toISOString() : value,
      ]),
    ),
  };
}
