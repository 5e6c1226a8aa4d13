import { type Routes, sendJson, sendText } from '../graphql/http/router';
import type { Readiness } from './health';
import type { Metrics } from './metrics';

export interface Operations {
  readonly ready: () => Promise<Readiness>;
  readonly metrics?: Metrics | undefined;
}

/** What every process answers to those who run it: `/healthz` (alive), `/readyz` (ready) and `/metrics`. */
export function operationRoutes({ ready, metrics }: Operations): Routes {
  const look = (): Promise<Readiness> =>
    ready().catch((): Readiness => ({ ok: false, checks: { readiness: 'failed' } }));
  const routes: Routes = {
    'GET /healthz': async (_, response) => sendJson(response, 200, { ok: true }),
    'GET /readyz': async (_, response) => {
      const readiness = await look();
      sendJson(response, readiness.ok ? 200 : 503, readiness);
    },
  };
  if (metrics === undefined) return routes;
  return {
    ...routes,
    'GET /metrics': async (_, response) => {
      metrics.ready.set((await look()).ok ? 1 : 0);
      sendText(response, 200, metrics.contentType, await metrics.text());
    },
  };
}
