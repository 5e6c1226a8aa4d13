import { readFileSync } from 'node:fs';
import { Kafka, type KafkaConfig as KafkaJsConfig, type LogEntry, logLevel } from 'kafkajs';
import type { KafkaConfig, TlsConfig } from '../config-stack';
import { InputError, messageOf } from '../errors';
import { registerCodecs } from './codecs';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where this room's lines go. Fields hold places, counts and causes; never a payload or a password. */
export type KafkaLog = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A client of one cluster; connections are opened by what is made from it. */
export class KafkaClient extends Kafka {
  constructor(
    private readonly settings: KafkaJsConfig,
    /** Stands before the names of topics and groups. */
    readonly prefix: string,
    readonly log: KafkaLog,
  ) {
    super(settings);
  }

  /** The same again. kafkajs keeps one table of offsets a client, which consumers of one group must not share. */
  again(): KafkaClient {
    return new KafkaClient(this.settings, this.prefix, this.log);
  }
}

/**
 * The client of the cluster that the settings name. Nothing is contacted yet.
 *
 * @throws InputError where a file of HUB_KAFKA_TLS cannot be read
 */
export function createKafka(config: KafkaConfig, log: KafkaLog = () => {}): KafkaClient {
  registerCodecs();
  const settings: KafkaJsConfig = {
    clientId: 'hub',
    brokers: [...config.brokers],
    connectionTimeout: 3_000,
    authenticationTimeout: 10_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 200, multiplier: 2, factor: 0.2, maxRetryTime: 3_000, retries: 5 },
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => pass(entry, log),
    ...(config.tls === undefined ? {} : { ssl: readTlsFiles(config.tls) }),
    ...(config.sasl === undefined ? {} : { sasl: { ...config.sasl } as NonNullable<KafkaJsConfig['sasl']> }),
  };
  return new KafkaClient(settings, config.prefix, log);
}

/** The name of a topic on this cluster. */
export function topicName(config: { readonly prefix: string }, name: string): string {
  return `${config.prefix}${name}`;
}

function readTlsFiles(tls: TlsConfig): NonNullable<KafkaJsConfig['ssl']> {
  return {
    ...(tls.ca === undefined ? {} : { ca: [readPem('ca', tls.ca)] }),
    ...(tls.cert === undefined ? {} : { cert: readPem('cert', tls.cert) }),
    ...(tls.key === undefined ? {} : { key: readPem('key', tls.key) }),
  };
}

function readPem(part: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`HUB_KAFKA_TLS: ${part}=${file} cannot be read (${messageOf(error)}); expected a PEM file`);
  }
  if (!text.includes('-----BEGIN ')) throw new InputError(`HUB_KAFKA_TLS: ${part}=${file} is no PEM file`);
  return text;
}

/** What of kafkajs's own lines is passed on; anything else could hold what must not be logged. */
const SHOWN = ['error', 'broker', 'groupId', 'memberId', 'topic', 'partition', 'retryCount', 'retryTime'];

function pass({ level, namespace, log: line }: LogEntry, log: KafkaLog): void {
  const fields = Object.fromEntries(
    SHOWN.filter((name) => line[name] !== undefined).map((name) => [name, shown(line[name])]),
  );
  log(LEVELS[level] ?? 'debug', `kafkajs ${namespace}: ${line.message}`, fields);
}

function shown(value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}

const LEVELS: Readonly<Record<number, LogLevel>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
};
