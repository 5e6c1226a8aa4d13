import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConfig } from '../../infra/config-stack';
import { type Database, MIGRATIONS, openMysql, openSqlite } from '../../infra/database';
import { CatalogueReader } from '../../services/catalog';
import {
  type BreakdownDimension,
  type Fact,
  type Figure,
  Figures,
  type Incoming,
  type LatenessRule,
  type Question,
  Store,
} from '../../services/indicators';
import { type Dump, dumpOf } from './dump';

/** A store in a folder of its own or on a server, with the reading side beside it. */
export interface TestEngine {
  readonly database: Database;
  readonly store: Store;
  ingest(facts: readonly Fact[]): Promise<{ accepted: number; repeated: number }>;
  figure(question: Question, now?: number): Promise<Figure>;
  breakdown(question: Question, by: BreakdownDimension, now?: number): Promise<Figure[]>;
  dump(): Promise<Dump>;
  close(): Promise<void>;
}

export function asIncoming(facts: readonly Fact[]): Incoming[] {
  return facts.map((fact, position) => ({ origin: { place: 'test', position }, decoded: { ok: true, fact } }));
}

/** @param server an empty database; absent: a file in a folder of its own */
export async function openEngine(
  rule: LatenessRule = 'DATE',
  timeZone = 'Asia/Ho_Chi_Minh',
  server?: DatabaseConfig,
): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-engine-'));
  const database =
    server === undefined ? await openSqlite(join(folder, 'hub.db'), MIGRATIONS) : await openMysql(server, MIGRATIONS);
  const store = await Store.open(database, { timeZone, lateness: rule });
  const catalogue = new CatalogueReader(database, store.settings.zone);
  const reading = (now: number): Figures =>
    new Figures({ reads: database, settings: store.settings, catalogue: (sql) => catalogue.within(sql), now });
  const NOW = Date.UTC(2026, 10, 23);
  return {
    database,
    store,
    ingest: (facts) => store.ingest(asIncoming(facts), NOW),
    figure: (question, now = NOW) => reading(now).figure(question),
    breakdown: (question, by, now = NOW) => reading(now).breakdown(question, by),
    dump: () => dumpOf(database),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
