import { randomBytes } from 'node:crypto';
import { Kafka as Client, logLevel } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import type { DatabaseConfig, KafkaConfig } from '../../infra/config-stack';
import { type Kafka, type Mariadb, type Stack, startKafka, startMariadb } from '../../infra/stack';
import { lacksForKafka } from '../../infra/stack/java';
import { MARIADB_PROGRAMS } from '../../infra/stack/mariadb';
import { findProgram, lacks, mayInstall } from '../../infra/stack/programs';
import { enterStack, ownFolder, removeOwn } from './stack-run';

/** How long the servers may take to start, in milliseconds; the first time Kafka is fetched. */
const START = 300_000;

/** The MariaDB and the Kafka that all test files of the checkout share. To be used within tests and their hooks. */
export interface SharedStack {
  /** host:port, as HUB_KAFKA_BROKERS. */
  readonly brokers: string;
  /** How to connect to Kafka. @param prefix stands before topics and groups, such as one of `topicPrefix()` */
  kafkaConfig(prefix?: string): KafkaConfig;
  /** Makes an empty database, as HUB_DATABASE_URL; it is dropped when the tests around are over. */
  databaseUrl(): Promise<string>;
  /** The same as a configuration. */
  databaseConfig(): Promise<DatabaseConfig>;
  /** A fresh beginning for topics and groups, such as `t1a2b3c4d.`; topics named so are deleted at the end. */
  topicPrefix(): string;
  /** An empty database and a fresh prefix, for a box of its own. */
  place(): Promise<Place>;
}

/** Where a hub's store and topics lie. */
export interface Place {
  readonly databaseUrl: string;
  readonly brokers: string;
  readonly prefix: string;
}

/**
 * To be called at the top of a file or in a describe block, not in a test: starts the shared stack before the tests (a
 * few seconds, where no other file has) and cleans up after them.
 */
export function sharedStack(): SharedStack {
  const databases: string[] = [];
  const prefixes: string[] = [];
  let stack: Stack | undefined;
  const started = (): Stack => {
    if (stack === undefined) throw new Error('the shared stack is there within tests and their hooks only');
    return stack;
  };
  const makeDatabase = async (): Promise<string> => {
    const name = `hub_test_${randomName()}`;
    databases.push(name);
    await onDatabase(started().mariadb, [`CREATE DATABASE ${name}`]);
    return name;
  };
  beforeAll(async () => {
    stack = await enterStack();
  }, START);
  afterAll(async () => {
    if (stack === undefined) return;
    const drops = databases.map((name) => `DROP DATABASE IF EXISTS ${name}`);
    await onDatabase(stack.mariadb, drops);
    await deleteTopics(stack.kafka, prefixes);
  }, START);
  const topicPrefix = (): string => {
    const prefix = `t${randomName()}.`;
    prefixes.push(prefix);
    return prefix;
  };
  return {
    get brokers() {
      return started().kafka.broker;
    },
    kafkaConfig: (prefix) => started().kafka.config(prefix),
    databaseUrl: async () => started().mariadb.url(await makeDatabase()),
    databaseConfig: async () => started().mariadb.config(await makeDatabase()),
    topicPrefix,
    place: async () => ({
      databaseUrl: started().mariadb.url(await makeDatabase()),
      brokers: started().kafka.broker,
      prefix: topicPrefix(),
    }),
  };
}

/** Servers that a test may stop, kill and start again (`stop()`, `kill()`, `start()`): port and data stay. */
export interface OwnServers {
  kafka(...options: OptionsOf<typeof startKafka>): Promise<Kafka>;
  mariadb(...options: OptionsOf<typeof startMariadb>): Promise<Mariadb>;
}

type OptionsOf<T> = T extends (folder: string, ...options: infer R) => unknown ? R : never;

/** To be called at the top of a file or in a describe block: what it starts is ended and removed after the tests. */
export function ownServers(): OwnServers {
  const folders: string[] = [];
  const fresh = (): string => {
    const folder = ownFolder();
    folders.push(folder);
    return folder;
  };
  afterAll(() => Promise.all(folders.map(removeOwn)), START);
  return {
    kafka: (...options) => startKafka(fresh(), ...options),
    mariadb: (...options) => startMariadb(fresh(), ...options),
  };
}

/** A describe block of tests on the shared stack. Where the machine cannot have one it is skipped, and why is said. */
export function describeStack(name: string, tests: (stack: SharedStack) => void): void {
  const why = whyNoStack();
  if (why === undefined) {
    describe(name, () => tests(sharedStack()));
    return;
  }
  process.stderr.write(`left out: ${name}: ${why}\n`);
  describe.skip(`${name} (left out: ${why})`, () => tests(NO_STACK));
}

/** What this machine lacks for a stack; undefined where nothing, or where it may be installed. */
export function whyNoStack(): string | undefined {
  if (mayInstall()) return undefined;
  const missing = MARIADB_PROGRAMS.filter((program) => findProgram(program) === undefined).concat(lacksForKafka());
  return missing.length === 0 ? undefined : missing.map(lacks).join('; ');
}

const NO_STACK: SharedStack = {
  brokers: '',
  kafkaConfig: noStack,
  databaseUrl: noStack,
  databaseConfig: noStack,
  topicPrefix: noStack,
  place: noStack,
};

function noStack(): never {
  throw new Error('a block that is left out makes its stack in tests and their hooks only');
}

function randomName(): string {
  return randomBytes(4).toString('hex');
}

async function onDatabase(mariadb: Mariadb, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  const connection = await createConnection(mariadb.url());
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

async function deleteTopics(kafka: Kafka, prefixes: readonly string[]): Promise<void> {
  if (prefixes.length === 0) return;
  const admin = new Client({ brokers: [kafka.broker], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => prefixes.some((prefix) => topic.startsWith(prefix)));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
