/** The kinds of thing a source system tells the hub about: the middle part of `vn.province.<kind>.v1`. */
export const CONTRACT_KINDS = [
  'dossier',
  'procedure',
  'form',
  'agency',
  'petition',
  'document',
  'workitem',
  'regime',
  'report',
  'task',
  'assignment',
  'watermark',
] as const;
/**
 * All kinds, in the order that numbers their series: those of the contract, then the hub's own. `portal` is what the
 * national portal was told about a dossier (schema/portal.schema.json); no message can say it by this name.
 */
export const FACT_KINDS = [...CONTRACT_KINDS, 'portal'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** A value inside a fact. Instants are epoch milliseconds; local dates stay `yyyy-MM-dd` text. */
export type FactValue = string | number | boolean | null | readonly string[] | Readonly<Record<string, number>>;

/**
 * One statement of a source system about one thing, decoded and valid (schema/contracts/facts.schema.json).
 * An absent field of `data` says nothing; a null says "no longer so".
 */
export interface Fact {
  readonly kind: FactKind;
  readonly subject: string;
  /** CloudEvents id, unique within its source. */
  readonly id: string;
  readonly source: string;
  /** The instant from which the statement holds, epoch milliseconds. */
  readonly time: number;
  /** CloudEvents sequence extension; null when the event carries none. */
  readonly sequence: string | null;
  readonly data: Readonly<Record<string, FactValue>>;
}

/** Why a message is not a fact: the field at fault (dotted path), and what would be right there. */
export interface Problem {
  /** `data.receivedAt`, `time`, ...; empty when the whole message is at fault. */
  readonly field: string;
  /** What would be right, in one sentence. */
  readonly expected: string;
  /** The offending value as text, only where it cannot be personal data (a field the contract knows). */
  readonly value?: string;
}

/** What became of one message: a fact, or a problem with the message as it may be kept. */
export type Decoded =
  | { readonly ok: true; readonly fact: Fact }
  | {
      readonly ok: false;
      readonly problem: Problem;
      /** The message as text without the values of fields that the contract does not know. */
      readonly redacted: string;
      /** True where a value was removed or cut, so that a retry needs the original sent again. */
      readonly incomplete: boolean;
    };

/** Where a message came from: a file and its line, or a request and the index in its body. */
export interface Origin {
  /** File name as given, `request <id>`, or a topic and partition. */
  readonly place: string;
  /** Line in the file (from 1), index in the request (from 0), or offset. */
  readonly position: number;
  /** What the place belongs to and is counted under: a topic, `http`. Absent: the place itself. */
  readonly source?: string;
  /** True where the place is gone once it was answered, as a request: the same message is the same wherever it stood. */
  readonly passing?: boolean;
  /** Of a record of a topic: what tells it from another at the same offset. Worked out when it is asked for. */
  readonly proof?: string;
}

/** A message on its way in: where it stood, and what it says. */
export interface Incoming {
  readonly origin: Origin;
  readonly decoded: Decoded;
}
