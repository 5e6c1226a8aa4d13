import { join } from 'node:path';
import type { Config } from '../../infra/config';
import { type Database, MIGRATIONS, openMysql, openSqlite } from '../../infra/database';
import { tracedDatabase } from '../../infra/telemetry';
import { CatalogueReader } from '../catalog';
import { Store, type StoreOptions } from '../indicators';

/** An open store and what reads from it. */
export interface OpenStore {
  readonly database: Database;
  readonly store: Store;
  readonly catalogue: CatalogueReader;
  close(): Promise<void>;
}

/** Opens the store of a configuration: on its database server, else in a file of its data folder. */
export async function openStore(config: Config, options: StoreOptions = {}): Promise<OpenStore> {
  const opened =
    config.database === undefined
      ? await openSqlite(join(config.dataDir, 'hub.db'), MIGRATIONS)
      : await openMysql(config.database, MIGRATIONS);
  const database = config.tracing === undefined ? opened : tracedDatabase(opened);
  try {
    const { timeZone, lateness } = config;
    const nature = config.demonstration ? { simulated: true } : {};
    const store = await Store.open(database, { timeZone, lateness, ...nature, ...options });
    const catalogue = new CatalogueReader(database, store.settings.zone);
    return { database, store, catalogue, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
