import { request as httpRequest } from 'node:http';
import {
  composeSupergraph,
  createSubgraphServer,
  type SubgraphExecutor,
  type SubgraphServer,
} from '../../infra/graphql';
import { createGateway, type Gateway, type GatewayOptions } from '..';
import { buildCatalog, CatalogCounts, catalogContext } from './catalog';
import { buildIndicators } from './indicators';

/** Two subgraphs and what a test wants to know of them. */
export interface World {
  readonly supergraphSdl: string;
  readonly catalog: SubgraphServer;
  readonly indicators: SubgraphServer;
  readonly counts: CatalogCounts;
  /** Faults that clients only saw as "Internal error". */
  readonly faults: string[];
  gateway(options?: Partial<GatewayOptions>): Gateway;
  stop(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const [catalogGraph, indicatorsGraph] = [await buildCatalog(), await buildIndicators()];
  const counts = new CatalogCounts();
  const faults: string[] = [];
  const report = (fault: unknown, where: string) => void faults.push(`${where}: ${String(fault)}`);
  const catalog = await createSubgraphServer({ subgraph: catalogGraph, context: catalogContext(counts), report });
  const indicators = await createSubgraphServer({
    subgraph: indicatorsGraph,
    context: ({ headers }) => ({ headers }),
    report,
  });
  const supergraphSdl = composeSupergraph([catalogGraph, indicatorsGraph]);
  const gateways: Gateway[] = [];
  return {
    supergraphSdl,
    catalog,
    indicators,
    counts,
    faults,
    gateway(options = {}) {
      const gateway = createGateway({
        supergraphSdl,
        subgraphs: { catalog: catalog.execute, indicators: indicators.execute },
        host: '127.0.0.1',
        port: 0,
        ready: async () => ({ ok: true, checks: {} }),
        report,
        ...options,
      });
      gateways.push(gateway);
      return gateway;
    },
    async stop() {
      for (const gateway of gateways) await gateway.stop();
      await catalog.stop();
      await indicators.stop();
    },
  };
}

/** A subgraph with the requests that reached it written down. */
export function recorded(execute: SubgraphExecutor): { execute: SubgraphExecutor; queries: string[] } {
  const queries: string[] = [];
  return {
    queries,
    execute: (request) => {
      queries.push(request.query ?? '');
      return execute(request);
    },
  };
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that the test expects of it
  readonly json: any;
}

/** One HTTP request on a connection of its own, with exactly the headers given. */
export function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, {
      method: options.method ?? 'GET',
      headers: options.headers ?? {},
      agent: false,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const isJson = /json/.test(String(response.headers['content-type']));
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson && text ? JSON.parse(text) : undefined,
        });
      });
    });
    outgoing.end(options.body);
  });
}

/** Asks a gateway the way most clients do. */
export function ask(url: string, query: string, variables?: unknown, headers: Record<string, string> = {}) {
  return send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}
