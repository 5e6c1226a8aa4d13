import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { type FaultReporter } from '../infra/graphql';
import { answerGraphql, refuse } from '../infra/graphql/http/graphql-over-http';
import { type Listener, listen } from '../infra/graphql/http/listener';
import type { GatewayContext } from './apollo-gateway';
import { EXPLORER_SCRIPT, explorerPage } from './pages/explorer';
import { homePage } from './pages/home';
import { CONTENT_SECURITY_POLICY, STYLE } from './pages/html';
import { type Route, Router, type Routes, sendJson, sendText } from './router';

const BODY_LIMIT = 1024 * 1024;

/** Whether everything that an answer needs is there, each part by name. */
export interface Readiness {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export interface GatewayServerOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly host: string;
  readonly port: number;
  readonly label: () => Promise<string | undefined>;
  readonly example: string;
  readonly ready: () => Promise<Readiness>;
  readonly routes: Routes;
  readonly report: FaultReporter;
}

/** Listens for clients: GraphQL, the pages, the two checks, and whatever routes it was given. */
export async function startGatewayServer(options: GatewayServerOptions): Promise<Listener> {
  const routes = { ...ownRoutes(options), ...options.routes };
  const addresses = Object.keys(routes).filter((key) => !/\/(assets\/.*|favicon\.ico|)$/.test(key));
  const router = new Router({
    'GET /': async (_, response) =>
      sendPage(response, homePage({ label: await options.label(), example: options.example, addresses })),
    ...routes,
  });
  return listen({
    host: options.host,
    port: options.port,
    portVariable: 'HUB_PORT',
    handler: (request, response) => {
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('x-frame-options', 'DENY');
      response.setHeader('referrer-policy', 'same-origin');
      answer(router, request, response).catch((fault: unknown) => {
        options.report(fault, `gateway, ${request.method} ${pathOf(request)}`);
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] });
      });
    },
  });
}

async function answer(router: Router, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const match = router.match(request.method ?? 'GET', pathOf(request));
  if (match.kind === 'found') return match.route(request, response);
  if (match.kind === 'none') return refuse(response, 404, 'There is nothing at this address.');
  response.setHeader('allow', match.allowed.join(', '));
  refuse(response, 405, `This address takes ${match.allowed.join(' or ')}, not ${request.method}.`);
}

function ownRoutes({ apollo, label, example, ready, report }: GatewayServerOptions): Record<string, Route> {
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
  return {
    'GET /graphql': async (request, response) => {
      if (isBrowser(request)) return sendPage(response, explorerPage({ label: await label(), example }));
      // Apollo Server wants a header that no plain link or form sends; a client that accepts only GraphQL's own media
      // type says as much by that.
      if (accepts(request, 'application/graphql-response+json')) request.headers['apollo-require-preflight'] ??= '1';
      return graphql(request, response);
    },
    'POST /graphql': graphql,
    'GET /healthz': async (_, response) => sendJson(response, 200, { ok: true }),
    'GET /readyz': async (_, response) => {
      const readiness = await ready().catch((fault: unknown): Readiness => {
        report(fault, 'gateway, readiness');
        return { ok: false, checks: { readiness: 'failed' } };
      });
      sendJson(response, readiness.ok ? 200 : 503, readiness);
    },
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

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0]!;
}
