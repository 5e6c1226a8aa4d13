import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { isIP, type Socket } from 'node:net';
import {
  createConnection,
  createPool,
  type Pool,
  type PoolConnection,
  type PoolOptions,
  type SslOptions,
  type TypeCastField,
} from 'mysql2';
import { DataSource, type MixedList } from 'typeorm';
import type { DatabaseConfig, TlsConfig } from '../config-stack';
import { InputError, messageOf } from '../errors';
import { explainMysql, faultOf } from './mysql-faults';

export type Migrations = MixedList<string | (new () => object)>;

/** Connections of one kind: how many, and what each is told when it begins. */
export interface SourceKind {
  readonly size: number;
  readonly isolation: 'READ COMMITTED' | 'REPEATABLE READ';
  /** In seconds. */
  readonly lockWait: number;
  /** How long it may say nothing before the server closes it, in seconds. */
  readonly idle: number;
}

const UNKNOWN_DATABASE = 1049;

/** A data source of TypeORM, and the driver's pool below it. */
export interface MysqlSource {
  readonly source: DataSource;
  readonly pool: Pool;
  /** Closes every connection at once; whoever waits for an answer learns that the server is away. */
  cut(): void;
}

/**
 * Connects through TypeORM; a database that does not exist is created where the user may.
 * @throws InputError that says what to do
 */
export async function connectMysql(
  config: DatabaseConfig,
  migrations: Migrations,
  kind: SourceKind,
): Promise<MysqlSource> {
  const ssl = config.tls === undefined ? undefined : readTlsFiles(config.tls);
  // The driver would compare the certificate with "localhost".
  if (ssl !== undefined && isIP(config.host) !== 0) {
    throw new InputError(
      `HUB_DATABASE_TLS: a certificate is checked against the server's name, and HUB_DATABASE_URL has the address ${config.host}. ` +
        'Name the server there as its certificate does.',
    );
  }
  const connect = async (): Promise<MysqlSource> => {
    let pool: Pool | undefined;
    const sockets = new Set<Socket>();
    const driver = {
      createPool: (options: PoolOptions): Pool => {
        pool = createPool(options);
        return pool.on('connection', (connection) => {
          prepare(connection, kind);
          const { stream } = connection as PoolConnection & { readonly stream: Socket };
          sockets.add(stream);
          stream.once('close', () => sockets.delete(stream));
        });
      },
    };
    const source = new DataSource({
      type: 'mysql',
      driver,
      host: config.host,
      port: config.port,
      username: config.user,
      password: config.password,
      database: config.database,
      ...(ssl === undefined ? {} : { ssl }),
      charset: 'utf8mb4',
      timezone: 'Z',
      supportBigNumbers: false,
      bigNumberStrings: false,
      poolSize: kind.size,
      // Counts the rows that an INSERT really makes, not those that it finds.
      flags: ['-FOUND_ROWS'],
      migrations,
      migrationsTableName: 'migration',
      // What fails is thrown; nothing is to be printed beside it.
      logger: 'debug',
      extra: { decimalNumbers: true, typeCast: toText, keepAliveInitialDelay: 10_000, maxIdle: 2, idleTimeout: 60_000 },
    });
    await source.initialize();
    const cut = (): void => {
      // Nobody may connect anew; its farewells are not waited for.
      pool!.end(() => {});
      for (const socket of sockets) socket.destroy(Object.assign(new Error('closed'), { code: 'ECONNABORTED' }));
    };
    return { source, pool: pool!, cut };
  };
  try {
    try {
      return await connect();
    } catch (error) {
      if (faultOf(error).errno !== UNKNOWN_DATABASE) throw error;
      await createDatabase(config, ssl);
      return await connect();
    }
  } catch (error) {
    throw explainMysql(error, config);
  }
}

/** Texts are kept as bytes, so that they compare byte by byte; they are UTF-8. */
function toText(field: TypeCastField, next: () => unknown): unknown {
  switch (field.type) {
    case 'VAR_STRING':
    case 'BLOB':
    case 'STRING':
      return field.string('utf8');
    default:
      return next();
  }
}

/** The same on every server, whatever its own settings say. */
function prepare(connection: PoolConnection, { isolation, lockWait, idle }: SourceKind): void {
  // What is under way learns of an error by itself; an idle connection has nobody to tell.
  connection.on('error', () => {});
  const modes =
    'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
  const settings = [
    `SESSION sql_mode = '${modes}'`,
    "SESSION time_zone = '+00:00'",
    'SESSION default_storage_engine = InnoDB',
    `SESSION innodb_lock_wait_timeout = ${lockWait}`,
    `SESSION wait_timeout = ${idle}`,
  ];
  // Both come before whatever the connection is wanted for.
  for (const statement of [`SET ${settings.join(', ')}`, `SET SESSION TRANSACTION ISOLATION LEVEL ${isolation}`]) {
    connection.query(statement, (error) => {
      if (error !== null) connection.destroy();
    });
  }
}

function createDatabase({ host, port, user, password, database }: DatabaseConfig, ssl?: SslOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = createConnection({ host, port, user, password, ...(ssl === undefined ? {} : { ssl }) });
    connection.on('error', reject);
    connection.query(`CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4`, (error) => {
      connection.destroy();
      if (error === null) resolve();
      else reject(error);
    });
  });
}

/** @throws InputError where a file cannot be read */
export function readTlsFiles(tls: TlsConfig): SslOptions {
  const options: SslOptions = { rejectUnauthorized: true, verifyIdentity: true };
  for (const name of ['ca', 'cert', 'key'] as const) {
    const file = tls[name];
    if (file === undefined) continue;
    try {
      options[name] = readFileSync(file);
    } catch (error) {
      throw new InputError(
        `HUB_DATABASE_TLS: ${name}=${file} cannot be read (${messageOf(error)}). Name a PEM file that this process may read.`,
      );
    }
  }
  return options;
}
