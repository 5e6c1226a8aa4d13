import type { ConfigReader } from './config-reader';

/** How the database server is reached. */
export interface DatabaseConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: TlsConfig | undefined;
}

/** TLS to a server; paths of PEM files. Without `ca` the machine's own authorities are trusted. */
export interface TlsConfig {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';

/** How Kafka is reached. */
export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly sasl:
    | { readonly mechanism: SaslMechanism; readonly username: string; readonly password: string }
    | undefined;
  readonly tls: TlsConfig | undefined;
  /** Stands before the name of every topic and group, where several hubs share a cluster. */
  readonly prefix: string;
  /** How long a silent consumer keeps its partitions before others get them, in milliseconds. */
  readonly sessionMs: number;
}

/** The database server of HUB_DATABASE_URL; undefined where the store is embedded. Passwords are in no message. */
export function readDatabase(reader: ConfigReader): DatabaseConfig | undefined {
  const text = reader.value('HUB_DATABASE_URL');
  const tls = readTls(reader, 'HUB_DATABASE_TLS');
  if (text === undefined) {
    if (reader.value('HUB_DATABASE_TLS') !== undefined)
      reader.fault('HUB_DATABASE_TLS: expected HUB_DATABASE_URL beside it');
    return undefined;
  }
  const right = 'HUB_DATABASE_URL: expected mysql://user:password@host:port/database';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    reader.fault(`${right} (what was given is no address)`);
    return undefined;
  }
  const database = decoded(url.pathname.slice(1));
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const wrong = [
    ...(url.protocol === 'mysql:' || url.protocol === 'mariadb:' ? [] : [`it begins with ${url.protocol}//`]),
    ...(url.hostname === '' ? ['it names no host'] : []),
    ...(database === undefined || !/^[A-Za-z0-9_$-]{1,64}$/.test(database) ? ['it names no database'] : []),
    ...(user === undefined || user === '' ? ['it names no user'] : []),
    ...(password === undefined ? ['its password is not percent-encoded'] : []),
  ];
  if (wrong.length > 0) {
    reader.fault(`${right} (${wrong.join(', ')})`);
    return undefined;
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: Number(url.port || '3306'), user: user!, password: password!, database: database!, tls };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Kafka of HUB_KAFKA_BROKERS; undefined where events come over HTTP and from files alone. */
export function readKafka(reader: ConfigReader): KafkaConfig | undefined {
  const brokers = reader.check('HUB_KAFKA_BROKERS', undefined, readBrokers, 'host:port,host:port');
  const sasl = reader.checkSecret(
    'HUB_KAFKA_SASL',
    readSasl,
    'mechanism:user:password (plain, scram-sha-256, scram-sha-512)',
  );
  const tls = readTls(reader, 'HUB_KAFKA_TLS');
  const right = 'at most 40 letters, digits, dots and hyphens';
  const prefix = reader.check(
    'HUB_KAFKA_PREFIX',
    '',
    (text) => (/^[A-Za-z0-9._-]{1,40}$/.test(text) ? text : undefined),
    right,
  );
  const seconds = reader.check('HUB_KAFKA_SESSION_SECONDS', 30, readSeconds, 'seconds from 1 to 1800');
  if (brokers === undefined) {
    for (const name of ['HUB_KAFKA_SASL', 'HUB_KAFKA_TLS', 'HUB_KAFKA_PREFIX', 'HUB_KAFKA_SESSION_SECONDS']) {
      if (reader.value(name) !== undefined) reader.fault(`${name}: expected HUB_KAFKA_BROKERS beside it`);
    }
    return undefined;
  }
  return { brokers, sasl, tls, prefix, sessionMs: seconds * 1000 };
}

function readSeconds(text: string): number | undefined {
  const seconds = Number(text);
  return /^\d+$/.test(text) && seconds >= 1 && seconds <= 1800 ? seconds : undefined;
}

function readBrokers(text: string): string[] | undefined {
  const brokers = text.split(',').map((broker) => broker.trim());
  const isBroker = (broker: string): boolean => /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/.test(broker);
  return brokers.every(isBroker) ? brokers : undefined;
}

function readSasl(text: string): KafkaConfig['sasl'] {
  const match = /^(plain|scram-sha-256|scram-sha-512):([^:]+):(.+)$/i.exec(text);
  if (match === null) return undefined;
  return { mechanism: match[1]!.toLowerCase() as SaslMechanism, username: match[2]!, password: match[3]! };
}

/** `1`, or `ca=FILE,cert=FILE,key=FILE` in any part. */
function readTls(reader: ConfigReader, name: string): TlsConfig | undefined {
  return reader.check(name, undefined, parseTls, '1 or ca=FILE[,cert=FILE,key=FILE]');
}

const NO_TLS = { ca: undefined, cert: undefined, key: undefined };

function parseTls(text: string): TlsConfig | undefined {
  if (text === '1' || text === 'true') return NO_TLS;
  const found: { ca?: string; cert?: string; key?: string } = {};
  for (const part of text.split(',')) {
    const match = /^(ca|cert|key)=(.+)$/.exec(part.trim());
    if (match === null) return undefined;
    found[match[1] as 'ca' | 'cert' | 'key'] = match[2]!;
  }
  if ((found.cert === undefined) !== (found.key === undefined)) return undefined;
  return { ...NO_TLS, ...found };
}
