import { isAbsolute, resolve } from 'node:path';
import { InputError } from './errors';
import { Zone } from './time/zone';

/** Everything that the environment decides; parsed once, nothing else reads the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded store. */
  readonly dataDir: string;
  /** Whether the folder is the demonstration's own. */
  readonly demonstration: boolean;
  /** Absent: the store's own, else Asia/Ho_Chi_Minh. */
  readonly timeZone: string | undefined;
  /** Absent: the store's own, else DATE. */
  readonly lateness: 'DATE' | 'INSTANT' | undefined;
  /** Whether officers' codes and free-text reasons are shown. */
  readonly showPersons: boolean;
  /** What is odd but harmless, for the person who starts the hub. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of the contract that belong to the stack of several processes, which this version does not start. */
const STACK_ONLY = [
  'HUB_DATABASE_URL',
  'HUB_KAFKA_BROKERS',
  'HUB_KAFKA_SASL',
  'HUB_KAFKA_TLS',
  'HUB_SUBGRAPHS',
  'HUB_ROLE_PORT',
];

const KNOWN = [
  ...STACK_ONLY,
  ...[
    'HUB_PORT',
    'HUB_HOST',
    'HUB_DATA_DIR',
    'HUB_TIME_ZONE',
    'HUB_LATENESS',
    'HUB_EMPTY',
    'HUB_AUTH',
    'HUB_SHOW_PERSONS',
  ],
];

/**
 * Reads the environment.
 * @param root folder against which relative paths stand
 * @throws InputError with every fault at once
 */
export function readConfig(environment: Environment, root: string): Config {
  const faults: string[] = [];
  const value = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const check = <T>(name: string, fallback: T, read: (text: string) => T | undefined, right: string): T => {
    const text = value(name);
    if (text === undefined) return fallback;
    const found = read(text);
    if (found === undefined) faults.push(`${name}=${text}: expected ${right}`);
    return found ?? fallback;
  };
  const flag = (name: string): boolean => check(name, false, (text) => FLAGS[text], '1 or 0');

  const port = check('HUB_PORT', 4000, readPort, 'a port from 0 to 65535 (0 takes any free one)');
  const host = value('HUB_HOST') ?? '127.0.0.1';
  const empty = flag('HUB_EMPTY');
  const folder = value('HUB_DATA_DIR');
  const timeZone = check('HUB_TIME_ZONE', undefined, readZone, 'a zone such as Asia/Ho_Chi_Minh');
  const lateness = check('HUB_LATENESS', undefined, readRule, 'DATE or INSTANT');
  const auth = check('HUB_AUTH', LOOPBACK.includes(host) ? 'off' : 'on', readAuth, 'on or off');
  const saidAuth = value('HUB_AUTH');
  if (auth === 'on' && (saidAuth === undefined || saidAuth === 'on')) {
    faults.push(
      `HUB_AUTH=on${saidAuth === undefined ? ` (the default while HUB_HOST=${host} is not loopback)` : ''}: ` +
        'this version has no roles yet; expected HUB_AUTH=off on a loopback address, such as HUB_HOST=127.0.0.1',
    );
  } else if (!LOOPBACK.includes(host)) {
    faults.push(
      `HUB_HOST=${host}: with HUB_AUTH=off expected a loopback address (${LOOPBACK.join(', ')}), since everyone who reaches the port sees and sends everything`,
    );
  }
  for (const name of STACK_ONLY) {
    if (value(name) !== undefined) faults.push(`${name}: this version runs embedded only; expected it to be unset`);
  }
  const showPersons = flag('HUB_SHOW_PERSONS');
  const warnings = Object.keys(environment)
    .filter((name) => name.startsWith('HUB_') && !KNOWN.includes(name) && !INTERNAL.test(name))
    .map((name) => `${name} is no setting of the hub and is ignored; the settings are ${KNOWN.join(', ')}`);
  if (faults.length > 0) throw new InputError('The configuration has faults:', faults);
  const demonstration = folder === undefined && !empty;
  const dataDir = folder ?? (empty ? '.hub/data' : '.hub/demo');
  return {
    host,
    port,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(root, dataDir),
    demonstration,
    timeZone,
    lateness,
    showPersons,
    warnings,
  };
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const FLAGS: Readonly<Record<string, boolean>> = { '1': true, '0': false, true: true, false: false };
/** Variables of the tests and of the bootstrap. */
const INTERNAL = /^HUB_(TEST|PROPERTY|BENCH|BOOTSTRAP)_/;

function readPort(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535 ? port : undefined;
}

function readZone(text: string): string | undefined {
  try {
    return new Zone(text).name;
  } catch {
    return undefined;
  }
}

function readRule(text: string): 'DATE' | 'INSTANT' | undefined {
  return text === 'DATE' || text === 'INSTANT' ? text : undefined;
}

function readAuth(text: string): 'on' | 'off' | undefined {
  return text === 'on' || text === 'off' ? text : undefined;
}
