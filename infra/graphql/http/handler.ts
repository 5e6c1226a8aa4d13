import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '../../telemetry/metrics';
import { type TraceHeaders, traced } from '../../telemetry/tracing';
import type { FaultReporter } from '../errors';
import { refuse } from './graphql-over-http';
import type { RequestHandler } from './listener';
import { type Match, Router, type Routes, sendJson } from './router';

export interface HandlerOptions {
  readonly routes: Routes;
  /** Told of faults that the client only sees as "Internal error". */
  readonly report: FaultReporter;
  /** Stands before the address in what is reported: `gateway`. */
  readonly where: string;
  readonly metrics?: Metrics | undefined;
}

/** Answers requests by routes: each is counted and traced by its route, never by the address that was asked for. */
export function routesHandler({ routes, report, where, metrics }: HandlerOptions): RequestHandler {
  const router = new Router(routes);
  return (request, response) => {
    const match = router.match(request.method ?? 'GET', pathOf(request));
    const route = match.kind === 'found' ? match.key : 'none';
    response.once('close', () => metrics?.httpRequests.inc({ route, status: String(response.statusCode) }));
    const attributes = { 'http.request.method': request.method ?? 'GET', 'http.route': route };
    const from = [request.headers as TraceHeaders];
    traced('http request', attributes, () => answer(match, request, response), { from, kind: 'server' }).catch(
      (fault: unknown) => {
        report(fault, `${where}, ${request.method} ${pathOf(request)}`);
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] });
      },
    );
  };
}

async function answer(match: Match, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (match.kind === 'found') return match.route(request, response);
  if (match.kind === 'none') return refuse(response, 404, 'There is nothing at this address.');
  response.setHeader('allow', match.allowed.join(', '));
  refuse(response, 405, `This address takes ${match.allowed.join(' or ')}, not ${request.method}.`);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0]!;
}
