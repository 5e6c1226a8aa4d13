import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { DatabaseConfig } from '../config-stack';
import { InputError } from '../errors';
import { findProgram, needProgram, type Program } from './programs';
import type { Say } from './say';
import { PrivateServer, type ServerKind } from './server';
import type { ServerState } from './state';

const SERVER: Program = { called: 'MariaDB', names: ['mariadbd', 'mysqld'], apt: 'mariadb-server-core' };
const INSTALL: Program = { ...SERVER, names: ['mariadb-install-db', 'mysql_install_db'] };
/** What the hub's user and database are called. */
const NAME = 'hub';

/** The programs that a private MariaDB needs. */
export const MARIADB_PROGRAMS: readonly Program[] = [SERVER, INSTALL];

const KIND: ServerKind = {
  name: 'MariaDB',
  makePassword: () => randomBytes(18).toString('base64url'),
  mark: (folder) => `--defaults-file=${join(folder, 'my.cnf')}`,

  async prepare(folder, state, say) {
    needProgram(SERVER, say);
    writeFileSync(join(folder, 'init.sql'), rights(state), { mode: 0o600 });
    writeFileSync(join(folder, 'my.cnf'), settings(folder, state), { mode: 0o600 });
    install(folder, say);
  },

  command(folder) {
    return { program: findProgram(SERVER)!, args: [KIND.mark(folder)] };
  },

  async ask(_folder, state) {
    const connection = await createConnection({ ...login(state), connectTimeout: 5_000 });
    try {
      await connection.query('SELECT 1');
    } finally {
      connection.destroy();
    }
  },
};

/** The settings. Paths are relative to the data folder where their length is limited. */
function settings(folder: string, state: ServerState): string {
  return `[mariadbd]
datadir=${data(folder)}
socket=mariadb.sock
pid-file=mariadb.pid
port=${state.port}
bind-address=127.0.0.1
${process.getuid?.() === 0 ? 'user=root\n' : ''}skip-name-resolve
skip-log-bin
init-file=${join(folder, 'init.sql')}
character-set-server=utf8mb4
max-connections=300
max-allowed-packet=64M
innodb-buffer-pool-size=256M
innodb-log-file-size=96M
innodb-flush-log-at-trx-commit=1
`;
}

/** Said at every start, so that a lost password is only a new one. root has the socket alone, in a folder of ours. */
function rights(state: ServerState): string {
  const user = `'${NAME}'@'127.0.0.1'`;
  return `CREATE DATABASE IF NOT EXISTS ${NAME};
CREATE USER IF NOT EXISTS ${user};
ALTER USER ${user} IDENTIFIED BY '${state.password}';
GRANT ALL ON ${NAME}.* TO ${user};
GRANT ALL ON \`${NAME}\\_%\`.* TO ${user};
`;
}

/** Makes the data folder beside and moves it into place: half a one is not taken for a whole. */
function install(folder: string, say: Say): void {
  if (existsSync(data(folder))) return;
  const program = needProgram(INSTALL, say);
  const fresh = `${data(folder)}.new`;
  rmSync(fresh, { recursive: true, force: true });
  say('making the data folder of MariaDB');
  const made = spawnSync(
    program,
    [
      '--no-defaults',
      `--datadir=${fresh}`,
      '--auth-root-authentication-method=socket',
      '--skip-test-db',
      '--skip-name-resolve',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new InputError(`${program} failed:\n${made.stdout ?? ''}${made.stderr ?? ''}`);
  renameSync(fresh, data(folder));
}

function data(folder: string): string {
  return join(folder, 'data');
}

function login(state: ServerState) {
  return { host: '127.0.0.1', port: state.port, user: NAME, password: state.password!, database: NAME };
}

/** A private MariaDB. Its user `hub` owns the database `hub` and every database named `hub_...`. */
export class Mariadb extends PrivateServer {
  constructor(folder: string, say?: Say) {
    super(KIND, folder, say);
  }

  /** How to log in. */
  config(database = NAME): DatabaseConfig {
    return { ...login(this.state), database, tls: undefined };
  }

  /** The same as the value of HUB_DATABASE_URL. */
  url(database = NAME): string {
    const { user, password, host, port } = this.config();
    return `mysql://${user}:${password}@${host}:${port}/${database}`;
  }
}

/** Starts the MariaDB of a folder, or finds it running. @throws InputError that says what to do */
export function startMariadb(folder: string, say?: Say): Promise<Mariadb> {
  return new Mariadb(folder, say).start();
}
