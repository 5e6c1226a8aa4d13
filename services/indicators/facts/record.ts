import { isUtf8 } from 'node:buffer';
import { decodeEnvelope, decodeFact, MAX_BYTES } from './decode';
import type { Decoded } from './fact';
import { cut, redact, redactWhole } from './redact';

/** A record of a topic, as it came. */
export interface TopicRecord {
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Epoch milliseconds; -1 where the topic keeps none. */
  readonly timestamp: number;
}

export interface RecordOptions {
  /** The clock, epoch milliseconds. */
  readonly now: number;
  readonly futureBoundMs: number;
  /** Reads what comes on the topic beside CloudEvents; undefined for what is none of it. */
  readonly other?: (parsed: unknown) => readonly Decoded[] | undefined;
}

/** Decodes a record: one CloudEvent, or whatever else its topic carries. Never throws. */
export function decodeRecord(record: TopicRecord, { now, futureBoundMs, other }: RecordOptions): readonly Decoded[] {
  const { key, value, timestamp } = record;
  if (value === null) return [refused('', TOMBSTONE, redactWhole('no value'))];
  // A producer whose clock is ahead must not move the bound along.
  const receivedAt = timestamp < 0 ? now : Math.min(timestamp, now);
  const options = { receivedAt, futureBoundMs };
  const parsed = parse(value);
  if (parsed === undefined) return [decodeFact(value, options)];
  const found = other?.(parsed.json);
  if (found !== undefined) return found;
  const decoded = decodeEnvelope(parsed.json, options);
  if (!decoded.ok || key === null || key.equals(Buffer.from(decoded.fact.subject))) return [decoded];
  // What stands for a key may be anything, a citizen's number as well: it is not shown.
  const problem = { field: 'key', expected: `the subject of the event, '${cut(decoded.fact.subject)}'` };
  return [{ ok: false, problem, ...redact(parsed.json as Record<string, unknown>) }];
}

const TOMBSTONE =
  'a message with a value: an empty one says nothing here; what never was is told by data.voided, what is no longer so by a null field';

function refused(field: string, expected: string, kept: { redacted: string; incomplete: boolean }): Decoded {
  return { ok: false, problem: { field, expected }, ...kept };
}

/** The JSON of a value; undefined where it is none, or too large to be looked into. */
function parse(value: Buffer): { json: unknown } | undefined {
  // What cannot be text is left to the decoder of events, which says so.
  if (value.length > MAX_BYTES || !isUtf8(value)) return undefined;
  try {
    return { json: JSON.parse(value.toString('utf8')) };
  } catch {
    return undefined;
  }
}
