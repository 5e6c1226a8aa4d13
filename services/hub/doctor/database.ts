import type { DatabaseConfig } from '../../../infra/config-stack';
import type { Database } from '../../../infra/database';
import { check, type Finding } from './check';

/** How far this clock and the server's may be apart, in milliseconds. */
const CLOCK_BOUND = 5000;

/** A database server that answers: its version, what this user may do there, and its clock. */
export async function checkServer(database: Database, config: DatabaseConfig): Promise<Finding[]> {
  return [
    await check('database server', async () => {
      const [row] = await database.read((sql) => sql.all<{ version: string }>('SELECT VERSION() AS version'));
      return `${row!.version} at ${config.host}:${config.port}${config.tls === undefined ? '' : ', TLS'}`;
    }),
    await check('database rights', async () => {
      const rows = await database.read((sql) => sql.all<Record<string, string>>('SHOW GRANTS'));
      return judgeGrants(
        rows.map((row) => Object.values(row)[0]!),
        config,
      );
    }),
    await check('database clock', async () => {
      const asked = Date.now();
      const text = 'SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS now';
      const [row] = await database.read((sql) => sql.all<{ now: number | string }>(text));
      const answered = Date.now();
      return judgeClocks(Number(row!.now), asked, answered);
    }),
  ];
}

/** What the hub does in its database: its own tables, at every start those of a newer version, and checks of them. */
const RIGHTS = [
  ...['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'CREATE TEMPORARY TABLES'],
];

/**
 * Whether the lines of SHOW GRANTS allow all that the hub does.
 * @throws Error that names what is missing, and the statement that gives it
 */
export function judgeGrants(lines: readonly string[], { user, database }: { user: string; database: string }): string {
  const held = new Set<string>();
  let roles = 0;
  for (const line of lines) {
    const [, rights, scope] = /^GRANT (.+?) ON (\S+) TO /.exec(line) ?? [];
    if (rights === undefined || scope === undefined) {
      roles++;
      continue;
    }
    if (!covers(scope, database)) continue;
    for (const right of rights.split(/,\s*/)) held.add(right.toUpperCase());
  }
  const missing = held.has('ALL PRIVILEGES') ? [] : RIGHTS.filter((right) => !held.has(right));
  if (missing.length === 0) return `all that are needed on ${database}`;
  if (roles > 0) return `${missing.join(', ')} on ${database} are not held directly; a role may give them`;
  throw new Error(
    `user ${user} lacks ${missing.join(', ')} on ${database}: GRANT ${missing.join(', ')} ON \`${database}\`.* TO '${user}'`,
  );
}

/** Whether a grant's scope (`*.*`, or a database in back quotes with the wildcards % and _) holds for a database. */
function covers(scope: string, database: string): boolean {
  const [, pattern] = /^`?(.+?)`?\.\*$/.exec(scope) ?? [];
  if (pattern === undefined) return false;
  if (pattern === '*') return true;
  const expression = pattern.replace(/\\?[%_]|[^\w]/g, (part) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return part.startsWith('\\') && part.length === 2 ? part[1]! : `\\${part}`;
  });
  return new RegExp(`^${expression}$`).test(database);
}

/**
 * Whether two clocks agree; the answer was given somewhere between asking and answer.
 * @throws Error that says by how much they are apart
 */
export function judgeClocks(theirs: number, asked: number, answered: number): string {
  const ahead = theirs < asked ? theirs - asked : Math.max(0, theirs - answered);
  if (Math.abs(ahead) <= CLOCK_BOUND) return `agrees with this machine's within ${CLOCK_BOUND / 1000} s`;
  const side = ahead > 0 ? 'ahead of' : 'behind';
  throw new Error(
    `the server's clock is ${Math.round(Math.abs(ahead) / 1000)} s ${side} this machine's: set both by a time server (NTP)`,
  );
}
