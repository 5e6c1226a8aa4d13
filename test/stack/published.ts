import { readConfig } from '../../infra/config';
import { partitionRanges, readRecords } from '../../infra/kafka';
import { type OpenStore, openStore } from '../../services/hub/open';
import type { TOPICS } from '../../services/hub/topics';
import {
  dossierOf,
  effectiveInstant,
  Figures,
  INDICATORS,
  judge,
  type Period,
  parsePeriod,
  referencedAgencies,
  walkStates,
} from '../../services/indicators';
import { lateAt } from '../../services/procedures';
import { eventually, PROJECT } from '../support/hub';
import type { StackBox } from '../support/stack-box';

/** An event as the relay wrote it. */
export interface Published {
  readonly key: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Every event of a topic, each partition in its order. */
export async function readEvents(box: StackBox, name: keyof typeof TOPICS): Promise<Published[]> {
  const events: Published[] = [];
  const topic = box.topic(name);
  for (const { partition, start, end } of await partitionRanges(box.kafka, topic)) {
    for await (const { key, value } of readRecords(box.kafka, { topic, partition }, start, end)) {
      events.push({ ...(JSON.parse(value!.toString()) as Omit<Published, 'key'>), key: key!.toString() });
    }
  }
  return events;
}

/** Waits until the relay has told everything that is noted for it. */
export async function untilTold(box: StackBox): Promise<void> {
  const notes = ['changed_bucket', 'changed_late', 'unsent_letter'].map((table) => `(SELECT COUNT(*) FROM ${table})`);
  const looked = "(SELECT COUNT(*) FROM relay_mark WHERE name = 'looked')";
  await eventually(async () => {
    const [row] = await box.query<{ left: number; looked: number }>(
      `SELECT ${notes.join(' + ')} AS \`left\`, ${looked} AS looked`,
    );
    return (Number(row!.left) === 0 && Number(row!.looked) === 1) || undefined;
  }, 'the relay to have told everything');
}

/**
 * The relay has told everything, and what compaction leaves of its topics is what the store answers: every value that
 * has data, every late case, nothing else. The revisions of a key never go down.
 */
export async function expectPublished(box: StackBox): Promise<void> {
  await untilTold(box);
  const [values, lateCases] = [await readEvents(box, 'values'), await readEvents(box, 'lateCases')];
  for (const events of [values, lateCases]) expect(steppingBack(events)).toEqual([]);
  const open = await openStore(readConfig(box.direct, PROJECT));
  try {
    expect(valuesTold(values)).toEqual(await valuesOf(open, values));
    expect(lateTold(lateCases)).toEqual(await lateOf(open));
    expect([values.length, lateCases.length].every((count) => count > 0)).toBe(true);
  } finally {
    await open.close();
  }
}

/** Keys whose revision goes down somewhere. */
function steppingBack(events: readonly Published[]): string[] {
  const greatest = new Map<string, bigint>();
  return events.flatMap(({ key, data }) => {
    const revision = BigInt(data['revision'] as string);
    const before = greatest.get(key) ?? 0n;
    greatest.set(key, revision);
    return revision < before ? [key] : [];
  });
}

/** What compaction leaves: the last event of each key. */
export function compacted(events: readonly Published[]): Map<string, Published['data']> {
  return new Map(events.map(({ key, data }) => [key, data]));
}

type Told = Record<string, Record<string, unknown>>;

function valuesTold(events: readonly Published[]): Told {
  const told = [...compacted(events)].map(([key, { asOf: _, revision: __, ...data }]) => [key, data] as const);
  return Object.fromEntries(told.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What the API answers for each key that has data, or of which the topic says something. */
async function valuesOf({ database, store, catalogue }: OpenStore, events: readonly Published[]): Promise<Told> {
  const { settings } = store;
  const now = Date.now();
  const told = compacted(events);
  const agencies = new Set<string | null>([null, ...(await catalogue.current()).agencies.keys()]);
  for (const code of await database.read(referencedAgencies)) agencies.add(code);
  for (const { agency } of told.values()) agencies.add(agency as string | null);
  const found: [string, Record<string, unknown>][] = [];
  for (const period of periodsUntil(settings.zone.localDay(now), [...told.keys()])) {
    const session = database.session();
    const within = (sql: Parameters<typeof catalogue.within>[0]) => catalogue.within(sql);
    const figures = new Figures({ reads: session, settings, catalogue: within, now });
    const none = { only: false, asOf: null, channel: null, procedure: null, field: null, on: null };
    const { from, to } = period;
    const asked = [...agencies].flatMap((agency) =>
      INDICATORS.map((indicator) => figures.figure({ ...none, indicator, agency, from, to, period })),
    );
    for (const figure of await Promise.all(asked)) {
      const { numerator, denominator, value, missing, question } = figure;
      const { indicator, agency } = question;
      const key = `${indicator.code}|${agency ?? '-'}|${period.text}`;
      if (missing === 'NO_DATA' && !told.has(key)) continue;
      const of = { indicator: indicator.code, agency, period: period.text };
      found.push([key, { ...of, numerator, denominator, value, missing, ...judge(figure) }]);
    }
    session.close();
  }
  return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The months, quarters and years of both calendars that the topic's years have, as far as they have begun. */
function periodsUntil(today: number, keys: readonly string[]): Period[] {
  const years = new Set(keys.map((key) => /\|R?(\d{4})[^|]*$/.exec(key)![1]!));
  const months = Array.from({ length: 12 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`);
  return [...years]
    .flatMap((year) => ['', '-Q1', '-Q2', '-Q3', '-Q4', ...months].map((part) => `${year}${part}`))
    .flatMap((text) => [parsePeriod(text), parsePeriod(`R${text}`)])
    .filter(({ from }) => from <= today);
}

function lateTold(events: readonly Published[]): string[] {
  const standing = [...compacted(events).values()].filter(({ change }) => change !== 'CLEARED');
  return standing
    .map(({ dossier, agency, procedure, completedAt }) => lateCase(dossier, agency, procedure, completedAt !== null))
    .sort();
}

/** The dossiers that are late now, by the states alone. */
async function lateOf({ database, store: { settings } }: OpenStore): Promise<string[]> {
  const T = effectiveInstant({ to: 60_000 }, null, Date.now(), settings);
  const late: string[] = [];
  await database.read(async (sql) => {
    for await (const page of walkStates(sql, 'dossier')) {
      for (const state of page) {
        const life = dossierOf(state, settings);
        const view = life === undefined ? undefined : lateAt(state, life, T, settings);
        if (view === undefined) continue;
        const { agency, procedure } = life!;
        late.push(lateCase(state.subject, agency || null, procedure || null, view.completedAt !== null));
      }
    }
  });
  return late.sort();
}

function lateCase(dossier: unknown, agency: unknown, procedure: unknown, isCompleted: boolean): string {
  return JSON.stringify([dossier, agency, procedure, isCompleted]);
}
