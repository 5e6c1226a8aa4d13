import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '../../infra/config';
import { openStore } from '../../services/hub/open';
import { type RunningHub, serve } from '../../services/hub/serve';

/** A hub on a folder of its own and a free port, and a client for its gateway. */
export interface Served {
  readonly hub: RunningHub;
  /** The data of a query. @throws on any error in the answer */
  query<T>(text: string, variables?: Record<string, unknown>): Promise<T>;
  stop(): Promise<void>;
}

export async function serveHub(overrides: Partial<Config> = {}, now?: () => number): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-served-'));
  const config: Config = { ...readConfig({ HUB_DATA_DIR: folder, HUB_PORT: '0' }, folder), ...overrides };
  const open = await openStore(config);
  const hub = await serve(config, { open, ...(now === undefined ? {} : { now }) });
  return {
    hub,
    query: async <T>(query: string, variables: Record<string, unknown> = {}): Promise<T> => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as { data: T; errors?: unknown };
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    stop: async () => {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
