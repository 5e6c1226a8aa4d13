import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './processes';

/** Does some work while nobody else, in this process or another, does any under the lock of the same folder. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isStale(file)) takeAway(file);
    else await delay(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function isStale(file: string): boolean {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    // An empty file is one being written.
    return pid > 0 && !isAlive(pid);
  } catch {
    return false;
  }
}

/** Of several that find a lock stale one moves it away; a fresh one put there meanwhile is put back. */
function takeAway(file: string): void {
  const away = `${file}.${process.pid}`;
  try {
    renameSync(file, away);
    if (!isStale(away)) linkSync(away, file);
    rmSync(away, { force: true });
  } catch {
    // Another was faster.
  }
}
