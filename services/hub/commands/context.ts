import { type Config, readConfig } from '../../../infra/config';
import type { StoreOptions } from '../../indicators';
import { type OpenStore, openStore } from '../open';
import { ROOT } from '../root';

/** Exit codes of every command. */
export const EXIT = {
  OK: 0,
  /** It ran, and found something wrong: dead letters, differences, a failed check. */
  FOUND: 1,
  /** It could not run as asked: wrong arguments, settings or files. */
  INPUT: 2,
  /** A fault of the hub. */
  INTERNAL: 3,
} as const;

/** The configuration of the environment; oddities are told on standard error. */
export function configuration(): Config {
  const config = readConfig(process.env, ROOT);
  for (const warning of config.warnings) process.stderr.write(`warning: ${warning}\n`);
  return config;
}

/** Runs a piece of work on the store of the environment and closes it. */
export async function withStore<T>(
  work: (open: OpenStore, config: Config) => Promise<T>,
  options: StoreOptions = {},
): Promise<T> {
  const config = configuration();
  const open = await openStore(config, options);
  try {
    return await work(open, config);
  } finally {
    await open.close();
  }
}

/** Tells the exit code when the command has nothing more to do. */
export function exitWith(code: number): void {
  process.exitCode = code;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
