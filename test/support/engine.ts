import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, MIGRATIONS, openSqlite } from '../../infra/database';
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

/** A store in a folder of its own, with the reading side beside it. */
export interface TestEngine {
  readonly database: Database;
  readonly store: Store;
  ingest(facts: readonly Fact[]): Promise<{ accepted: number; repeated: number }>;
  figure(question: Question, now?: number): Promise<Figure>;
  breakdown(question: Question, by: BreakdownDimension, now?: number): Promise<Figure[]>;
  /** Every state and every cell that is not zero, as text: two stores with the same dump give the same figures. */
  dump(): Promise<{ states: string[]; cells: string[]; contributions: string[] }>;
  close(): Promise<void>;
}

export function asIncoming(facts: readonly Fact[]): Incoming[] {
  return facts.map((fact, position) => ({ origin: { place: 'test', position }, decoded: { ok: true, fact } }));
}

export async function openEngine(rule: LatenessRule = 'DATE', timeZone = 'Asia/Ho_Chi_Minh'): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-engine-'));
  const database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
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
    dump: () => dump(database),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function dump(database: Database): Promise<{ states: string[]; cells: string[]; contributions: string[] }> {
  return database.read(async (sql) => {
    const text = (rows: Record<string, unknown>[]): string[] => rows.map((row) => JSON.stringify(row));
    const states = await sql.all<Record<string, unknown>>(
      'SELECT kind, subject, body FROM state ORDER BY kind, subject',
    );
    const cells = await sql.all<Record<string, unknown>>(
      'SELECT * FROM cell ORDER BY grain, page, since_bucket, on_bucket, agency, procedure_code, channel',
    );
    const contributions = await sql.all<Record<string, unknown>>(
      'SELECT * FROM contribution ORDER BY series, at_ms, subject, on_ms',
    );
    const isZero = (row: Record<string, unknown>): boolean =>
      Object.entries(row).every(([name, value]) => !/^v\d+$/.test(name) || value === 0);
    return {
      states: text(states),
      cells: text(cells.filter((row) => !isZero(row))),
      contributions: text(contributions),
    };
  });
}
