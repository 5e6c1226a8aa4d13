/** What to simulate. */
export interface SimulateOptions {
  /** How many dossiers, exactly. */
  readonly dossiers: number;
  /** Any safe integer; another seed gives another province of the same kind. */
  readonly seed: number;
  /** First local day, yyyy-MM-dd. */
  readonly from: string;
  /** The local day before which everything happened, yyyy-MM-dd: the range is half-open, `[from, to)`. */
  readonly to: string;
}

/** A CloudEvents 1.0 message as the hub takes it in (schema/contracts/facts.schema.json). */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  /** ISO 8601 with offset +07:00, whole seconds. */
  time: string;
  sequence?: string;
  datacontenttype: 'application/json';
  data: Record<string, unknown>;
}

/** An event and its instant, in seconds on a wall clock in Vietnam since 1970-01-01 00:00 there. */
export interface Timed {
  readonly at: number;
  readonly event: CloudEvent;
}

/** Every simulated event's source starts with it, so that a store can tell simulated facts from real ones. */
export const SIMULATED_SOURCE_PREFIX = 'urn:hub:simulation';

export const CATALOGUE_SOURCE = `${SIMULATED_SOURCE_PREFIX}:catalogue`;
export const ONE_STOP_SOURCE = `${SIMULATED_SOURCE_PREFIX}:one-stop`;
export const REPORTING_SOURCE = `${SIMULATED_SOURCE_PREFIX}:reporting`;

/** The kinds of thing that a fact can be about: the middle part of an event's type. */
export type Kind =
  | 'dossier'
  | 'procedure'
  | 'form'
  | 'agency'
  | 'petition'
  | 'document'
  | 'workitem'
  | 'regime'
  | 'report'
  | 'task'
  | 'assignment'
  | 'watermark';

/** The range of the command line when none is given: the letter's date, 25/11/2022, lies within. */
export const DEFAULT_FROM = '2022-07-01';
export const DEFAULT_TO = '2024-01-01';

/** Builds one event; `number` counts the statements about a subject from 1, and is both its id's end and its sequence. */
export function cloudEvent(
  source: string,
  kind: Kind,
  subject: string,
  number: number,
  time: string,
  data: Record<string, unknown>,
): CloudEvent {
  return {
    specversion: '1.0',
    id: eventId(subject, number),
    source,
    type: `vn.province.${kind}.v1`,
    subject,
    time,
    sequence: String(number),
    datacontenttype: 'application/json',
    data,
  };
}

/** The id of the n-th statement about a subject, unique within its source. */
export function eventId(subject: string, number: number): string {
  return `${subject}/${number}`;
}
