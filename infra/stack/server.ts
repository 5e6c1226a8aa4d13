import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError, messageOf } from '../errors';
import { withLock } from './lock';
import { freePort, isFree } from './ports';
import { isProcess, signal } from './processes';
import { type Say, silent } from './say';
import { readState, type ServerState, stateFile, writeState } from './state';
import { DEADLINE, holds } from './wait';

/** How long a server that has just ended may keep its port, in milliseconds. */
const PORT_WAIT = 5_000;

/** A password that needs no escaping anywhere. */
export function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

/** What is special about one kind of server. */
export interface ServerKind {
  /** As people call it. */
  readonly name: string;
  /** Makes the data folder and the configuration, or brings them up to date. */
  prepare(folder: string, state: ServerState, say: Say): Promise<void>;
  /** An argument of the process that only the server in this folder has. */
  mark(folder: string): string;
  command(folder: string): { readonly program: string; readonly args: readonly string[] };
  /** A secret made at the first start, where there is one. */
  makePassword?(): string;
  /** Asks the server a real question. @throws while it does not answer */
  ask(folder: string, state: ServerState): Promise<void>;
}

/**
 * A private server with a folder of its own. It goes on when this process ends; whoever names the same folder finds it
 * again. A start after a stop or a kill keeps port and data.
 */
export class PrivateServer {
  readonly folder: string;
  readonly host = '127.0.0.1';

  constructor(
    readonly kind: ServerKind,
    folder: string,
    private readonly say: Say = silent,
  ) {
    this.folder = resolve(folder);
  }

  /** The port, the same at every start. @throws where the server was never started */
  get port(): number {
    return this.state.port;
  }

  /** The process, where it runs. */
  get pid(): number | undefined {
    return pidOf(this.folder);
  }

  /** What the server writes about itself. */
  get log(): string {
    return join(this.folder, 'server.log');
  }

  /** @throws where the server was never started */
  protected get state(): ServerState {
    const state = readState(this.folder);
    if (state === undefined) throw new Error(`${this.kind.name} in ${this.folder} was never started`);
    return state;
  }

  /** Starts it unless it runs, and waits until it answers. @throws InputError that says what to do */
  start(): Promise<this> {
    return withLock(this.folder, async () => {
      if (this.pid === undefined) await this.launch();
      await this.ready();
      return this;
    });
  }

  /** Whether it answers now. */
  async answers(): Promise<boolean> {
    if (this.pid === undefined) return false;
    return this.kind.ask(this.folder, this.state).then(
      () => true,
      () => false,
    );
  }

  /** Lets it end in its own way and waits until it has. */
  async stop(): Promise<void> {
    if (await endServer(this.folder)) return;
    this.say(`${this.kind.name} did not stop within ${DEADLINE / 1000} s and was killed`);
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    await end(this.folder, 'SIGKILL');
  }

  private async launch(): Promise<void> {
    const { kind, folder } = this;
    const known = readState(folder);
    const password = known?.password ?? kind.makePassword?.();
    const state = { port: known?.port ?? (await freePort()), password, mark: kind.mark(folder) };
    // A process that ends is gone from the list a little before its port is free again.
    if (!(await holds(() => isFree(state.port), PORT_WAIT)))
      throw new InputError(
        `port ${state.port} of 127.0.0.1, which ${kind.name} had, is taken by another program: end that program, or remove ${stateFile(folder)} to have another port chosen (the data stay)`,
      );
    writeState(folder, state);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await kind.prepare(folder, state, this.say);
    this.say(`starting ${kind.name} on 127.0.0.1:${state.port}`);
    const { program, args } = kind.command(folder);
    const log = openSync(this.log, 'a', 0o600);
    const child = spawn(program, args, { cwd: folder, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.on('error', () => {}); // Seen as a process that is not there.
    child.unref();
    writeState(folder, { ...state, pid: child.pid });
  }

  private async ready(): Promise<void> {
    const { name, ask } = this.kind;
    let last = '';
    const answered = await holds(async () => {
      if (this.pid === undefined) throw new InputError(`${name} ended while starting; ${this.lastWords()}`);
      try {
        await ask(this.folder, this.state);
        return true;
      } catch (error) {
        last = messageOf(error);
        return false;
      }
    });
    if (!answered)
      throw new InputError(`${name} does not answer within ${DEADLINE / 1000} s (${last}); see ${this.log}`);
  }

  private lastWords(): string {
    let lines: string[] = [];
    try {
      lines = readFileSync(this.log, 'utf8').trim().split('\n').slice(-15);
    } catch {
      // It said nothing.
    }
    return [`${this.log} ends with:`, ...lines.map((line) => `  ${line}`)].join('\n');
  }
}

/**
 * Lets the server of a folder, of whatever kind, end in its own way and waits until it has.
 *
 * @returns false where it did not and had to be killed
 */
export async function endServer(folder: string): Promise<boolean> {
  if (await end(folder, 'SIGTERM')) return true;
  await end(folder, 'SIGKILL');
  return false;
}

function end(folder: string, name: NodeJS.Signals): Promise<boolean> {
  const pid = pidOf(folder);
  if (pid !== undefined) signal(pid, name);
  return holds(() => pidOf(folder) === undefined);
}

function pidOf(folder: string): number | undefined {
  const state = readState(folder);
  return state !== undefined && isProcess(state.pid, state.mark) ? state.pid : undefined;
}
