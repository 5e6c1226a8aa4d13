import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Route, sendJson } from '../../gateway';
import { InputError } from '../../infra/errors';
import { BodyFault, readBody } from '../../infra/graphql';
import type { Access } from '../access';
import { type BatchOutcome, type DecodeOptions, decodeFact, type Incoming } from '../indicators';
import { refuseForeign, withSourceKey } from './events-access';
import type { IntakeSink } from './intake-sink';

/** Largest body: a batch of many messages, each of 1 MiB at the most. */
const BODY_LIMIT = 16 * 1024 * 1024;
const MESSAGE_LIMIT = 1024 * 1024;
/** Most messages of one request: they are taken in one transaction, while which others wait. */
const BATCH_LIMIT = 10_000;
/** Problems told in an answer; the others are counted, and kept like all. */
const TOLD = 100;

const SINGLE = ['application/json', 'application/cloudevents+json'];
const BATCH = ['application/json', 'application/cloudevents-batch+json'];

export interface EventsOptions {
  readonly sink: IntakeSink;
  /** Who may send, and as which source. */
  readonly access: Access;
  /** The clock, epoch milliseconds. */
  readonly now: () => number;
  /** How far ahead of its arrival a fact's time may lie, in milliseconds. */
  readonly futureBoundMs: number;
}

/**
 * `POST /events`: one CloudEvent, an array of them, or a CloudEvents batch. Answered once the facts are in the store
 * (200), or in Kafka (202): `{ accepted, repeated, deadLettered, problems }`, the first problems with the index of
 * their message.
 */
export function eventsRoute({ sink, access, now, futureBoundMs }: EventsOptions): Route {
  return withSourceKey(access, async (request, response, maySend) => {
    const type = mediaType(request);
    if (!SINGLE.includes(type) && !BATCH.includes(type)) {
      const expected = [...new Set([...SINGLE, ...BATCH])].join(', ');
      return fail(response, 415, `Content-Type '${type}': expected one of ${expected}.`);
    }
    let body: Buffer;
    try {
      body = await readBody(request, BODY_LIMIT);
    } catch (error) {
      if (error instanceof BodyFault) return fail(response, error.status, error.message);
      throw error;
    }
    const receivedAt = now();
    const { messages, fault } = decodeBody(body, type, { receivedAt, futureBoundMs });
    if (messages.length > BATCH_LIMIT) {
      return fail(response, 413, `${messages.length} messages: expected at most ${BATCH_LIMIT} in one request.`);
    }
    let outcome: BatchOutcome;
    try {
      outcome = await sink.take(refuseForeign(messages, maySend), receivedAt);
    } catch (error) {
      // The disk is full, the store was rebuilt under this process, Kafka or the database is away: the sender may send it
      // all again, as what was taken in spite of it counts once.
      if (error instanceof InputError) return fail(response, 503, error.message);
      throw error;
    }
    sendJson(response, fault ?? statusOf(outcome, messages.length, sink.status), shown(outcome));
  });
}

function decodeBody(body: Buffer, type: string, options: DecodeOptions): { messages: Incoming[]; fault?: number } {
  const place = `request ${randomUUID()}`;
  const origin = (position: number): Incoming['origin'] => ({ place, position, source: 'http', passing: true });
  const whole = (): Incoming => ({ origin: origin(0), decoded: decodeFact(body, options) });
  let parsed: unknown;
  try {
    if (!isUtf8(body)) return { messages: [whole()], fault: 400 };
    parsed = JSON.parse(body.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return { messages: [whole()], fault: 400 };
  }
  if (!Array.isArray(parsed) || !BATCH.includes(type)) return { messages: [whole()] };
  if (parsed.length > BATCH_LIMIT) return { messages: new Array(parsed.length) };
  const decode = (item: unknown): Incoming['decoded'] =>
    decodeFact(typeof item === 'string' || body.length > MESSAGE_LIMIT ? textOf(item) : item, options);
  return { messages: parsed.map((item, position) => ({ origin: origin(position), decoded: decode(item) })) };
}

/** A message of a batch as text: it is as large as that, and a text in place of an event is not read as one. */
function textOf(item: unknown): unknown {
  try {
    return JSON.stringify(item);
  } catch (error) {
    // Nested too deeply to be written, hence no event; whoever looks at its members sees that.
    if (error instanceof RangeError) return item;
    throw error;
  }
}

function statusOf(outcome: BatchOutcome, messages: number, taken: number): number {
  return messages > 0 && outcome.deadLetters.length === messages ? 422 : taken;
}

function shown({ accepted, repeated, deadLetters }: BatchOutcome): object {
  const problems = deadLetters.slice(0, TOLD).map(({ origin, problem }) => ({ index: origin.position, ...problem }));
  return { accepted, repeated, deadLettered: deadLetters.length, problems };
}

function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

function fail(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { errors: [{ message }] });
}
