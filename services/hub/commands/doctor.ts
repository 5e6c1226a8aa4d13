import { statfs } from 'node:fs/promises';
import type { Command } from 'commander';
import { messageOf } from '../../../infra/errors';
import { readMeta, readSources } from '../../indicators';
import { openStore } from '../open';
import { configuration, EXIT, exitWith, print } from './context';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('check what the hub stands on')
    .description(
      'Checks configuration, data folder, disk, clock and store, and says what to do. Exit code 1 if one fails.',
    )
    .action(async () => {
      const checks = await examine();
      for (const { name, ok, says } of checks) print(`${ok ? 'ok  ' : 'FAIL'} ${name}: ${says}`);
      if (checks.some((check) => !check.ok)) exitWith(EXIT.FOUND);
    });
}

/** Space below which the disk is called full, in bytes. */
const LITTLE_SPACE = 500 * 1024 * 1024;

async function examine(): Promise<Check[]> {
  const checks: Check[] = [];
  const check = async (name: string, look: () => Promise<string>): Promise<void> => {
    try {
      checks.push({ name, ok: true, says: await look() });
    } catch (error) {
      checks.push({ name, ok: false, says: messageOf(error) });
    }
  };
  await check('node', async () => process.version);
  let config: ReturnType<typeof configuration> | undefined;
  await check('configuration', async () => {
    config = configuration();
    return `embedded, data in ${config.dataDir}`;
  });
  if (config === undefined) return checks;
  const { dataDir } = config;
  const settings = config;
  await check('store', async () => {
    const open = await openStore(settings);
    try {
      const { meta, sources } = await open.database.read(async (sql) => ({
        meta: await readMeta(sql),
        sources: await readSources(sql),
      }));
      const { zone, rule } = open.store.settings;
      const nature = { '1': 'simulated', '0': 'real' }[meta.get('simulated') ?? ''] ?? 'empty';
      const dead = sources.reduce((sum, source) => sum + source.deadLettered, 0);
      const ahead = sources.filter((source) => (source.newestEvent ?? 0) > Date.now() + 86_400_000);
      if (ahead.length > 0) throw new Error(`the clock is behind the facts of ${ahead[0]!.source}: set the clock`);
      return `${nature}, zone ${zone.name}, lateness ${rule}, revision ${meta.get('revision')}, ${sources.length} sources, ${dead} dead letters`;
    } finally {
      await open.close();
    }
  });
  await check('disk', async () => {
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const text = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
    if (free < LITTLE_SPACE) throw new Error(`${text}: free some space, or choose another HUB_DATA_DIR`);
    return text;
  });
  await check('clock', async () => {
    const now = new Date();
    if (now.getUTCFullYear() < 2024) throw new Error(`${now.toISOString()} lies in the past: set the clock`);
    return now.toISOString();
  });
  return checks;
}
