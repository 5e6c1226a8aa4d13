import { statfs } from 'node:fs/promises';
import { check, type Finding } from './check';

/** Space below which the disk is called full, in bytes. */
const LITTLE_SPACE = 500 * 1024 * 1024;

/** The disk of a folder. */
export function checkDisk(folder: string): Promise<Finding> {
  return check('disk', async () => {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const text = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
    if (free < LITTLE_SPACE) throw new Error(`${text}: free some space, or choose another HUB_DATA_DIR`);
    return text;
  });
}

/** The clock of this machine, as far as it can be told without another. */
export function checkClock(): Promise<Finding> {
  return check('clock', () => {
    const now = new Date();
    if (now.getUTCFullYear() < 2024) throw new Error(`${now.toISOString()} lies in the past: set the clock`);
    return now.toISOString();
  });
}
