import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka as Client, type KafkaConfig as ClientConfig, logLevel } from 'kafkajs';
import type { KafkaConfig, SaslMechanism } from '../config-stack';
import { needCertificates, trustOf } from './certificates';
import { javaPath, kafkaJars, needJava, needKafka } from './java';
import { dataOf, GUEST, kafkaSettings, keyFile, OWNER, scramUsers } from './kafka-settings';
import { run } from './processes';
import type { Say } from './say';
import { newPassword, PrivateServer, type ServerKind } from './server';
import type { ServerState } from './state';

export interface KafkaOptions {
  readonly say?: Say;
  /** TLS and passwords; the user `hub` may do all, `guest` nothing. For tests of secured clusters. */
  readonly secure?: boolean;
}

/** One that starts a third sooner than by default: a private server sees little load, and many starts. */
const JVM = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

function kindOf(secure: boolean): ServerKind {
  const mark = (folder: string): string => join(folder, 'server.properties');
  return {
    name: 'Kafka',
    mark,
    ...(secure ? { makePassword: newPassword } : {}),

    async prepare(folder, state, say) {
      await needJava(say);
      await needKafka(say);
      if (secure) {
        const { cert, key } = await needCertificates(folder, say);
        writeFileSync(keyFile(folder), `${readFileSync(key)}${readFileSync(cert)}`, { mode: 0o600 });
      }
      writeFileSync(mark(folder), await kafkaSettings(folder, state, secure), { mode: 0o600 });
      if (existsSync(join(dataOf(folder), 'meta.properties'))) return;
      say('making the data folder of Kafka');
      // A leading hyphen would be taken for an option.
      const cluster = `H${randomBytes(16).toString('base64url').slice(1)}`;
      const format = ['kafka.tools.StorageTool', 'format', '-t', cluster, '-c', mark(folder)];
      const users = secure ? scramUsers(state) : [];
      await run(javaPath(), [...java(), ...format, ...users], "Kafka's data folder could not be made");
    },

    command: (folder) => ({ program: javaPath(), args: [...java(), 'kafka.Kafka', mark(folder)] }),

    async ask(folder, state) {
      const { brokers, tls, sasl } = configOf(folder, state, secure ? { mechanism: 'plain', user: OWNER } : undefined);
      const admin = new Client({
        brokers: [...brokers],
        ...(tls?.ca === undefined ? {} : { ssl: { ca: [readFileSync(tls.ca, 'utf8')] } }),
        ...(sasl === undefined ? {} : { sasl: { ...sasl } as NonNullable<ClientConfig['sasl']> }),
        logLevel: logLevel.NOTHING,
        connectionTimeout: 5_000,
        retry: { retries: 0 },
      }).admin();
      try {
        await admin.connect();
        await admin.fetchTopicMetadata();
        // Groups are looked after by a part that wakes up later: the first to ask for one has its topic made.
        await admin.fetchOffsets({ groupId: 'stack-is-ready', topics: [] });
      } finally {
        await admin.disconnect();
      }
    },
  };
}

function java(): string[] {
  return [...JVM, '-cp', join(kafkaJars(), '*')];
}

/** As whom to log in to a secured Kafka. */
interface Login {
  readonly mechanism: SaslMechanism;
  readonly user: string;
}

function configOf(folder: string, { port, password }: ServerState, login: Login | undefined): KafkaConfig {
  return {
    brokers: [`127.0.0.1:${port}`],
    sasl:
      login === undefined ? undefined : { mechanism: login.mechanism, username: login.user, password: password ?? '' },
    tls: login === undefined ? undefined : trustOf(folder),
    prefix: '',
    sessionMs: 30_000,
  };
}

/** A private Kafka of one node. */
export class Kafka extends PrivateServer {
  private readonly secure: boolean;

  constructor(folder: string, { say, secure = false }: KafkaOptions = {}) {
    super(kindOf(secure), folder, say);
    this.secure = secure;
  }

  /** host:port, as in HUB_KAFKA_BROKERS. */
  get broker(): string {
    return `${this.host}:${this.port}`;
  }

  /** How to connect, with all rights. @param mechanism of a secured Kafka */
  config(prefix = '', mechanism: SaslMechanism = 'plain'): KafkaConfig {
    const login = this.secure ? { mechanism, user: OWNER } : undefined;
    return { ...configOf(this.folder, this.state, login), prefix };
  }

  /** How to connect to a secured Kafka without any right. */
  guestConfig(prefix = '', mechanism: SaslMechanism = 'plain'): KafkaConfig {
    return { ...configOf(this.folder, this.state, { mechanism, user: GUEST }), prefix };
  }
}

/** Starts the Kafka of a folder, or finds it running. @throws InputError that says what to do */
export function startKafka(folder: string, options?: KafkaOptions): Promise<Kafka> {
  return new Kafka(folder, options).start();
}
