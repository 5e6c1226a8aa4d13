import { type Config, readConfig } from '../../../infra/config';
import type { KafkaConfig } from '../../../infra/config-stack';
import { readMeta, readSources } from '../../indicators';
import { type OpenStore, openStore } from '../open';
import { check, type Finding, lines } from './check';
import { checkServer } from './database';
import { checkFiles } from './files';
import { checkKafka } from './kafka';
import { checkClock, checkDisk } from './machine';
import { checkProvince } from './province';

export interface ExamineOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The project's folder. */
  readonly root: string;
  /** Looks at Kafka; never rejects. */
  readonly kafka?: (config: KafkaConfig) => Promise<Finding[]>;
}

/** Looks at everything that the hub stands on, as far as the configuration goes; what fails hinders no other look. */
export async function* examine({ environment, root, kafka = checkKafka }: ExamineOptions): AsyncGenerator<Finding> {
  yield check('node', () => process.version);
  let config: Config | undefined;
  yield await check('configuration', () => {
    config = readConfig(environment, root);
    return lines([inWords(config), ...config.warnings]);
  });
  if (config === undefined) return;
  const { faults, usable } = await checkFiles(config);
  yield* faults;
  yield* examineStore(usable, new Set(faults.map(({ name }) => name)));
  if (config.kafka !== undefined) yield* await kafka(config.kafka);
  if (config.database === undefined) yield checkDisk(config.dataDir);
  yield checkClock();
}

/** What the settings come to; no password. */
function inWords({ database, kafka, auth, dataDir }: Config): string {
  if (database === undefined && kafka === undefined) return `embedded, data in ${dataDir}`;
  const place = database === undefined ? `data in ${dataDir}` : `database ${database.database} on ${database.host}`;
  const facts = kafka === undefined ? 'no Kafka' : `Kafka ${kafka.brokers.join(', ')}`;
  return `${place}, ${facts}, keys ${auth}`;
}

/** @param told what needs no second finding */
async function* examineStore(config: Config, told: ReadonlySet<string>): AsyncGenerator<Finding> {
  let open: OpenStore | undefined;
  try {
    yield await check('store', async () => {
      open = await openStore(config);
      return describeStore(open);
    });
    if (open === undefined) return;
    if (config.database !== undefined) yield* await checkServer(open.database, config.database);
    for await (const finding of checkProvince(open, Date.now())) if (!told.has(finding.name)) yield finding;
  } finally {
    await open?.close();
  }
}

/** How far ahead of this clock a fact may lie before the clock is doubted, in milliseconds. */
const DAY = 86_400_000;

async function describeStore({ database, store }: OpenStore): Promise<string> {
  const { meta, sources } = await database.read(async (sql) => ({
    meta: await readMeta(sql),
    sources: await readSources(sql),
  }));
  const { zone, rule } = store.settings;
  const nature = { '1': 'simulated', '0': 'real' }[meta.get('simulated') ?? ''] ?? 'empty';
  const dead = sources.reduce((sum, source) => sum + source.deadLettered, 0);
  const ahead = sources.find((source) => (source.newestEvent ?? 0) > Date.now() + DAY);
  if (ahead !== undefined) throw new Error(`the clock is behind the facts of ${ahead.source}: set the clock`);
  return `${nature}, zone ${zone.name}, lateness ${rule}, revision ${meta.get('revision')}, ${sources.length} sources, ${dead} dead letters`;
}
