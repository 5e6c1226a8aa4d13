import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Route, sendJson } from '../../gateway';
import { InputError } from '../../infra/errors';
import { BodyFault, readBody } from '../../infra/graphql';
import { type BatchOutcome, decodeFact, type Fact, type Incoming } from '../indicators';
import { appendToLog } from './journal';
import type { OpenStore } from './open';

/** Largest body: a batch of many messages, each of 1 MiB at the most. */
const BODY_LIMIT = 16 * 1024 * 1024;
const MESSAGE_LIMIT = 1024 * 1024;
/** Most messages of one request: they are taken in one transaction, while which others wait. */
const BATCH_LIMIT = 10_000;
/** Problems told in an answer; the others are counted, and kept like all. */
const TOLD = 100;

const SINGLE = ['application/json', 'application/cloudevents+json'];
const BATCH = ['application/json', 'application/cloudevents-batch+json'];

/**
 * `POST /events`: one CloudEvent, an array of them, or a CloudEvents batch. Answered once the facts are in the store:
 * `{ accepted, repeated, deadLettered, problems }`, the first problems with the index of their message.
 */
export function eventsRoute({ database, store }: OpenStore, now: () => number): Route {
  return async (request, response) => {
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
    const { messages, fault } = decodeBody(body, type, receivedAt);
    if (messages.length > BATCH_LIMIT) {
      return fail(response, 413, `${messages.length} messages: expected at most ${BATCH_LIMIT} in one request.`);
    }
    let outcome: BatchOutcome;
    try {
      outcome = await database.write(async (sql) => {
        const result = await store.ingestInto(sql, messages, receivedAt);
        if (result.accepted > 0) await appendToLog(sql, takenIn(messages, result), receivedAt);
        return result;
      });
    } catch (error) {
      // The disk is full, or the store was rebuilt under this process: nothing was taken, and the sender may try again.
      if (error instanceof InputError) return fail(response, 503, error.message);
      throw error;
    }
    sendJson(response, fault ?? statusOf(outcome, messages.length), shown(outcome));
  };
}

/** The facts among the messages, without those that the store refused. */
function takenIn(messages: readonly Incoming[], { deadLetters }: BatchOutcome): Fact[] {
  const refused = new Set(deadLetters.map(({ origin }) => origin.position));
  return messages.flatMap(({ origin, decoded }) => (decoded.ok && !refused.has(origin.position) ? [decoded.fact] : []));
}

function decodeBody(body: Buffer, type: string, receivedAt: number): { messages: Incoming[]; fault?: number } {
  const place = `request ${randomUUID()}`;
  const origin = (position: number): Incoming['origin'] => ({ place, position, source: 'http' });
  const whole = (): Incoming => ({ origin: origin(0), decoded: decodeFact(body, { receivedAt }) });
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
    decodeFact(typeof item === 'string' || body.length > MESSAGE_LIMIT ? textOf(item) : item, { receivedAt });
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

function statusOf(outcome: BatchOutcome, messages: number): number {
  return messages > 0 && outcome.deadLetters.length === messages ? 422 : 200;
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
