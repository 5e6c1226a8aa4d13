import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { type HubBox, MAIN, type Ran, type Settings } from '../support/hub';

/** How a program gets file systems of its own: as itself where it may, else as the root of a user namespace. */
const WAYS = [['--mount'], ['--user', '--map-root-user', '--mount']];

const way = WAYS.find((flags) => {
  const script = 'mount -t tmpfs -o size=64k tmpfs "$0"';
  return spawnSync('unshare', [...flags, 'sh', '-c', script, tmpdir()]).status === 0;
});

/** Whether this machine lets a test have a small or read-only file system. */
export const canMount = way !== undefined;
if (!canMount) {
  process.stderr.write('left out: a full and a read-only file system (no right to mount one, not even by unshare)\n');
}

/**
 * Runs a shell script in which `$DATA` is a folder whose mounts end with the script, and `hub` the command line on it.
 * Whatever it prints is for the test to read.
 */
export function runMounted(box: HubBox, script: string, settings: Settings = {}): Promise<Ran> {
  const prelude = `DATA="${box.path('disk')}"; mkdir -p "$DATA"; hub() { "${process.execPath}" "${MAIN}" "$@" 2>&1; echo "exit $?"; };`;
  return box.run(
    [...way!, 'sh', '-c', `${prelude} ${script}`],
    { HUB_DATA_DIR: box.path('disk'), ...settings },
    { command: 'unshare' },
  );
}
