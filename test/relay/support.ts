import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseConfig } from '../../infra/config-stack';
import { type Lock, takeFileLock, takeServerLock } from '../../infra/database';
import { formatInstant } from '../../infra/graphql/scalars';
import { loadWorkingDays } from '../../infra/time/working-days-file';
import { dayNumber } from '../../infra/time/zone';
import { CatalogueReader } from '../../services/catalog';
import {
  type Fact,
  type FactKind,
  Figures,
  INDICATORS,
  judge,
  type LatenessRule,
  type Period,
  parsePeriod,
  Store,
  Targets,
} from '../../services/indicators';
import {
  type Message,
  type Pace,
  type Relay,
  type RelayOptions,
  startRelay,
  TOPICS,
  type Topic,
} from '../../services/relay';
import { asIncoming, openEngine, type TestEngine } from '../support/engine';

export const ZONE = 'Asia/Ho_Chi_Minh';

/** A local day and hour of the zone, as an instant. */
export function at(date: string, hour = 9): number {
  return dayNumber(date) * 86_400_000 + (hour - 7) * 3_600_000;
}

/** Quick enough for a test. */
export const QUICK: Partial<Pace> = {
  poll: 5,
  settle: 4,
  settleAtMost: 20,
  tick: 5,
  pause: 2,
  pauseAtMost: 10,
  standby: 50,
};

let counted = 0;

/** A dossier that is received at an instant. */
export function received(subject: string, agencyCode: string, time: number, more: Fact['data'] = {}): Fact {
  return fact('dossier', subject, time, {
    status: 'RECEIVED',
    receivedAt: time,
    agencyCode,
    channel: 'ONLINE',
    ...more,
  });
}

/** A statement of a source system. */
export function fact(kind: FactKind, subject: string, time: number, data: Fact['data']): Fact {
  return { kind, subject, id: String(++counted), source: 'urn:test:relay', time, sequence: null, data };
}

/** Remembers what was sent, as a topic that is never compacted. */
export class Topics {
  readonly sent: { topic: Topic; key: string; event: Event }[] = [];

  send = async (topic: Topic, messages: readonly Message[]): Promise<void> => {
    for (const { key, value } of messages) this.sent.push({ topic, key, event: JSON.parse(value) });
  };

  /** Of each key what comes later has a greater revision, or was told before; and the last one has the greatest. */
  expectGrowing(): void {
    const greatest = new Map<string, bigint>();
    const newest = new Map<string, bigint>();
    const seen = new Set<string>();
    for (const { topic, key, event } of this.sent) {
      if (event.data['revision'] === undefined) continue;
      const revision = BigInt(event.data['revision'] as string);
      const name = `${topic} ${key}`;
      newest.set(name, revision);
      const isRepeated = seen.has(`${topic} ${event.id}`);
      expect({ name, isGreater: isRepeated || revision > (greatest.get(name) ?? 0n) }).toEqual({
        name,
        isGreater: true,
      });
      if (isRepeated) continue;
      greatest.set(name, revision);
      seen.add(`${topic} ${event.id}`);
    }
    expect(newest).toEqual(greatest);
  }

  of(topic: Topic): Event[] {
    return this.sent.filter((each) => each.topic === topic).map(({ event }) => event);
  }

  /** What compaction leaves: the last of each key. */
  compacted(topic: Topic): Map<string, Event> {
    return new Map(this.of(topic).map((event) => [event.subject, event]));
  }
}

export interface Event {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Record<string, unknown>;
}

/** A store that notes its changes, with a clock that a test sets. */
export interface World {
  readonly engine: TestEngine;
  readonly catalogue: CatalogueReader;
  readonly store: Store;
  readonly folder: string;
  now: number;
  ingest(facts: readonly Fact[]): Promise<void>;
  start(topics: Pick<Topics, 'send'>, more?: Partial<RelayOptions>): Relay;
  /** Ends the relays that were started. */
  stop(): Promise<void>;
  lock(): Promise<Lock | undefined>;
  /** Waits until nothing waits to be told, and a whole cycle has looked at the present. */
  quiet(): Promise<void>;
  isQuiet(): Promise<boolean>;
  /** What the API answers for each value that has data, by the key of its message. */
  figures(): Promise<Map<string, Record<string, unknown>>>;
  close(): Promise<void>;
}

/** @param server an empty database; absent: a SQLite file */
export async function openWorld(rule: LatenessRule, now: number, server?: DatabaseConfig): Promise<World> {
  const engine = await openEngine(rule, ZONE, server);
  const { database } = engine;
  const store = await Store.open(database, { timeZone: ZONE, lateness: rule });
  const catalogue = new CatalogueReader(database, store.settings.zone);
  const folder = mkdtempSync(join(tmpdir(), 'hub-relay-'));
  const relays: Relay[] = [];
  const world: World = {
    engine,
    catalogue,
    store,
    folder,
    now,
    ingest: async (facts) => {
      await store.ingest(asIncoming(facts), world.now);
    },
    lock: () =>
      server === undefined ? takeFileLock(join(folder, 'relay.lock'), 100) : takeServerLock(server, 'relay', 1000),
    start: (topics, more = {}) => {
      const relay = startRelay({
        ...{
          database,
          store,
          catalogue,
          workingDays: loadWorkingDays(),
          targets: new Targets(),
          sender: topics,
          takeLock: () => world.lock(),
          now: () => world.now,
        },
        pace: QUICK,
        ...more,
      });
      relays.push(relay);
      return relay;
    },
    stop: async () => {
      for (const relay of relays.splice(0)) await relay.stop();
    },
    isQuiet: () => isQuiet(world),
    quiet: () =>
      until(async () => {
        const crashed = relays.find((relay) => relay.state() === 'crashed');
        if (crashed !== undefined) throw await crashed.crashed;
        return isQuiet(world);
      }),
    figures: () => allFigures(world),
    close: async () => {
      await world.stop();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** Nothing is noted, and the last whole cycle looked at the world's present. */
async function isQuiet({ engine, now }: World): Promise<boolean> {
  return engine.database.read(async (sql) => {
    for (const table of ['changed_bucket', 'changed_late', 'unsent_letter']) {
      if ((await sql.all(`SELECT 1 FROM ${table} LIMIT 1`)).length > 0) return false;
    }
    const [looked] = await sql.all<{ value: string }>("SELECT value FROM relay_mark WHERE name = 'looked'");
    return looked !== undefined && Number(looked.value) === now;
  });
}

/** Waits for a condition, half a minute at the most. */
export async function until(isSo: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not come about in time');
    await delay(3);
  }
}

/** Every month, quarter and year of both calendars from 2022 to the present one, written out plainly. */
export function allPeriods(today: number): Period[] {
  const found: Period[] = [];
  for (const prefix of ['', 'R']) {
    for (let year = 2022; year <= 2024; year++) {
      const months = Array.from({ length: 12 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`);
      for (const part of ['', '-Q1', '-Q2', '-Q3', '-Q4', ...months])
        found.push(parsePeriod(`${prefix}${year}${part}`));
    }
  }
  return found.filter(({ from }) => from <= today);
}

/** The compacted topic says what the API says, of every value that has data or was published before. */
export async function expectTopicIsApi(world: World, topics: Topics): Promise<void> {
  const figures = await world.figures();
  const compacted = topics.compacted(TOPICS.values);
  const told: Record<string, unknown> = {};
  const right: Record<string, unknown> = {};
  for (const [key, { asOf: _, ...figure }] of figures) {
    const event = compacted.get(key);
    if (event === undefined && figure['missing'] === 'NO_DATA') continue;
    right[key] = figure;
    if (event === undefined) continue;
    const { asOf: __, revision: ___, ...data } = event.data;
    told[key] = data;
  }
  expect(told).toEqual(right);
  expect([...compacted.keys()].filter((key) => !figures.has(key))).toEqual([]);
}

async function allFigures({ engine, catalogue, store, now }: World): Promise<Map<string, Record<string, unknown>>> {
  const { settings } = store;
  const reads = engine.database;
  const figures = new Figures({ reads, settings, catalogue: (sql) => catalogue.within(sql), now });
  const codes = ['A', 'B', 'C', 'D', 'E', 'Z', ...(await catalogue.current()).agencies.keys()];
  const none = { only: false, asOf: null, channel: null, procedure: null, field: null, on: null };
  const found = new Map<string, Record<string, unknown>>();
  for (const period of allPeriods(settings.zone.localDay(now))) {
    const { from, to } = period;
    const asked = [null, ...new Set(codes)].flatMap((agency) =>
      INDICATORS.map((indicator) => figures.figure({ ...none, indicator, agency, from, to, period })),
    );
    for (const figure of await Promise.all(asked)) {
      const { numerator, denominator, value, missing, question } = figure;
      const { indicator, agency } = question;
      found.set(`${indicator.code}|${agency ?? '-'}|${period.text}`, {
        ...{ indicator: indicator.code, agency, period: period.text, numerator, denominator, value, missing },
        ...judge(figure),
        asOf: formatInstant(figure.T, settings.zone),
      });
    }
  }
  return found;
}
