import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createConnection } from 'mysql2/promise';
import { readConfig } from '../../infra/config';
import { type BulkWrite, MIGRATIONS, openMysql } from '../../infra/database';
import { createKafka, createSender, ensureTopics, type KafkaClient, topicName } from '../../infra/kafka';
import type { Stack } from '../../infra/stack';
import { inputTopics } from '../../services/hub/roles/topics';
import { TOPICS } from '../../services/hub/topics';
import { readBare } from './bare-read';
import { type Role, startRole } from './hub';
import { quantile, ratios, spread } from './stats';

/** Facts in Kafka, and the servers that they go between. */
export interface StackCorpus {
  /** JSON Lines. */
  readonly file: string;
  readonly dossiers: number;
  readonly stack: Stack;
}

/** One round, in facts (rows) a second; the three ways one after another on the same topic. */
export interface StackRound {
  readonly facts: number;
  /** From Kafka into MariaDB, by one worker. */
  readonly hub: number;
  /** kafkajs reads and parses the same topic, and does nothing. */
  readonly read: number;
  /** A bare loop upserts a state row for each fact, in transactions of as many as a batch. */
  readonly upserts: number;
  /** The same loop with the bulk statements of the hub's own store. */
  readonly store: number;
  /** Resident memory of the worker, in MiB: when a tenth was taken, and at the end. */
  readonly earlyMiB: number;
  readonly lateMiB: number;
}

const BATCH = 4000;
const CALL = 2000;

/** One round on a database and topics of its own. */
export async function stackRound({ file, stack }: StackCorpus, say: (text: string) => void): Promise<StackRound> {
  const place = await newPlace(stack);
  try {
    const facts = await produceFile(place, file);
    say(`${facts} facts are in Kafka`);
    const read =
      facts / (await readBare(place.kafka, place.topic, facts, (value) => JSON.parse(value.toString('utf8'))));
    say(`kafkajs alone: ${Math.round(read)} facts/s`);
    const hub = await takeAll(place, facts);
    say(`the hub: ${Math.round(hub.rate)} facts/s`);
    const { driver: upserts, store } = await upsertRates(place, facts);
    say(`bare upserts: ${Math.round(upserts)} rows/s, ${Math.round(store)} with the store's statements`);
    return { facts, hub: hub.rate, read, upserts, store, earlyMiB: hub.earlyMiB, lateMiB: hub.lateMiB };
  } finally {
    await place.remove();
  }
}

/** A database and topics of their own. */
interface Place {
  readonly kafka: KafkaClient;
  readonly topic: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  remove(): Promise<void>;
}

async function newPlace({ kafka: broker, mariadb }: Stack): Promise<Place> {
  const name = `hub_bench_${randomUUID().slice(0, 8)}`;
  const prefix = `b${randomUUID().slice(0, 8)}.`;
  const admin = await createConnection(mariadb.url());
  await admin.query(`CREATE DATABASE ${name}`);
  const kafka = createKafka(broker.config(prefix));
  await ensureTopics(kafka, inputTopics(kafka));
  const databaseUrl = mariadb.url(name);
  return {
    kafka,
    topic: topicName(kafka, TOPICS.procedures),
    databaseUrl,
    settings: {
      HUB_DATABASE_URL: databaseUrl,
      HUB_KAFKA_BROKERS: broker.broker,
      HUB_KAFKA_PREFIX: prefix,
      HUB_AUTH: 'off',
    },
    async remove() {
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}

async function produceFile({ kafka, topic }: Place, file: string): Promise<number> {
  const sender = createSender(kafka);
  let facts = 0;
  let waiting: { key: string; value: string }[] = [];
  for await (const value of createInterface({ input: createReadStream(file) })) {
    waiting.push({ key: keyOf(value), value });
    facts++;
    if (waiting.length < CALL) continue;
    await sender.send(topic, waiting);
    waiting = [];
  }
  if (waiting.length > 0) await sender.send(topic, waiting);
  await sender.stop();
  return facts;
}

function keyOf(event: string): string {
  return (JSON.parse(event) as { subject: string }).subject;
}

/** The rate of one worker from its first batch to its last, joining left out, and its memory on the way. */
async function takeAll(place: Place, facts: number): Promise<{ rate: number; earlyMiB: number; lateMiB: number }> {
  const worker = await startRole(['procedures'], place.settings);
  let earlyMiB = 0;
  let started = 0;
  let before = 0;
  try {
    for (;;) {
      const { taken, mebibytes } = await look(worker);
      const now = performance.now();
      if (taken > 0 && started === 0) [started, before] = [now, taken];
      if (earlyMiB === 0 && taken >= facts / 10) earlyMiB = mebibytes;
      if (taken >= facts) return { rate: (facts - before) / ((now - started) / 1000), earlyMiB, lateMiB: mebibytes };
      await new Promise((done) => setTimeout(done, 100));
    }
  } finally {
    await worker.stop();
  }
}

async function look({ url }: Role): Promise<{ taken: number; mebibytes: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sum = (name: RegExp): number => [...text.matchAll(name)].reduce((total, [, value]) => total + Number(value), 0);
  return {
    taken: sum(/^hub_facts_total\{.*\} (\S+)$/gm),
    mebibytes: sum(/^process_resident_memory_bytes (\S+)$/gm) / 2 ** 20,
  };
}

/** How the rows of a batch are written, in a transaction of their own. */
type Write = (rows: string[][]) => Promise<void>;

/**
 * Rows a second for one upsert of a state row a fact, of the states that the hub has left, in the order of their keys:
 * by a bare loop over the driver, and through the store's own bulk statements, which are quicker.
 */
async function upsertRates({ databaseUrl }: Place, facts: number): Promise<{ driver: number; store: number }> {
  const connection = await createConnection(databaseUrl);
  const database = await openMysql(readConfig({ HUB_DATABASE_URL: databaseUrl }, '/').database!, MIGRATIONS);
  try {
    const [states] = await connection.query(
      'SELECT kind, subject, body FROM state ORDER BY kind, subject LIMIT 200000',
    );
    const rows = (states as { kind: Buffer; subject: Buffer; body: Buffer }[]).map((row) =>
      [row.kind, row.subject, row.body].map(String),
    );
    const viaDriver: Write = async (part) => {
      await connection.query('START TRANSACTION');
      const update = 'ON DUPLICATE KEY UPDATE body = VALUES(body)';
      await connection.query(`INSERT INTO bare (kind, subject, body) VALUES ? ${update}`, [part]);
      await connection.query('COMMIT');
    };
    const viaStore: Write = (part) => database.write(async (sql) => void (await sql.write(BARE, part)));
    const rate = async (write: Write): Promise<number> => {
      await connection.query('DROP TABLE IF EXISTS bare');
      await connection.query('CREATE TABLE bare LIKE state');
      const started = performance.now();
      for (let done = 0; done < facts; done += BATCH) {
        const first = done % rows.length;
        const part = [...rows.slice(first, first + BATCH), ...rows.slice(0, Math.max(0, first + BATCH - rows.length))];
        await write(part.slice(0, Math.min(BATCH, facts - done)));
      }
      return facts / ((performance.now() - started) / 1000);
    };
    return { driver: await rate(viaDriver), store: await rate(viaStore) };
  } finally {
    await connection.end();
    await database.close();
  }
}

const BARE: BulkWrite = {
  table: 'bare',
  key: ['kind', 'subject'],
  columns: ['kind', 'subject', 'body'],
  onConflict: 'replace',
};

/** Milliseconds from produce to visible in GraphQL, while facts come at a steady rate. */
export async function visibility(
  { stack, file }: StackCorpus,
  rate: number,
  markers: number,
): Promise<{ p50: number; p99: number; max: number }> {
  const place = await newPlace(stack);
  const roles = [await startRole(['procedures'], place.settings), await startRole(['gateway'], place.settings)];
  const sender = createSender(place.kafka);
  const stop = { asked: false };
  const load = loadAt(place, file, rate, stop);
  try {
    const waited: number[] = [];
    for (let n = -5; n < markers; n++) {
      const code = `MARK-${n + 5}`;
      const time = new Date().toISOString();
      const event = { specversion: '1.0', id: code, source: 'urn:hub:simulation', type: 'vn.province.dossier.v1' };
      const value = JSON.stringify({ ...event, subject: code, time, data: { agencyCode: 'A', receivedAt: time } });
      const started = performance.now();
      await sender.send(place.topic, [{ key: code, value }]);
      while (!(await isVisible(roles[1]!.url, code)));
      // The first few find everything cold.
      if (n >= 0) waited.push(performance.now() - started);
    }
    return { p50: quantile(waited, 0.5), p99: quantile(waited, 0.99), max: Math.max(...waited) };
  } finally {
    stop.asked = true;
    await load;
    await sender.stop();
    for (const role of roles) await role.stop();
    await place.remove();
  }
}

async function isVisible(url: string, code: string): Promise<boolean> {
  const body = JSON.stringify({ query: 'query ($code: ID!) { dossier(code: $code) { code } }', variables: { code } });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = (await response.json()) as { data?: { dossier: object | null } };
  return answer.data?.dossier != null;
}

async function loadAt({ kafka, topic }: Place, file: string, rate: number, stop: { asked: boolean }): Promise<void> {
  const sender = createSender(kafka);
  const started = performance.now();
  let sent = 0;
  let waiting: { key: string; value: string }[] = [];
  for await (const value of createInterface({ input: createReadStream(file) })) {
    if (stop.asked) break;
    waiting.push({ key: keyOf(value), value });
    if (waiting.length < rate / 20) continue;
    await sender.send(topic, waiting);
    sent += waiting.length;
    waiting = [];
    const ahead = (sent / rate) * 1000 - (performance.now() - started);
    if (ahead > 0) await new Promise((done) => setTimeout(done, ahead));
  }
  await sender.stop();
}

/** The rounds as lines. */
export function stackTable(dossiers: number, rounds: readonly StackRound[]): string {
  const of = (name: keyof StackRound): number[] => rounds.map((round) => round[name]);
  const lower = rounds.map(({ read, upserts }) => Math.min(read, upserts));
  const line = (name: string, values: readonly number[], digits: number): string => {
    const { min, median, max } = spread(values);
    return `${name.padEnd(54)}${[min, median, max].map((value) => value.toFixed(digits).padStart(11)).join('')}`;
  };
  return [
    `STACK: Kafka into MariaDB, ${dossiers} dossiers, ${rounds[0]!.facts} facts           min     median        max`,
    line('hub, one worker, facts/s', of('hub'), 0),
    line('limit A: kafkajs reads and parses, facts/s', of('read'), 0),
    line('limit B: a state upsert a fact, bare loop, rows/s', of('upserts'), 0),
    line("the same with the store's bulk statements, rows/s", of('store'), 0),
    line('hub / the lower of A and B   (aim: at least 0.6)', ratios(of('hub'), lower), 2),
    line("hub / the loop with the store's statements", ratios(of('hub'), of('store')), 2),
    line('memory of the worker after a tenth, MiB', of('earlyMiB'), 0),
    line('memory of the worker at the end, MiB', of('lateMiB'), 0),
    line('end / tenth   (aim: flat)', ratios(of('lateMiB'), of('earlyMiB')), 2),
  ].join('\n');
}
