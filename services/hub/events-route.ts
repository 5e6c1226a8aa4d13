import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Route, sendJson } from '../../gateway';
import { BodyFault, readBody } from '../../infra/graphql';
import { type BatchOutcome, decodeFact, type Incoming } from '../indicators';
import { appendToLog } from './journal';
import type { OpenStore } from './open';

/** Largest body: a batch of many messages, each of 1 MiB at the most. */
const BODY_LIMIT = 16 * 1024 * 1024;

const SINGLE = ['application/json', 'application/cloudevents+json'];
const BATCH = ['application/json', 'application/cloudevents-batch+json'];

/**
 * `POST /events`: one CloudEvent, an array of them, or a CloudEvents batch. Answered once the facts are in the store:
 * `{ accepted, repeated, deadLettered, problems }`, each problem with the index of its message.
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
    const outcome = await database.write(async (sql) => {
      const facts = messages.flatMap(({ decoded }) => (decoded.ok ? [decoded.fact] : []));
      const result = await store.ingestInto(sql, messages, receivedAt);
      if (result.accepted > 0) await appendToLog(sql, facts, receivedAt);
      return result;
    });
    sendJson(response, fault ?? statusOf(outcome, messages.length), shown(outcome));
  };
}

function decodeBody(body: Buffer, type: string, receivedAt: number): { messages: Incoming[]; fault?: number } {
  const place = `request ${randomUUID()}`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return { messages: [{ origin: { place, position: 0 }, decoded: decodeFact(body, { receivedAt }) }], fault: 400 };
  }
  const items = Array.isArray(parsed) && BATCH.includes(type) ? parsed : [parsed];
  // A message inside a batch is as large as its own text.
  const decode = (item: unknown): Incoming['decoded'] =>
    decodeFact(items.length > 1 && body.length <= 1024 * 1024 ? item : JSON.stringify(item), { receivedAt });
  return { messages: items.map((item, position) => ({ origin: { place, position }, decoded: decode(item) })) };
}

function statusOf(outcome: BatchOutcome, messages: number): number {
  return messages > 0 && outcome.deadLetters.length === messages ? 422 : 200;
}

function shown({ accepted, repeated, deadLetters }: BatchOutcome): object {
  const problems = deadLetters.map(({ origin, problem }) => ({ index: origin.position, ...problem }));
  return { accepted, repeated, deadLettered: deadLetters.length, problems };
}

function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

function fail(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { errors: [{ message }] });
}
