import { ApolloServer } from '@apollo/server';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { type FaultReporter, type Headers } from '../infra/graphql';
import { quietApollo } from '../infra/graphql/apollo';
import { traceHeaders } from '../infra/telemetry/tracing';
import type { Executor } from './executor';

/** What the gateway knows about who asks. */
export interface GatewayContext {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** Headers that belong to the caller and not to the connection. */
const HANDED_ON = ['authorization', 'traceparent', 'tracestate', 'x-request-id'];

export interface GatewayApolloOptions {
  readonly executor: Executor;
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly introspection: boolean;
  readonly report: FaultReporter;
}

/** Apollo Server for what it is good at (GraphQL over HTTP, parsing, validation, errors), over an executor of ours. */
export function createGatewayApollo(options: GatewayApolloOptions): ApolloServer<GatewayContext> {
  const { executor, schema, supergraphSdl, introspection, report } = options;
  let onSchema: ((loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) | undefined;
  return new ApolloServer<GatewayContext>({
    ...quietApollo<GatewayContext>(report, 'gateway'),
    introspection,
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        onSchema = callback;
        return () => undefined;
      },
      async load() {
        onSchema?.({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
        return {
          executor: async ({ document, request, context }) => {
            const { headers, signal } = context as GatewayContext;
            const result = await executor.execute({
              document,
              variables: request.variables,
              operationName: request.operationName,
              headers: {
                ...Object.fromEntries(HANDED_ON.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
                ...traceHeaders(),
              },
              context,
              signal,
            });
            return withStatus(result) as Awaited<ReturnType<GatewayExecutor>>;
          },
        };
      },
      async stop() {},
    },
  });
}

type ApolloGateway = NonNullable<ConstructorParameters<typeof ApolloServer>[0]['gateway']>;
type GatewayExecutor = NonNullable<Awaited<ReturnType<ApolloGateway['load']>>['executor']>;

/** Where nothing was executed Apollo Server takes the client to be at fault (400); a fault of ours is a 500. */
function withStatus(result: ExecutionResult): ExecutionResult {
  if (result.data !== undefined || !result.errors?.some((error) => error.extensions['code'] === 'INTERNAL'))
    return result;
  return {
    ...result,
    errors: result.errors.map(
      (error) => new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 500 } } }),
    ),
  };
}
