import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The project's folder. */
export const PROJECT = resolve(__dirname, '../..');
/** The built command line: what a person starts, not the sources. */
export const MAIN = join(PROJECT, 'dist/services/hub/main.js');

/** How long anything may take before a test calls it stuck, in milliseconds; a busy machine is slow, not wrong. */
export const DEADLINE = 60_000;

export type Settings = Readonly<Record<string, string | undefined>>;

/** What a command said and how it ended. */
export interface Ran {
  /** null where a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves when the output (standard output or error) matches; rejects when the command ends before that. */
  saw(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal?: NodeJS.Signals): void;
  readonly ended: Promise<Ran>;
}

/** A served hub. */
export interface Served {
  readonly url: string;
  readonly running: Running;
  /** Stops it as Ctrl-C or a service manager does. */
  stop(signal?: NodeJS.Signals): Promise<Ran>;
}

export interface SpawnOptions {
  /** Another program than the hub; the arguments are all its own. */
  readonly command?: string;
  readonly cwd?: string;
  /** Another user, where this one is allowed to choose. */
  readonly uid?: number;
}

/** A folder of its own for the hub's data and files, and the processes started on it. Close it at the end. */
export class HubBox {
  readonly folder = mkdtempSync(join(tmpdir(), 'hub-box-'));
  readonly #children = new Set<ChildProcess>();

  /** A path in the folder. */
  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** The data folder that commands use unless told otherwise. */
  get data(): string {
    return this.path('data');
  }

  /** Writes a file into the folder and answers its path. */
  write(name: string, content: string | Buffer): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Runs a command of the hub to its end. */
  run(args: readonly string[], settings: Settings = {}, options: SpawnOptions = {}): Promise<Ran> {
    return within(this.start(args, settings, options).ended, DEADLINE, `hub ${args.join(' ')} to end`);
  }

  /** Runs commands that do not mind one another, as many at a time as a small machine has cores. */
  async runAll(commands: readonly (readonly string[])[], settings: Settings = {}): Promise<Ran[]> {
    const ran: Ran[] = [];
    const left = commands.map((args, index) => ({ args, index }));
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        ran[next.index] = await this.run(next.args, settings);
      }
    };
    await Promise.all([work(), work()]);
    return ran;
  }

  /** Starts a command; its environment holds PATH, HOME and the settings, nothing of this process's own. */
  start(args: readonly string[], settings: Settings = {}, options: SpawnOptions = {}): Running {
    const environment: Record<string, string> = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      HUB_DATA_DIR: this.data,
      HUB_PORT: '0',
    };
    for (const [name, value] of Object.entries(settings)) {
      if (value === undefined) delete environment[name];
      else environment[name] = value;
    }
    const [command, all] =
      options.command === undefined ? [process.execPath, [MAIN, ...args]] : [options.command, [...args]];
    const child = spawn(command, all, {
      env: environment,
      cwd: options.cwd ?? this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    this.#children.add(child);
    return watch(child, () => this.#children.delete(child));
  }

  /** Starts a hub on a free port and waits until it is there. */
  async serve(settings: Settings = {}): Promise<Served> {
    const running = this.start(['serve'], settings);
    const [, url] = await within(running.saw(/health +(http:\S+)\/healthz/), DEADLINE, 'the hub to print its address');
    return {
      url: url!,
      running,
      stop: (signal = 'SIGTERM') => {
        running.kill(signal);
        return within(running.ended, DEADLINE, 'the hub to stop');
      },
    };
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    const left = [...this.#children];
    for (const child of left) child.kill('SIGKILL');
    await Promise.all(
      left.map((child) => (child.exitCode === null ? new Promise((done) => child.once('exit', done)) : 0)),
    );
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function watch(child: ChildProcess, onEnd: () => void): Running {
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    // `close` comes after the last of the output, `exit` may come before it.
    child.once('close', (code, signal) => {
      onEnd();
      resolve({ code, signal, ...output });
    });
  });
  return {
    pid: child.pid ?? -1,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    ended,
    saw: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output.stdout) ?? pattern.exec(output.stderr);
          if (found === null) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        ended.then(() => reject(new Error(`ended without ${pattern}:\n${output.stdout}\n${output.stderr}`)), reject);
        look();
      }),
  };
}

/** Waits for a promise, but not for ever. */
export async function within<T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> {
  const stop = new AbortController();
  const late = delay(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`waited ${milliseconds} ms for ${what}`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}

/** Asks again and again until the answer is something, but not for ever. */
export async function eventually<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string,
  patience = DEADLINE,
): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`waited ${patience} ms for ${what}`);
    await delay(10);
  }
}

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(DEADLINE) });
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** Posts messages to `/events`; a string goes as it is. */
export function post(url: string, body: unknown, type = 'application/json'): Promise<Answer> {
  const content = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return send(`${url}/events`, { method: 'POST', headers: { 'content-type': type }, body: content as string });
}

/** The data of a GraphQL query. @throws on any error in the answer */
export async function ask<T>(url: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const body = JSON.stringify({ query, variables });
  const answer = await send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { data, errors } = (answer.json ?? {}) as { data?: T; errors?: unknown };
  if (data === undefined || errors !== undefined) throw new Error(`${answer.status}: ${answer.text}`);
  return data;
}
