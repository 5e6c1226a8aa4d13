import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { InputError } from '../errors';

/**
 * Whether the process of this number is the one started with this argument. Numbers are given again to other processes,
 * so a number alone proves nothing.
 */
export function isProcess(pid: number | undefined, argument: string): boolean {
  if (pid === undefined) return false;
  if (process.platform !== 'linux') {
    const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return listed.status === 0 && listed.stdout.includes(argument);
  }
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return line === '' ? isLeaving(pid) : line.split('\0').includes(argument);
  } catch {
    return false;
  }
}

/**
 * Whether a process without arguments is one that was ended and still holds ports and files. Its first thread loses the
 * arguments; it lets go of the rest when all threads have gone and nothing but its number is left.
 */
function isLeaving(pid: number): boolean {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): string | undefined => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1];
  const isOfKernel = pid === 2 || field('PPid') === '2';
  return !isOfKernel && !(field('State') === 'Z' && field('Threads') === '1');
}

/** Sends a signal; a process that is gone is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whether any process has this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Runs a program to its end.
 *
 * @param what of ours cannot be done without it, as the beginning of a sentence
 * @throws InputError with all it said, where it fails
 */
export function run(program: string, args: readonly string[], what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      if (error === null) return resolve();
      const said = `${stdout}${stderr}`.trim() || error.message;
      reject(new InputError(`${what}; ${program} says:\n${said}`));
    });
  });
}
