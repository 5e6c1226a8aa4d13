import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ROOT } from '../../services/hub/root';

const HUB = join(ROOT, 'dist/services/hub/main.js');
const PEAK = join(__dirname, 'peak.js');

/** What a finished command of the hub took. */
export interface Ran {
  /** Wall time from spawn to exit. */
  readonly seconds: number;
  /** The largest resident memory of the process, in MiB. */
  readonly peakMiB: number;
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Ends what still runs, where the benchmark itself is ended. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs one command of the built hub on a data folder, as a person would. */
export async function runHub(args: readonly string[], dataDir: string): Promise<Ran> {
  const peakFile = `${dataDir}.peak`;
  const started = performance.now();
  const child = start(['--require', PEAK, HUB, ...args], { HUB_DATA_DIR: dataDir, HUB_BENCH_PEAK: peakFile });
  const [told, progress] = [collect(child.stdout!), collect(child.stderr!)];
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - started) / 1000;
  const output = await told;
  if (code !== 0) throw new Error(`hub ${args.join(' ')} ended with ${code}: ${output}${await progress}`);
  return { seconds, peakMiB: Number(readFileSync(peakFile, 'utf8')) / 1024, output };
}

/** A hub that serves a data folder on a free port. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export async function serveHub(dataDir: string): Promise<Served> {
  const child = start([HUB, 'serve'], { HUB_DATA_DIR: dataDir, HUB_PORT: '0' });
  child.stderr!.pipe(process.stderr, { end: false });
  const url = await said(child, /^GraphQL\s+(\S+)/m);
  return { url, stop: () => ended(child) };
}

/** A process with some roles of the hub. */
export interface Role {
  /** Address of its port, without a path. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts roles as one process on free ports, and waits until it listens. */
export async function startRole(roles: readonly string[], settings: Readonly<Record<string, string>>): Promise<Role> {
  const child = start([HUB, 'serve', ...roles], { ...settings, HUB_PORT: '0', HUB_ROLE_PORT: '0', HUB_LOG: 'error' });
  child.stderr!.pipe(process.stderr, { end: false });
  const url = await said(child, /^health +(\S+)\/healthz/m);
  return { url, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** What a server prints when it is there. */
function said(child: ChildProcess, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const found = words.exec(text);
      if (found !== null) resolve(found[1]!);
    });
    child.once('exit', (code) => reject(new Error(`hub serve ended with ${code}: ${text}`)));
  });
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  // The person's own settings must not reach the store of a benchmark.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('HUB_'));
  const child = spawn(process.execPath, args, {
    env: { ...Object.fromEntries(own), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function collect(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
