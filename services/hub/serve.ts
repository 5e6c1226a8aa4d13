import type { Config } from '../../infra/config';
import { InputError } from '../../infra/errors';
import { createKafka } from '../../infra/kafka';
import { createLogger, createMetrics, Health, startTracing } from '../../infra/telemetry';
import { type OpenStore, openStore } from './open';
import { startAdapter } from './roles/adapter';
import { startGateway } from './roles/gateway';
import { watchStore } from './roles/operations';
import type { Part, Process } from './roles/part';
import { startRelayRole } from './roles/relay';
import { startRolePort } from './roles/role-port';
import { ADAPTERS } from './topics';

/** What a process may do, by the names of the command line; `all` does everything that its settings allow. */
export const ROLES = ['all', 'procedures', 'reporting', 'catalog', 'indicators', 'relay', 'gateway'] as const;
export type Role = (typeof ROLES)[number];

export interface RunningHub {
  /** Address of the gateway, or of the role's port where there is no gateway in this process. */
  readonly url: string;
  /** What a person may want to open, each with a label. */
  readonly addresses: readonly (readonly [label: string, address: string])[];
  readonly open: OpenStore;
  /** Resolves where a part has ended by itself; the process must stop then. */
  readonly crashed: Promise<Error>;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** `all` where absent. */
  readonly roles?: readonly Role[];
  /** The clock, epoch milliseconds. */
  readonly now?: () => number;
  /** A store that is open already. */
  readonly open?: OpenStore;
}

/** Starts the roles in this process. What was started is let go again where one cannot be. */
export async function serve(config: Config, options: ServeOptions = {}): Promise<RunningHub> {
  const { roles = ['all'], now = Date.now } = options;
  const role = roles.join('+');
  const log = createLogger({ level: config.logLevel, role });
  const tracing = startTracing({ address: config.tracing, role, log });
  const open = options.open ?? (await openStore(config));
  const kafka = config.kafka && createKafka(config.kafka, (level, message, fields) => log[level](message, fields));
  const process: Process = { config, open, log, metrics: createMetrics(), health: new Health(), now, kafka };
  const parts: Part[] = [];
  const stop = async (): Promise<void> => {
    for (const part of [...parts].reverse()) await atMost(LONGEST_STOP, part.stop());
    await open.close();
    await tracing.stop();
  };
  try {
    const addresses: [string, string][] = [];
    watchStore(process);
    // The port answers before the other parts are there.
    let isStarted = false;
    process.health.add('start', async () => (isStarted ? 'ok' : 'its parts are being started'));
    for (const start of startersOf(roles, process)) {
      const part = await start();
      parts.push(part);
      addresses.push(...(part.addresses ?? []));
    }
    isStarted = true;
    const url = addresses[0]?.[1].replace(/\/graphql$/, '') ?? '';
    return { url, addresses, open, crashed: firstCrash(parts, process), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** How long a part may take to finish what is under way, in milliseconds: a server that hangs must not hold the rest. */
const LONGEST_STOP = 30_000;

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

interface Addressed extends Part {
  readonly addresses?: readonly [string, string][];
}

/** What the roles start, in this order: a gateway that is there is one that can answer. */
function startersOf(roles: readonly Role[], process: Process): (() => Promise<Addressed>)[] {
  const { config } = process;
  const has = (role: Role): boolean => roles.includes(role);
  const all = has('all');
  const wantsKafka = [...ADAPTERS, 'relay' as const].filter(has);
  if (wantsKafka.length > 0 && process.kafka === undefined && !all) {
    throw new InputError(`role '${wantsKafka[0]}' needs Kafka: set HUB_KAFKA_BROKERS=host:port`);
  }
  const starters: (() => Promise<Addressed>)[] = [];
  const subgraphs = (['catalog', 'procedures', 'reporting', 'indicators'] as const).filter(has);
  if (all || has('gateway')) starters.push(() => startGateway(process));
  else starters.push(() => startRolePort(process, subgraphs));
  if (config.kafka !== undefined) {
    for (const adapter of ADAPTERS) if (all || has(adapter)) starters.push(() => startAdapter(process, adapter));
    if (all || has('relay')) starters.push(() => startRelayRole(process));
  }
  return starters;
}

function firstCrash(parts: readonly Part[], { log, health }: Process): Promise<Error> {
  const crashes = parts.flatMap(({ crashed }) => (crashed === undefined ? [] : [crashed]));
  if (crashes.length === 0) return new Promise(() => {});
  return Promise.race(crashes).then((error) => {
    health.add('crashed', async () => error.message);
    log.error('a part of this process has ended', { error });
    return error;
  });
}
