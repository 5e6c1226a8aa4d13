import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Headers } from '../request';
import { BodyFault, parseJson, readBody } from './body';

export interface GraphqlEndpoint<Context extends BaseContext> {
  readonly server: ApolloServer<Context>;
  readonly context: (incoming: { headers: Headers; signal: AbortSignal }) => Context | Promise<Context>;
  /** Called once the request of a context is answered. */
  readonly end?: (context: Context) => void;
  /** Largest body taken, in bytes. */
  readonly bodyLimit: number;
}

/** Answers one request of GraphQL over HTTP (GET or POST): Apollo Server decides, this only carries. */
export async function answerGraphql<Context extends BaseContext>(
  endpoint: GraphqlEndpoint<Context>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = headerMap(request);
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  let body: unknown;
  try {
    body = await requestBody(request, headers, endpoint.bodyLimit);
  } catch (fault) {
    if (!(fault instanceof BodyFault)) throw fault;
    refuse(response, fault.status, fault.message);
    return;
  }
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  let made: Context | undefined;
  try {
    const result = await endpoint.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers,
        search: mark < 0 ? '' : url.slice(mark),
        body,
      },
      context: async () => {
        made = await endpoint.context({ headers: Object.fromEntries(headers), signal: gone.signal });
        return made;
      },
    });
    await send(response, result);
  } finally {
    if (made !== undefined) endpoint.end?.(made);
  }
}

/** An error outside of GraphQL's own rules, in GraphQL's shape, so that a client reads one kind of error. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }));
}

async function requestBody(request: IncomingMessage, headers: HeaderMap, limit: number): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const body = await readBody(request, limit);
  // Another content type is for Apollo Server to judge: it refuses what needs no preflight before it looks inside.
  if (!/^application\/(\S+\+)?json\b/i.test(headers.get('content-type') ?? '')) return undefined;
  return parseJson(body);
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function send(response: ServerResponse, result: HTTPGraphQLResponse): Promise<void> {
  if (response.destroyed) return;
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.statusCode = result.status ?? 200;
  if (result.body.kind === 'complete') {
    response.end(result.body.string);
    return;
  }
  for await (const chunk of result.body.asyncIterator) response.write(chunk);
  response.end();
}
