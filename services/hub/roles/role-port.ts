import { reportTo } from '../../../infra/graphql';
import { createRoleServer } from '../../../infra/telemetry';
import { createSubgraphs } from '../subgraphs';
import type { Part, Process } from './part';

/**
 * The port of a process without a gateway: its checks and metrics and, where it serves subgraphs, their GraphQL. Several
 * subgraphs of one process take ports one after another, from HUB_ROLE_PORT on.
 */
export async function startRolePort(
  process: Process,
  subgraphs: readonly string[],
): Promise<Part & { addresses: [string, string][] }> {
  const { config, open, health, metrics, now } = process;
  const report = reportTo(process.log);
  const { host, rolePort: port } = config;
  const ready = (): ReturnType<typeof health.readiness> => health.readiness();
  if (subgraphs.length === 0) {
    const server = await createRoleServer({ host, port, health, metrics, report });
    return { addresses: [['health', healthOf(server.url)]], stop: () => server.stop() };
  }
  const servers = (await createSubgraphs(open, { ...config, now, report })).filter(({ name }) =>
    subgraphs.includes(name),
  );
  const stop = async (): Promise<void> => {
    for (const server of servers) await server.stop();
  };
  try {
    const addresses: [string, string][] = [];
    for (const [index, server] of servers.entries()) {
      const own = port === 0 ? 0 : port + index;
      const { url } = await server.listen({ host, port: own, ready, metrics });
      addresses.push([`subgraph ${server.name}`, url], ['health', healthOf(url.replace(/\/graphql$/, ''))]);
    }
    return { addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function healthOf(url: string): string {
  return `${url}/healthz   ready ${url}/readyz   metrics ${url}/metrics`;
}
