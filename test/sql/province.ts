import type { Database } from '../../infra/database';
import { dayNumber } from '../../infra/time/zone';
import { importAll } from '../../services/hub/import';
import { DEFAULT_FROM, DEFAULT_TO, simulate } from '../../services/hub/simulate';
import { decodeFact, type Fact, INDICATORS, type Incoming, parsePeriod } from '../../services/indicators';
import { openEngine, type TestEngine } from '../support/engine';
import { type Exported, exportStates } from './export';
import { INDICATOR_QUERIES } from './indicators.sql';
import { type Halves, prepare, type Recomputed, recompute } from './recompute';

const NOW = Date.parse('2026-11-01T00:00:00Z');
const DAY_MS = 86_400_000;
const OFFSET = 25_200_000;

/** A simulated province in an embedded store, and the tables of its exported states. */
export interface Province {
  readonly engine: TestEngine;
  readonly exported: Exported;
  close(): Promise<void>;
}

/** A period by its name and its days, the last one out; and the instants as of which it is asked for. */
export interface Asking {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: readonly string[];
}

/** A civil month, a civil quarter and a reporting quarter: in the middle, at the end, before the end at an odd hour. */
export const ASKINGS: readonly Asking[] = [
  {
    ...{ period: '2023-05', from: '2023-05-01', to: '2023-06-01' },
    asOf: ['2023-05-16T12:00:00+07:00', '2023-05-31T23:59:59.999+07:00', '2023-05-28T17:23:41.007+07:00'],
  },
  {
    ...{ period: '2023-Q2', from: '2023-04-01', to: '2023-07-01' },
    asOf: ['2023-05-16T12:00:00+07:00', '2023-06-30T23:59:59.999+07:00', '2023-06-27T03:11:07.013+07:00'],
  },
  {
    ...{ period: 'R2023-Q2', from: '2023-03-15', to: '2023-06-15' },
    asOf: ['2023-04-30T12:00:00+07:00', '2023-06-14T23:59:59.999+07:00', '2023-06-09T22:41:19.001+07:00'],
  },
];

/** Simulates a province, takes it in, and exports what the store then holds. */
export async function simulatedProvince(dossiers: number, seed: number): Promise<Province> {
  return open(async (engine) => {
    const { problems } = await importAll(engine.store, simulated(dossiers, seed), () => NOW);
    expect(problems).toEqual([]);
  });
}

/** Takes these facts in, and exports what the store then holds. */
export async function provinceOf(facts: readonly Fact[]): Promise<Province> {
  return open((engine) => engine.ingest(facts));
}

async function open(fill: (engine: TestEngine) => Promise<unknown>): Promise<Province> {
  const engine = await openEngine('DATE');
  await fill(engine);
  const exported = exportStates(await fileOf(engine.database));
  prepare(exported);
  const close = async (): Promise<void> => {
    exported.close();
    await engine.close();
  };
  return { engine, exported, close };
}

function* simulated(dossiers: number, seed: number): Generator<Incoming[]> {
  let position = 0;
  for (const event of simulate({ dossiers, seed, from: DEFAULT_FROM, to: DEFAULT_TO })) {
    yield [{ origin: { place: 'test', position: position++ }, decoded: decodeFact(event, { receivedAt: NOW }) }];
  }
}

/** The file of an embedded store. */
async function fileOf(database: Database): Promise<string> {
  return database.read(async (sql) => (await sql.all<{ file: string }>('PRAGMA database_list'))[0]!.file);
}

/** What both sides say of one question, as text by `indicator agency`; halves of nothing left out. */
export interface Compared {
  readonly engine: Record<string, string>;
  readonly sql: Record<string, string>;
}

/** Asks both for every indicator, for every agency by itself and (`*`) for the whole. */
export async function compare({ engine, exported }: Province, asking: Asking, asOf: string): Promise<Compared> {
  const [from, to] = [dayNumber(asking.from), dayNumber(asking.to)];
  const instant = Date.parse(asOf);
  const endOfDay = (Math.floor((instant + OFFSET) / DAY_MS) + 1) * DAY_MS - OFFSET - 1;
  const T = Math.min(endOfDay, to * DAY_MS - OFFSET - 1);
  const sql = asText(recompute(exported, { from: from * DAY_MS - OFFSET, T }));
  return { engine: asText(await askEngine(engine, parsePeriod(asking.period), instant)), sql };
}

async function askEngine(
  engine: TestEngine,
  period: ReturnType<typeof parsePeriod>,
  asOf: number,
): Promise<Recomputed> {
  const all = new Map<string, Map<string, Halves>>();
  for (const indicator of INDICATORS.filter(({ code }) => INDICATOR_QUERIES.has(code))) {
    const filters = { channel: null, procedure: null, field: null, on: null };
    const window = { from: period.from, to: period.to, period, asOf };
    const question = { indicator, agency: null, only: false, ...window, ...filters };
    const rows = await engine.breakdown(question, 'AGENCY', NOW);
    const whole = await engine.figure(question, NOW);
    const halves = new Map<string, Halves>([['*', [whole.numerator ?? 0, whole.denominator]]]);
    for (const row of rows) halves.set(row.question.agency!, [row.numerator ?? 0, row.denominator]);
    all.set(indicator.code, halves);
  }
  return all;
}

/** The whole is the sum of the agencies where it is not told. */
function asText(all: Recomputed): Record<string, string> {
  const text: Record<string, string> = {};
  for (const [code, agencies] of all) {
    let [numerator, denominator] = [0, 0];
    for (const [agency, [of, outOf]] of agencies) {
      if (agency === '*') continue;
      numerator += of;
      denominator += outOf ?? 0;
      if (of !== 0 || (outOf ?? 0) !== 0) text[`${code} ${agency}`] = `${of}/${outOf ?? 0}`;
    }
    const [of, outOf] = agencies.get('*') ?? [numerator, denominator];
    text[`${code} *`] = `${of}/${outOf ?? 0}`;
  }
  return text;
}
