import { type FaultReporter, reportToStderr } from '../graphql/errors';
import { routesHandler } from '../graphql/http/handler';
import { listen } from '../graphql/http/listener';
import type { Routes } from '../graphql/http/router';
import type { Health } from './health';
import type { Metrics } from './metrics';
import { operationRoutes } from './routes';

export interface RoleServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly routes?: Routes;
  readonly report?: FaultReporter;
}

export interface RoleServer {
  readonly url: string;
  /** Lets requests under way finish, then closes. */
  stop(): Promise<void>;
}

/** The port of a role that serves no GraphQL: its checks and its metrics. @throws ListenFault where the port is taken */
export async function createRoleServer(options: RoleServerOptions): Promise<RoleServer> {
  const { host, port, health, metrics, routes = {}, report = reportToStderr } = options;
  const all = { ...operationRoutes({ ready: () => health.readiness(), metrics }), ...routes };
  const handler = routesHandler({ routes: all, report, where: 'role', metrics });
  const { url, stop } = await listen({ host, port, portVariable: 'HUB_ROLE_PORT', handler });
  return { url, stop };
}
