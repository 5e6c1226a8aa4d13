import { createPool, type Pool } from 'mysql2/promise';
import { readConfig } from '../../infra/config';
import { MIGRATIONS, openMysql } from '../../infra/database';
import {
  createKafka,
  createSender,
  ensureTopics,
  type KafkaClient,
  type PartitionRange,
  partitionRanges,
  topicName,
} from '../../infra/kafka';
import { inputTopics } from '../../services/hub/roles/topics';
import { TOPICS } from '../../services/hub/topics';
import { type Dump, dumpOf } from './dump';
import { DEADLINE, eventually, HubBox, PROJECT, type Running, type Settings, within } from './hub';

/** A message for a topic. */
export interface Record {
  readonly key: string | null;
  readonly value: string | Buffer | null;
  /** Absent: as the key decides. */
  readonly partition?: number;
}

/** A process of the hub with some roles. */
export interface RoleProcess {
  readonly running: Running;
  /** Address of its port, without a path. */
  readonly url: string;
  /** Stops it as a service manager does, and waits. */
  stop(): Promise<{ code: number | null }>;
}

/** A database and topics of its own on the shared servers, and processes of the hub on them. */
export class StackBox extends HubBox {
  readonly settings: Settings;
  readonly kafka: KafkaClient;
  readonly #sender: ReturnType<typeof createSender>;
  #pool: Pool | undefined;

  /** @param over settings that differ, such as the address of a proxy in front of a server */
  constructor(servers: { databaseUrl: string; brokers: string; prefix: string }, over: Settings = {}) {
    super();
    this.settings = {
      HUB_DATABASE_URL: servers.databaseUrl,
      HUB_KAFKA_BROKERS: servers.brokers,
      HUB_KAFKA_PREFIX: servers.prefix,
      HUB_AUTH: 'off',
      HUB_DATA_DIR: undefined,
      ...over,
    };
    this.direct = {
      HUB_DATABASE_URL: servers.databaseUrl,
      HUB_KAFKA_BROKERS: servers.brokers,
      HUB_KAFKA_PREFIX: servers.prefix,
    };
    this.kafka = createKafka(readConfig(this.direct, PROJECT).kafka!);
    this.#sender = createSender(this.kafka);
  }

  /** The servers themselves, whatever stands in front of them for the hub. */
  readonly direct: { [name: string]: string };

  topic(name: keyof typeof TOPICS): string {
    return topicName(this.kafka, TOPICS[name]);
  }

  async createTopics(): Promise<void> {
    await ensureTopics(this.kafka, inputTopics(this.kafka));
  }

  /** Resolves when Kafka has them. */
  async produce(records: readonly Record[], name: keyof typeof TOPICS = 'procedures'): Promise<void> {
    await this.#sender.send(this.topic(name), records);
  }

  /** Starts roles as one process, and waits until it listens. */
  async role(roles: readonly string[], over: Settings = {}): Promise<RoleProcess> {
    const running = this.start(['serve', ...roles], { ...this.settings, HUB_ROLE_PORT: '0', ...over });
    const [, url] = await within(running.saw(/health +(http:\S+)\/healthz/), 2 * DEADLINE, `${roles.join()} to listen`);
    return {
      running,
      url: url!,
      stop: () => {
        running.kill('SIGTERM');
        return within(running.ended, DEADLINE, `${roles.join()} to stop`);
      },
    };
  }

  /** Waits until the store has every record of a topic. */
  async taken(name: keyof typeof TOPICS = 'procedures', patience = DEADLINE): Promise<void> {
    const ranges = await partitionRanges(this.kafka, this.topic(name));
    const isTaken = async (): Promise<true | undefined> => (await this.hasTaken(ranges, name)) || undefined;
    await eventually(isTaken, `the store to have all of ${name}`, patience);
  }

  /** Whether the store has been read up to these ends, no further and no less. */
  async hasTaken(ranges: readonly PartitionRange[], name: keyof typeof TOPICS = 'procedures'): Promise<boolean> {
    const positions = await this.query<{ part: number; next_offset: number }>(
      `SELECT part, next_offset FROM position WHERE topic = '${TOPICS[name]}'`,
    );
    const next = (partition: number): number => positions.find(({ part }) => part === partition)?.next_offset ?? 0;
    return ranges.every(({ partition, end }) => next(partition) === end);
  }

  /** Rows of the database, whatever stands in front of it for the hub. */
  async query<Row extends object = { [column: string]: unknown }>(sql: string): Promise<Row[]> {
    this.#pool ??= createPool({ uri: this.direct['HUB_DATABASE_URL']!, decimalNumbers: true });
    const [rows] = await this.#pool.query(sql);
    return rows as Row[];
  }

  /** All rows of the store that figures stand on. */
  async dump(): Promise<Dump> {
    const database = await openMysql(readConfig(this.direct, PROJECT).database!, MIGRATIONS);
    try {
      return await dumpOf(database);
    } finally {
      await database.close();
    }
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#pool?.end();
    await this.#sender.stop();
  }
}
