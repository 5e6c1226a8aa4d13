import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { type FaultReporter } from '../infra/graphql';
import { answerGraphql } from '../infra/graphql/http/graphql-over-http';
import { routesHandler } from '../infra/graphql/http/handler';
import { type Listener, listen } from '../infra/graphql/http/listener';
import { type Route, type Routes, sendText } from '../infra/graphql/http/router';
import type { Readiness } from '../infra/telemetry/health';
import type { Metrics } from '../infra/telemetry/metrics';
import { operationRoutes } from '../infra/telemetry/routes';
import type { GatewayContext } from './apollo-gateway';
import { EXPLORER_SCRIPT, explorerPage } from './pages/explorer';
import { homePage } from './pages/home';
import { CONTENT_SECURITY_POLICY, STYLE } from './pages/html';

const BODY_LIMIT = 1024 * 1024;

export interface GatewayServerOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly host: string;
  readonly port: number;
  readonly label: () => Promise<string | undefined>;
  readonly example: string;
  readonly ready: () => Promise<Readiness>;
  readonly metrics: Metrics | undefined;
  readonly routes: Routes;
  readonly report: FaultReporter;
}

/** Listens for clients: GraphQL, the pages, the two checks, and whatever routes it was given. */
export async function startGatewayServer(options: GatewayServerOptions): Promise<Listener> {
  const routes = { ...ownRoutes(options), ...options.routes };
  const addresses = Object.keys(routes).filter((key) => !/\/(assets\/.*|favicon\.ico|)$/.test(key));
  const home: Route = async (_, response) =>
    sendPage(response, homePage({ label: await options.label(), example: options.example, addresses }));
  const { host, port, report, metrics } = options;
  const answer = routesHandler({ routes: { 'GET /': home, ...routes }, report, where: 'gateway', metrics });
  return listen({
    host,
    port,
    portVariable: 'HUB_PORT',
    handler: (request, response) => {
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('x-frame-options', 'DENY');
      response.setHeader('referrer-policy', 'same-origin');
      answer(request, response);
    },
  });
}

function ownRoutes({ apollo, label, example, ready, metrics, report }: GatewayServerOptions): Record<string, Route> {
  const graphql: Route = (request, response) =>
    answerGraphql(
      {
        server: apollo,
        bodyLimit: BODY_LIMIT,
        context: ({ headers, signal }) => ({ headers, signal }),
      },
      request,
      response,
    );
  const told = (): Promise<Readiness> =>
    ready().catch((fault: unknown): Readiness => {
      report(fault, 'gateway, readiness');
      return { ok: false, checks: { readiness: 'failed' } };
    });
  return {
    'GET /graphql': async (request, response) => {
      if (isBrowser(request)) return sendPage(response, explorerPage({ label: await label(), example }));
      // Apollo Server wants a header that no plain link or form sends; a client that accepts only GraphQL's own media
      // type says as much by that.
      if (accepts(request, 'application/graphql-response+json')) request.headers['apollo-require-preflight'] ??= '1';
      return graphql(request, response);
    },
    'POST /graphql': graphql,
    ...operationRoutes({ ready: told, metrics }),
    'GET /assets/page.css': async (_, response) => sendText(response, 200, 'text/css', STYLE),
    'GET /assets/explorer.js': async (_, response) => sendText(response, 200, 'text/javascript', EXPLORER_SCRIPT),
    'GET /favicon.ico': async (_, response) => void response.writeHead(204).end(),
  };
}

function sendPage(response: ServerResponse, html: string): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
  sendText(response, 200, 'text/html', html);
}

/** A browser that opens an address asks for a page first; a client that asks for data never names one. */
function isBrowser(request: IncomingMessage): boolean {
  return accepts(request, 'text/html');
}

function accepts(request: IncomingMessage, type: string): boolean {
  return (request.headers.accept ?? '').split(',').some((each) => each.split(';')[0]?.trim().toLowerCase() === type);
}
