import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGateway, type Readiness } from '../../gateway';
import type { Config } from '../../infra/config';
import { readMeta } from '../indicators';
import { eventsRoute } from './events-route';
import { isSimulatedStore, SIMULATED_LABEL } from './nature';
import { type OpenStore, openStore } from './open';
import { ROOT } from './root';
import { createSubgraphs } from './subgraphs';

export interface RunningHub {
  readonly url: string;
  readonly open: OpenStore;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** The clock, epoch milliseconds. */
  readonly now?: () => number;
  /** A store that is open already. */
  readonly open?: OpenStore;
}

/** Starts the whole hub in this process: store, subgraphs, gateway. */
export async function serve(config: Config, { now = Date.now, open: given }: ServeOptions = {}): Promise<RunningHub> {
  const open = given ?? (await openStore(config));
  try {
    const servers = await createSubgraphs(open, { showPersons: config.showPersons, now });
    const gateway = createGateway({
      supergraphSdl: readFileSync(join(ROOT, 'schema/graphql/supergraph.graphql'), 'utf8'),
      subgraphs: Object.fromEntries(servers.map((server) => [server.name, server.execute])),
      host: config.host,
      port: config.port,
      label: async () => ((await isSimulatedStore(open)) ? SIMULATED_LABEL : undefined),
      ready: () => readiness(open),
      routes: { 'POST /events': eventsRoute(open, now) },
      example: EXAMPLE,
    });
    const { url } = await gateway.start();
    return {
      url,
      open,
      async stop() {
        await gateway.stop();
        for (const server of servers) await server.stop();
        await open.close();
      },
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

async function readiness({ database, store }: OpenStore): Promise<Readiness> {
  const digest = await database.read(async (sql) => (await readMeta(sql)).get('digest'));
  const fits = digest === store.digest;
  return { ok: fits, checks: { database: 'ok', definitions: fits ? 'ok' : 'rebuilt by another process: restart' } };
}

const EXAMPLE = `{
  indicators(codes: ["on-time-rate", "e-dossier-rate", "late-dossiers"]) {
    code
    title
    value(period: "${new Date().getUTCFullYear()}") {
      numerator
      denominator
      value
      target
      status
    }
  }
}
`;
