import { type FaultReporter, reportToStderr, type SubgraphExecutor } from '../infra/graphql';
import type { Listener } from '../infra/graphql/http/listener';
import type { Routes } from '../infra/graphql/http/router';
import type { Readiness } from '../infra/telemetry/health';
import type { Metrics } from '../infra/telemetry/metrics';
import { createGatewayApollo } from './apollo-gateway';
import type { Executor } from './executor';
import { FederatedExecutor } from './federation';
import { createHttpSubgraph, type HttpSubgraph } from './http-subgraph';
import { startGatewayServer } from './server';

export { ListenFault } from '../infra/graphql/http/listener';
export { type Route, type Routes, sendJson } from '../infra/graphql/http/router';
export type { Readiness } from '../infra/telemetry/health';
export type { Executor, ExecutorRequest } from './executor';

const EXAMPLE = `{
  indicators {
    code
    title
    unit
  }
}
`;

export interface GatewayOptions {
  /** The composed schema as text; subgraphs are never asked for theirs. */
  readonly supergraphSdl: string;
  /** Where each subgraph of the supergraph is: here, or at an address. */
  readonly subgraphs: Readonly<Record<string, SubgraphExecutor | { readonly url: string }>>;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Shown large on every page, such as that the data is simulated; asked anew for each page. */
  readonly label?: () => Promise<string | undefined>;
  readonly ready: () => Promise<Readiness>;
  /** What `GET /metrics` tells; absent: there is no such address. */
  readonly metrics?: Metrics;
  /** Further addresses: `POST /events`, or `GET /exports/*` for everything below. */
  readonly routes?: Routes;
  /** Whether clients may ask for the schema (true). */
  readonly introspection?: boolean;
  /** The query that the pages begin with. */
  readonly example?: string;
  /** Told of faults that clients only see as "Internal error". */
  readonly report?: FaultReporter;
}

export interface Gateway {
  start(): Promise<{ url: string }>;
  /** Lets requests under way finish, then closes. */
  stop(): Promise<void>;
  /** The whole graph without HTTP; usable before `start`. */
  readonly executor: Executor;
}

/** The one address of the hub: a federation of subgraphs, its pages and its checks. Throws where they do not fit. */
export function createGateway(options: GatewayOptions): Gateway {
  const { supergraphSdl, introspection = true, report = reportToStderr } = options;
  const remote: HttpSubgraph[] = [];
  const subgraphs = Object.entries(options.subgraphs).map(([name, where]): [string, SubgraphExecutor] => {
    if (typeof where === 'function') return [name, where];
    const subgraph = createHttpSubgraph({ name, url: where.url, report });
    remote.push(subgraph);
    return [name, subgraph.execute];
  });
  const executor = new FederatedExecutor({ supergraphSdl, subgraphs: Object.fromEntries(subgraphs), report });
  const schema = executor.supergraph.publicSchema;
  const apollo = createGatewayApollo({ executor, schema, supergraphSdl, introspection, report });
  let listener: Listener | undefined;
  return {
    executor,
    async start() {
      await apollo.start();
      try {
        listener = await startGatewayServer({
          apollo,
          host: options.host,
          port: options.port,
          label: options.label ?? (async () => undefined),
          example: options.example ?? EXAMPLE,
          ready: options.ready,
          metrics: options.metrics,
          routes: options.routes ?? {},
          report,
        });
      } catch (fault) {
        await apollo.stop();
        throw fault;
      }
      return { url: listener.url };
    },
    async stop() {
      await listener?.stop();
      // Apollo Server complains of being stopped before it was started.
      if (listener) await apollo.stop();
      for (const subgraph of remote) subgraph.stop();
    },
  };
}
