import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Route, sendJson } from '../../gateway';
import { InputError } from '../../infra/errors';
import { type Access, opensSource, refusalOf } from '../access';
import type { Incoming } from '../indicators';

/** Whether the sender of a request may speak for a CloudEvents source. */
export type MaySend = (source: string) => boolean;

/** A route that takes facts; what it takes is up to whom the sender may speak for. */
export type IntakeRoute = (request: IncomingMessage, response: ServerResponse, maySend: MaySend) => Promise<void>;

/** Opens a route to who brings a source's key: 401 without one, 403 for a key of another role. */
export function withSourceKey(access: Access, route: IntakeRoute): Route {
  return async (request, response) => {
    if (access.auth === 'off') return route(request, response, () => true);
    let caller: Awaited<ReturnType<Access['caller']>>;
    try {
      caller = await access.caller(request.headers.authorization);
    } catch (error) {
      // The database is away: nobody knows whose key it is, and the sender may try again.
      if (error instanceof InputError) return refuse(response, 503, 'UNAVAILABLE', error.message);
      throw error;
    }
    if (caller.role === 'anonymous') {
      const wrong = caller.why === 'no key' ? '' : ', error="invalid_token"';
      response.setHeader('www-authenticate', `Bearer realm="hub"${wrong}`);
      return refuse(response, 401, 'UNAUTHENTICATED', refusalOf(caller.why));
    }
    if (caller.role !== 'source') {
      const words = `A key of the role ${caller.role} sends no facts: expected a key of the role source.`;
      return refuse(response, 403, 'FORBIDDEN', words);
    }
    const { source: key } = caller;
    return route(request, response, (source) => opensSource(key, source));
  };
}

/** The messages with those refused whose `source` the sender may not speak for; their neighbours go on. */
export function refuseForeign(messages: readonly Incoming[], maySend: MaySend): Incoming[] {
  return messages.map((message) => {
    const { origin, decoded } = message;
    if (!decoded.ok || maySend(decoded.fact.source)) return message;
    const { source, id, subject } = decoded.fact;
    const problem = { field: 'source', expected: 'a source that the key of this request may send as', value: source };
    // Not kept whole: a retry of the dead letters would take in what its sender had no right to say.
    return {
      origin,
      decoded: { ok: false, problem, redacted: JSON.stringify({ source, id, subject }), incomplete: true },
    };
  });
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
