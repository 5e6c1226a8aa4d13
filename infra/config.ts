import { resolve } from 'node:path';
import { ConfigReader } from './config-reader';
import { type DatabaseConfig, type KafkaConfig, readDatabase, readKafka } from './config-stack';
import { InputError } from './errors';
import { Zone } from './time/zone';

/** Everything that the environment decides; parsed once, nothing else reads the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Port of a role that is not the gateway; 0 takes any free one. */
  readonly rolePort: number;
  /** Folder of the embedded store. */
  readonly dataDir: string;
  /** Whether the store is the demonstration's own. */
  readonly demonstration: boolean;
  /** Absent: the embedded store in `dataDir`. */
  readonly database: DatabaseConfig | undefined;
  /** Absent: facts come over HTTP and from files alone. */
  readonly kafka: KafkaConfig | undefined;
  /** Addresses of the subgraphs that other processes serve, by name; empty: all in this process. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** `on`: keys decide who may send facts and see dossiers; `off`: everyone who reaches the port is the provincial office. */
  readonly auth: 'on' | 'off';
  /** Absent: the store's own, else Asia/Ho_Chi_Minh. */
  readonly timeZone: string | undefined;
  /** Absent: the store's own, else DATE. */
  readonly lateness: 'DATE' | 'INSTANT' | undefined;
  /** File with days off and make-up days; absent: the table that comes with the program. */
  readonly calendarFile: string | undefined;
  /** File with a province's own targets by level or agency; absent: none. */
  readonly targetsFile: string | undefined;
  /** File with the directive's agency codes, further directives and weights; absent: none. */
  readonly directiveFile: string | undefined;
  /** Whether officers' codes and free-text reasons are shown. */
  readonly showPersons: boolean;
  /** How far ahead of its message a fact's time may lie, in milliseconds. */
  readonly futureBoundMs: number;
  /** `copy`: the national portal's payloads are compared only; `source`: they are the province's facts. */
  readonly portal: 'copy' | 'source';
  /** What LoaiDoiTuong in these payloads means: as dossiers are synchronised, or as the adapters of 2026 have it. */
  readonly portalApplicants: 'sync' | '2026';
  /** Address of an OpenTelemetry collector (OTLP over HTTP); absent: nothing is traced. */
  readonly tracing: string | undefined;
  readonly logLevel: LogLevel;
  /** What is odd but harmless, for the person who starts the hub. */
  readonly warnings: readonly string[];
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Names of the subgraphs that may run as processes of their own. */
export const SUBGRAPH_ROLES = ['catalog', 'procedures', 'reporting', 'indicators', 'exports'];

/** Every setting; `docs/settings.md` and docker-compose.yml are held against it. */
export const SETTINGS = [
  'HUB_PORT',
  'HUB_ROLE_PORT',
  'HUB_SUBGRAPHS',
  'HUB_HOST',
  'HUB_DATA_DIR',
  'HUB_DATABASE_URL',
  'HUB_DATABASE_TLS',
  'HUB_KAFKA_BROKERS',
  'HUB_KAFKA_SASL',
  'HUB_KAFKA_TLS',
  'HUB_KAFKA_PREFIX',
  'HUB_KAFKA_SESSION_SECONDS',
  'HUB_TIME_ZONE',
  'HUB_LATENESS',
  'HUB_CALENDAR',
  'HUB_TARGETS',
  'HUB_DIRECTIVE',
  'HUB_EMPTY',
  'HUB_AUTH',
  'HUB_SHOW_PERSONS',
  'HUB_FUTURE_HOURS',
  'HUB_PORTAL',
  'HUB_PORTAL_APPLICANTS',
  'HUB_TRACING',
  'HUB_LOG',
  'HUB_STACK_DIR',
] as const;

/**
 * Reads the environment.
 * @param root folder against which relative paths stand
 * @throws InputError with every fault at once
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const reader = new ConfigReader(environment);
  const port = reader.check('HUB_PORT', 4000, readPort, PORT);
  const rolePort = reader.check('HUB_ROLE_PORT', 0, readPort, PORT);
  const host = reader.value('HUB_HOST') ?? '127.0.0.1';
  const empty = reader.flag('HUB_EMPTY');
  const folder = reader.value('HUB_DATA_DIR');
  const timeZone = reader.check('HUB_TIME_ZONE', undefined, readZone, 'a zone such as Asia/Ho_Chi_Minh');
  const lateness = reader.check('HUB_LATENESS', undefined, oneOf('DATE', 'INSTANT'), 'DATE or INSTANT');
  const database = readDatabase(reader);
  const kafka = readKafka(reader);
  const auth = readAuth(reader, host, database === undefined && kafka === undefined);
  const hours = reader.check('HUB_FUTURE_HOURS', 24, readHours, 'hours from 0 to 8760');
  const portal = reader.check('HUB_PORTAL', 'copy', oneOf('copy', 'source'), 'copy or source');
  const portalApplicants = reader.check('HUB_PORTAL_APPLICANTS', 'sync', oneOf('sync', '2026'), 'sync or 2026');
  const tracing = reader.check(
    'HUB_TRACING',
    undefined,
    readAddress,
    'an address such as http://127.0.0.1:4318/v1/traces',
  );
  const logLevel = reader.check('HUB_LOG', 'info', oneOf(...LOG_LEVELS), LOG_LEVELS.join(', '));
  const subgraphs = reader.check(
    'HUB_SUBGRAPHS',
    {},
    readSubgraphs,
    `name=http://host:port/graphql,... with ${SUBGRAPH_ROLES.join(', ')}`,
  );
  const showPersons = reader.flag('HUB_SHOW_PERSONS');
  const warnings = Object.keys(environment)
    .filter((name) => name.startsWith('HUB_') && !isSetting(name) && !INTERNAL.test(name))
    .map((name) => `${name} is no setting of the hub and is ignored; the settings are ${SETTINGS.join(', ')}`);
  if (reader.faults.length > 0) throw new InputError('The configuration has faults:', [...reader.faults, ...warnings]);
  const demonstration = folder === undefined && !empty && database === undefined && kafka === undefined;
  const dataDir = folder ?? (demonstration ? '.hub/demo' : '.hub/data');
  const file = (name: string): string | undefined => {
    const path = reader.value(name);
    return path === undefined ? undefined : resolve(root, path);
  };
  return {
    host,
    port,
    rolePort,
    dataDir: resolve(root, dataDir),
    demonstration,
    database,
    kafka,
    subgraphs,
    auth,
    timeZone,
    lateness,
    calendarFile: file('HUB_CALENDAR'),
    targetsFile: file('HUB_TARGETS'),
    directiveFile: file('HUB_DIRECTIVE'),
    showPersons,
    futureBoundMs: hours * 3_600_000,
    portal,
    portalApplicants,
    tracing,
    logLevel,
    warnings,
  };
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const PORT = 'a port from 0 to 65535 (0 takes any free one)';
/** Variables of the tests and of the bootstrap. */
const INTERNAL = /^HUB_(TEST|PROPERTY|BENCH|BOOTSTRAP|STACK)_/;

function isSetting(name: string): boolean {
  return (SETTINGS as readonly string[]).includes(name);
}

/** Off by itself only while the hub is embedded and listens on loopback. */
function readAuth(reader: ConfigReader, host: string, embedded: boolean): 'on' | 'off' {
  const isLoopback = LOOPBACK.includes(host);
  const auth = reader.check('HUB_AUTH', embedded && isLoopback ? 'off' : 'on', oneOf('on', 'off'), 'on or off');
  if (auth === 'off' && !isLoopback && reader.value('HUB_AUTH') === 'off') {
    reader.fault(
      `HUB_HOST=${host}: with HUB_AUTH=off expected a loopback address (${LOOPBACK.join(', ')}), since everyone who reaches the port sees and sends everything`,
    );
  }
  return auth;
}

function oneOf<const T extends string>(...values: readonly T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text);
}

function readPort(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535 ? port : undefined;
}

function readHours(text: string): number | undefined {
  const hours = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && hours <= 8760 ? hours : undefined;
}

function readAddress(text: string): string | undefined {
  return URL.canParse(text) && /^https?:/.test(text) ? text : undefined;
}

function readSubgraphs(text: string): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [name = '', ...rest] = part.trim().split('=');
    const url = rest.join('=');
    if (!SUBGRAPH_ROLES.includes(name) || found[name] !== undefined || readAddress(url) === undefined) return undefined;
    found[name] = url;
  }
  return found;
}

function readZone(text: string): string | undefined {
  try {
    return new Zone(text).name;
  } catch {
    return undefined;
  }
}
