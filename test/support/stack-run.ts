import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kafka, Mariadb, resetStack, type Stack, upStack, withLock } from '../../infra/stack';

/**
 * The shared stack of the checkout and who uses it: several runs of jest at once share it, and the last one ends it. A
 * run is known by the process id of its jest.
 */
const FOLDER = resolve(__dirname, '../../.cache/test-stack');
const USERS = join(FOLDER, 'users');
const OWN = join(FOLDER, 'own');

/** The variable by which jest tells its workers which run they belong to. */
export const RUN = 'HUB_TEST_RUN';

/** Starts the shared stack where it does not run, and notes that this run uses it. */
export function enterStack(): Promise<Stack> {
  return withLock(FOLDER, async () => {
    mkdirSync(USERS, { recursive: true });
    writeFileSync(join(USERS, run()), '');
    return upStack(FOLDER, (line) => process.stderr.write(`${line}\n`));
  });
}

/** This run is over: what it left behind is ended, and the shared stack too where no other run uses it. */
export async function leaveStack(): Promise<void> {
  if (!existsSync(FOLDER)) return;
  await withLock(FOLDER, async () => {
    rmSync(join(USERS, run()), { force: true });
    for (const name of listed(OWN)) {
      const owner = name.split('-')[0]!;
      if (owner === run() || !isAlive(owner)) await removeOwn(join(OWN, name));
    }
    if (listed(USERS).some(isAlive)) return;
    rmSync(USERS, { recursive: true, force: true });
    await resetStack(FOLDER);
  });
}

/** A folder for a server of one test. */
export function ownFolder(): string {
  mkdirSync(OWN, { recursive: true });
  return mkdtempSync(join(OWN, `${run()}-`));
}

/** Ends at once the server of such a folder, of either kind, and removes the folder. */
export async function removeOwn(folder: string): Promise<void> {
  await Promise.all([new Kafka(folder).kill(), new Mariadb(folder).kill()]);
  rmSync(folder, { recursive: true, force: true });
}

function run(): string {
  return process.env[RUN] ?? String(process.pid);
}

function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
