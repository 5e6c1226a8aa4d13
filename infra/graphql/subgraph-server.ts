import { ApolloServer, type BaseContext } from '@apollo/server';
import { type DocumentNode, type FormattedExecutionResult, print } from 'graphql';
import { quietApollo } from './apollo';
import { type FaultReporter, reportToStderr } from './errors';
import { answerGraphql } from './http/graphql-over-http';
import { type Listener, listen } from './http/listener';
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

export interface SubgraphServer {
  readonly name: string;
  /** Executes in this process, without HTTP. */
  readonly execute: SubgraphExecutor;
  /** Serves `POST /graphql` (and GET) for a gateway in another process, and `GET /healthz`. */
  listen(address: { host: string; port: number; portVariable?: string }): Promise<{ url: string }>;
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
  let listener: Listener | undefined;

  const execute: SubgraphExecutor = async ({ query, document, variables, operationName, headers, ...rest }) => {
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
    execute,
    async listen({ host, port, portVariable = 'HUB_ROLE_PORT' }) {
      if (listener) throw new Error(`Subgraph "${subgraph.name}" listens already at ${listener.url}.`);
      listener = await listen({
        host,
        port,
        portVariable,
        handler: (request, response) => {
          const path = (request.url ?? '/').split('?', 1)[0];
          if (path === '/healthz' && request.method === 'GET') {
            response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"ok":true}');
          } else if (path === '/graphql') {
            answerGraphql({ server, context, bodyLimit, ...(end && { end }) }, request, response).catch(
              (fault: unknown) => {
                report(fault, where);
                response.destroy();
              },
            );
          } else {
            response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
          }
        },
      });
      return { url: `${listener.url}/graphql` };
    },
    async stop() {
      await listener?.stop();
      await server.stop();
    },
  };
}

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
