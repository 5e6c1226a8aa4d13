import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { DatabaseConfig } from '../config-stack';
import { certificatesOf, needCertificates, trustOf } from './certificates';
import { run } from './processes';
import { needProgram, type Program } from './programs';
import type { Say } from './say';
import { newPassword, PrivateServer, type ServerKind } from './server';
import type { ServerState } from './state';

const SERVER: Program = { called: 'MariaDB', names: ['mariadbd', 'mysqld'], apt: 'mariadb-server-core' };
const INSTALL: Program = { ...SERVER, names: ['mariadb-install-db', 'mysql_install_db'] };
/** What the hub's user and database are called. */
const NAME = 'hub';

/** The programs that a private MariaDB needs. */
export const MARIADB_PROGRAMS: readonly Program[] = [SERVER, INSTALL];

export interface MariadbOptions {
  readonly say?: Say;
  /** Nothing but TLS is let in. For tests of secured servers. */
  readonly tls?: boolean;
}

/** As root MariaDB runs only when told so. */
const isRoot = process.getuid?.() === 0;

function kindOf(tls: boolean): ServerKind {
  const mark = (folder: string): string => `--defaults-file=${join(folder, 'my.cnf')}`;
  return {
    name: 'MariaDB',
    mark,
    makePassword: newPassword,

    async prepare(folder, state, say) {
      needProgram(SERVER, say);
      if (tls) await needCertificates(folder, say);
      writeFileSync(join(folder, 'init.sql'), rights(state), { mode: 0o600 });
      writeFileSync(join(folder, 'my.cnf'), settings(folder, state, tls), { mode: 0o600 });
      await install(folder, say);
      mkdirSync(temporaryOf(folder), { recursive: true, mode: 0o700 });
    },

    command: (folder) => ({ program: needProgram(SERVER, () => {}), args: [mark(folder)] }),

    async ask(folder, state) {
      const ssl = tls ? { ssl: { ca: readFileSync(certificatesOf(folder).ca) } } : {};
      const connection = await createConnection({ ...login(state), ...ssl, connectTimeout: 5_000 });
      try {
        await connection.query('SELECT 1');
      } finally {
        connection.destroy();
      }
    },
  };
}

/** The settings. The socket's path is relative to the data folder, since its length is limited. */
function settings(folder: string, state: ServerState, tls: boolean): string {
  const { ca, cert, key } = certificatesOf(folder);
  return [
    '[mariadbd]',
    `datadir=${dataOf(folder)}`,
    // Of its own: a server that starts removes what it takes for left-overs of its kind, from a common folder too.
    `tmpdir=${temporaryOf(folder)}`,
    'socket=mariadb.sock',
    'pid-file=mariadb.pid',
    `port=${state.port}`,
    'bind-address=127.0.0.1',
    ...(isRoot ? ['user=root'] : []),
    'skip-name-resolve',
    'skip-log-bin',
    `init-file=${join(folder, 'init.sql')}`,
    'character-set-server=utf8mb4',
    'max-connections=300',
    'max-allowed-packet=64M',
    'innodb-buffer-pool-size=256M',
    'innodb-log-file-size=96M',
    'innodb-flush-log-at-trx-commit=1',
    ...(tls ? [`ssl-ca=${ca}`, `ssl-cert=${cert}`, `ssl-key=${key}`, 'require-secure-transport=ON'] : []),
    '',
  ].join('\n');
}

/** Said at every start, so that a lost password is only a new one. root has the socket alone, in a folder of ours. */
function rights({ password }: ServerState): string {
  const user = `'${NAME}'@'127.0.0.1'`;
  return `CREATE DATABASE IF NOT EXISTS ${NAME};
CREATE USER IF NOT EXISTS ${user};
ALTER USER ${user} IDENTIFIED BY '${password}';
GRANT ALL ON ${NAME}.* TO ${user};
GRANT ALL ON \`${NAME}\\_%\`.* TO ${user};
`;
}

/** Makes the data folder beside and moves it into place: half a one is not taken for a whole. */
async function install(folder: string, say: Say): Promise<void> {
  const place = dataOf(folder);
  if (existsSync(place)) return;
  const program = needProgram(INSTALL, say);
  const fresh = `${place}.new`;
  rmSync(fresh, { recursive: true, force: true });
  say('making the data folder of MariaDB');
  const options = ['--auth-root-authentication-method=socket', '--skip-test-db', '--skip-name-resolve'];
  const args = ['--no-defaults', `--datadir=${fresh}`, ...options, ...(isRoot ? ['--user=root'] : [])];
  await run(program, args, "MariaDB's data folder could not be made");
  renameSync(fresh, place);
}

function dataOf(folder: string): string {
  return join(folder, 'data');
}

function temporaryOf(folder: string): string {
  return join(folder, 'temporary');
}

function login({ port, password }: ServerState) {
  return { host: '127.0.0.1', port, user: NAME, password: password ?? '', database: NAME };
}

/** A private MariaDB. Its user `hub` owns the database `hub` and every database named `hub_...`. */
export class Mariadb extends PrivateServer {
  private readonly tls: boolean;

  constructor(folder: string, { say, tls = false }: MariadbOptions = {}) {
    super(kindOf(tls), folder, say);
    this.tls = tls;
  }

  /** How to log in. */
  config(database = NAME): DatabaseConfig {
    return { ...login(this.state), database, tls: this.tls ? trustOf(this.folder) : undefined };
  }

  /** The same as the value of HUB_DATABASE_URL. */
  url(database = NAME): string {
    const { user, password, host, port } = this.config();
    return `mysql://${user}:${password}@${host}:${port}/${database}`;
  }
}

/** Starts the MariaDB of a folder, or finds it running. @throws InputError that says what to do */
export function startMariadb(folder: string, options?: MariadbOptions): Promise<Mariadb> {
  return new Mariadb(folder, options).start();
}
