import { join } from 'node:path';
import type { Config } from '../../infra/config';
import { type Database, MIGRATIONS, openMysql, openSqlite } from '../../infra/database';
import { tracedDatabase } from '../../infra/telemetry';
import type { WorkingDays } from '../../infra/time/working-days';
import { workingDaysIn } from '../../infra/time/working-days-file';
import { CatalogueReader } from '../catalog';
import type { DirectiveData } from '../directive';
import { readMeta, Store, type StoreOptions, type Targets } from '../indicators';
import { directiveOf } from './directive';
import { SIMULATED_PARTIES } from './simulate/parties';
import { loadTargets } from './targets';

/** An open store and what reads from it. */
export interface OpenStore {
  readonly database: Database;
  readonly store: Store;
  readonly catalogue: CatalogueReader;
  readonly workingDays: WorkingDays;
  /** The targets in force, the province's own before the program's. */
  readonly targets: Targets;
  /** The directives as data, with what the province adds. */
  readonly directive: DirectiveData;
  close(): Promise<void>;
}

/**
 * Opens the store of a configuration: on its database server, else in a file of its data folder.
 * @throws InputError where a file that the province gives (days off, targets, directive) has faults
 */
export async function openStore(config: Config, options: StoreOptions = {}): Promise<OpenStore> {
  // What cannot be read is told before anything is opened.
  const targets = loadTargets(config.targetsFile);
  directiveOf(config.directiveFile);
  const opened =
    config.database === undefined
      ? await openSqlite(join(config.dataDir, 'hub.db'), MIGRATIONS)
      : await openMysql(config.database, MIGRATIONS);
  const database = config.tracing === undefined ? opened : tracedDatabase(opened);
  try {
    const { timeZone, lateness } = config;
    const nature = config.demonstration ? { simulated: true } : {};
    const store = await Store.open(database, { timeZone, lateness, ...nature, ...options });
    const { zone } = store.settings;
    const catalogue = new CatalogueReader(database, zone);
    const workingDays = workingDaysIn(zone.name, config.calendarFile);
    const simulated = (await database.read(readMeta)).get('simulated') === '1';
    const directive = directiveOf(config.directiveFile, simulated ? SIMULATED_PARTIES : {});
    return { database, store, catalogue, workingDays, targets, directive, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
