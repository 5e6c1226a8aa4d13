import { ApolloServer, type BaseContext } from '@apollo/server';
import { type DocumentNode, type FormattedExecutionResult, print } from 'graphql';
import type { Readiness } from '../telemetry/health';
import type { Metrics } from '../telemetry/metrics';
import { operationRoutes } from '../telemetry/routes';
import { traced } from '../telemetry/tracing';
import { quietApollo } from './apollo';
import { type FaultReporter, reportToStderr } from './errors';
import { answerGraphql } from './http/graphql-over-http';
import { routesHandler } from './http/handler';
import { type Listener, listen } from './http/listener';
import type { Route, Routes } from './http/router';
import type { Headers, SubgraphExecutor } from './request';
import type { Subgraph } from './subgraph';

/** Who asks: what a subgraph's context may be made from. */
export interface Incoming {
  readonly headers: Headers;
  /** What the gateway's caller passed along; only where the subgraph runs in the gateway's process. */
  readonly context?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export interface SubgraphServerOptions<Context extends BaseContext> {
  readonly subgraph: Pick<Subgraph, 'name' | 'schema'>;
  /**
   * Makes the context of one request, so that a loader in it lives for one request. Apollo Server copies its own
   * properties once, so a class with `#private` fields does not survive as a context; put it into a property.
   */
  readonly context: (incoming: Incoming) => Context | Promise<Context>;
  /** Called once the request of a context is answered, whatever the answer: lets go what the context holds. */
  readonly end?: (context: Context) => void;
  /** Told of faults that the client only sees as "Internal error". */
  readonly report?: FaultReporter;
  /** Largest HTTP body in bytes (16 MiB: a gateway asks for many entities at once). */
  readonly bodyLimit?: number;
}

/** Where a subgraph listens, and what it tells those who run it. */
export interface SubgraphAddress {
  readonly host: string;
  readonly port: number;
  readonly portVariable?: string;
  /** What `/readyz` tells; ready where absent. */
  readonly ready?: () => Promise<Readiness>;
  /** What `/metrics` tells; no such address where absent. */
  readonly metrics?: Metrics;
  /** Further addresses. */
  readonly routes?: Routes;
}

export interface SubgraphServer {
  readonly name: string;
  /** Executes in this process, without HTTP. */
  readonly execute: SubgraphExecutor;
  /** Serves `/graphql` for a gateway in another process, and `/healthz`, `/readyz`, `/metrics`. */
  listen(address: SubgraphAddress): Promise<{ url: string }>;
  /** Lets requests under way finish, then closes. */
  stop(): Promise<void>;
}

/** One subgraph, to be asked in this process or over HTTP. */
export async function createSubgraphServer<Context extends BaseContext>(
  options: SubgraphServerOptions<Context>,
): Promise<SubgraphServer> {
  const { subgraph, context, end, report = reportToStderr, bodyLimit = 16 * 1024 * 1024 } = options;
  const where = `subgraph ${subgraph.name}`;
  const server = new ApolloServer<Context>({ ...quietApollo<Context>(report, where), schema: subgraph.schema });
  await server.start();
  const attributes = { subgraph: subgraph.name };
  let listener: Listener | undefined;

  const answer: SubgraphExecutor = async ({ query, document, variables, operationName, headers, ...rest }) => {
    const contextValue = await context({ headers: headers ?? {}, context: rest.context, signal: rest.signal });
    try {
      const { body } = await server.executeOperation(
        { query: query ?? printed(document!), variables: { ...variables }, ...(operationName && { operationName }) },
        { contextValue },
      );
      if (body.kind !== 'single')
        throw new Error('A subgraph answers at once; incremental delivery is not spoken here.');
      return body.singleResult as FormattedExecutionResult;
    } finally {
      end?.(contextValue);
    }
  };

  return {
    name: subgraph.name,
    execute: (request) => traced('graphql subgraph', attributes, () => answer(request)),
    async listen({ host, port, portVariable = 'HUB_ROLE_PORT', ready = READY, metrics, routes }) {
      if (listener) throw new Error(`Subgraph "${subgraph.name}" listens already at ${listener.url}.`);
      const graphql: Route = (request, response) =>
        traced('graphql subgraph', attributes, () =>
          answerGraphql({ server, context, bodyLimit, ...(end && { end }) }, request, response),
        );
      const own = { 'GET /graphql': graphql, 'POST /graphql': graphql, ...operationRoutes({ ready, metrics }) };
      const handler = routesHandler({ routes: { ...own, ...routes }, report, where, metrics });
      listener = await listen({ host, port, portVariable, handler });
      return { url: `${listener.url}/graphql` };
    },
    async stop() {
      await listener?.stop();
      await server.stop();
    },
  };
}

const READY = async (): Promise<Readiness> => ({ ok: true, checks: {} });

const texts = new WeakMap<DocumentNode, string>();

/** Apollo Server takes text only; a gateway sends the same documents over and over. */
function printed(document: DocumentNode): string {
  let text = texts.get(document);
  if (text === undefined) {
    text = print(document);
    texts.set(document, text);
  }
  return text;
}
