/**
 * Loaded into a child before its program (`node --require`): writes the largest memory that the process ever held, in
 * KiB, to the file that HUB_BENCH_PEAK names.
 *
 * Read from the process's own status, not from `getrusage`: its `maxrss` is inherited from the parent that forked it,
 * so a large parent would lend its size to every child.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env['HUB_BENCH_PEAK'];
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(peak())));

function peak(): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found !== null) return Number(found[1]);
  } catch {
    // No /proc on this system.
  }
  return process.resourceUsage().maxRSS;
}
