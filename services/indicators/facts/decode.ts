import { isUtf8 } from 'node:buffer';
import { checkValue, expectedOf, Fault, typeInWords } from './check';
import { ENVELOPE, type FieldRule, fieldsOf, kindOfType } from './contract';
import type { Decoded, Fact, FactKind, FactValue, Problem } from './fact';
import { type Redacted, redact, redactWhole, shownKey, shownValue } from './redact';
import { didYouMean } from './suggest';

/** Longest message that is looked into. */
export const MAX_BYTES = 1_048_576;
/** How far ahead of its arrival a statement may hold. A further one would win every merge for years. */
const FUTURE_BOUND_MS = 86_400_000;

const SPECVERSION = ENVELOPE.get('specversion')!;
const TYPE = ENVELOPE.get('type')!;
const ID = ENVELOPE.get('id')!;
const SOURCE = ENVELOPE.get('source')!;
const SUBJECT = ENVELOPE.get('subject')!;
const TIME = ENVELOPE.get('time')!;
const SEQUENCE = ENVELOPE.get('sequence')!;
const DATACONTENTTYPE = ENVELOPE.get('datacontenttype')!;

export interface DecodeOptions {
  /** When the message arrived, epoch milliseconds. */
  readonly receivedAt: number;
  /** Longest message that is looked into, in bytes (1 MiB). */
  readonly maxBytes?: number;
  /** How much later than `receivedAt` its `time` may be (1 day). */
  readonly futureBoundMs?: number | undefined;
}

/**
 * Decodes one message: the text of a structured CloudEvent, its bytes, or the object already parsed from it.
 * Never throws: what is not a valid fact comes back as a problem and a text that may be kept. Of several problems the
 * first is told. Attributes of the envelope that the contract does not name are allowed and mean nothing here.
 */
export function decodeFact(raw: unknown, options: DecodeOptions): Decoded {
  if (typeof raw !== 'string' && !Buffer.isBuffer(raw)) return decodeEnvelope(raw, options);

  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const bytes = sizeUpTo(raw, maxBytes);
  if (bytes > maxBytes) {
    return refused({ field: '', expected: `a message of at most ${maxBytes} bytes` }, redactWhole(`${bytes} bytes`));
  }
  if (typeof raw !== 'string' && !isUtf8(raw)) {
    return refused({ field: '', expected: 'text in UTF-8' }, redactWhole(`not UTF-8, ${bytes} bytes`));
  }
  const text = typeof raw === 'string' ? raw : raw.toString('utf8');
  let message: unknown;
  try {
    // A byte order mark is no part of the message.
    message = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    // The parser's own message quotes the text, so it is not passed on.
    const expected = 'one JSON object: a CloudEvents 1.0 event in structured mode';
    return refused({ field: '', expected }, redactWhole(`not JSON, ${Buffer.byteLength(raw)} bytes`));
  }
  if (!isObject(message))
    return refused(notAnObject(message), redactWhole(`not a JSON object, ${Buffer.byteLength(raw)} bytes`));
  return decodeEnvelope(message, options);
}

/** Decodes a message that is parsed already. The object is not changed; the fact may share its lists. */
export function decodeEnvelope(message: unknown, options: DecodeOptions): Decoded {
  if (!isObject(message)) return refused(notAnObject(message), redactWhole('not a JSON object'));
  const found = examine(message, options);
  return found instanceof Refusal ? refused(found.problem, redact(message)) : { ok: true, fact: found };
}

/** A message that is not a fact. A class, so that no field of a fact can be mistaken for it. */
class Refusal {
  readonly problem: Problem;

  constructor(field: string, expected: string, value?: string) {
    this.problem = value === undefined ? { field, expected } : { field, expected, value };
  }
}

type Members = Readonly<Record<string, unknown>>;

function examine(message: Members, options: DecodeOptions): Fact | Refusal {
  const specversion = attribute(SPECVERSION, message);
  if (specversion instanceof Refusal) return specversion;
  const type = attribute(TYPE, message);
  if (type instanceof Refusal) return type;
  const id = attribute(ID, message);
  if (id instanceof Refusal) return id;
  const source = attribute(SOURCE, message);
  if (source instanceof Refusal) return source;
  const subject = attribute(SUBJECT, message);
  if (subject instanceof Refusal) return subject;
  const time = attribute(TIME, message);
  if (time instanceof Refusal) return time;
  const latest = options.receivedAt + (options.futureBoundMs ?? FUTURE_BOUND_MS);
  if ((time as number) > latest) return inTheFuture(latest, message['time']);
  const sequence = message['sequence'] === undefined ? null : attribute(SEQUENCE, message);
  if (sequence instanceof Refusal) return sequence;
  if (message['datacontenttype'] !== undefined) {
    const contentType = attribute(DATACONTENTTYPE, message);
    if (contentType instanceof Refusal) return contentType;
  }

  const kind = kindOfType(type as string)!;
  const data = examineData(kind, message['data']);
  if (data instanceof Refusal) return data;
  return {
    kind,
    subject: subject as string,
    id: id as string,
    source: source as string,
    time: time as number,
    // An empty sequence orders nothing: it is the same as none, and the store has one form for both.
    sequence: (sequence as string | null) || null,
    data,
  };
}

function attribute(rule: FieldRule, message: Members): FactValue | Refusal {
  const value = message[rule.name];
  if (value === undefined) return new Refusal(rule.name, `${expectedOf(rule)}; it is missing`);
  const checked = checkValue(rule, value);
  return checked instanceof Fault ? refusal(rule, rule.name, checked) : checked;
}

function examineData(kind: FactKind, data: unknown): Fact['data'] | Refusal {
  if (!isObject(data)) {
    const given = data === undefined ? '; it is missing' : ` (${typeInWords(data)} was given)`;
    return new Refusal('data', `an object with at least one field of a ${kind} fact${given}`);
  }
  const rules = fieldsOf(kind);
  const values: Record<string, FactValue> = {};
  let empty = true;
  for (const name in data) {
    const rule = rules.get(name);
    if (rule === undefined) {
      const meant = didYouMean(name, rules.keys());
      return new Refusal(`data.${shownKey(name)}`, `only fields that ${kind} facts have${meant}`);
    }
    const checked = checkValue(rule, data[name]);
    if (checked instanceof Fault) return refusal(rule, `data.${name}`, checked);
    values[name] = checked;
    empty = false;
  }
  return empty ? new Refusal('data', `at least one field of a ${kind} fact`) : values;
}

function refusal(rule: FieldRule, field: string, fault: Fault): Refusal {
  return new Refusal(field + fault.at, fault.expected, shownValue(rule, fault.value));
}

function inTheFuture(latest: number, value: unknown): Refusal {
  const bound = Number.isFinite(latest) ? new Date(latest).toISOString() : 'its arrival';
  return new Refusal('time', `an instant not later than ${bound} (too far in the future)`, shownValue(TIME, value));
}

function notAnObject(message: unknown): Problem {
  const hint = Array.isArray(message) ? ': events come one by one, not as a list' : '';
  const expected = `one JSON object: a CloudEvents 1.0 event in structured mode (${typeInWords(message)} was given${hint})`;
  return { field: '', expected };
}

function refused(problem: Problem, kept: Redacted): Decoded {
  return { ok: false, problem, redacted: kept.redacted, incomplete: kept.incomplete };
}

/** Bytes of a message, without counting where the number of characters says enough. */
function sizeUpTo(raw: string | Buffer, limit: number): number {
  if (typeof raw !== 'string') return raw.length;
  // A UTF-16 unit is at most three bytes of UTF-8.
  return raw.length * 3 <= limit ? raw.length : Buffer.byteLength(raw);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
