import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is remembered of a server between two starts. */
export interface ServerState {
  /** Chosen once: clients find the server again after a stop. */
  readonly port: number;
  /** An argument of the process that only the server of this folder has. */
  readonly mark: string;
  /** Of the process started last; it may be gone, and the number another's. */
  readonly pid?: number | undefined;
  /** Made at the first start. */
  readonly password?: string | undefined;
}

/** Where the state of the server in this folder is kept. */
export function stateFile(folder: string): string {
  return join(folder, 'state.json');
}

/** undefined where the server was never started, or the file cannot be read. */
export function readState(folder: string): ServerState | undefined {
  try {
    const state = JSON.parse(readFileSync(stateFile(folder), 'utf8')) as ServerState;
    return Number.isInteger(state.port) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place, so that no reader finds half a file. Only its owner may read it. */
export function writeState(folder: string, state: ServerState): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = stateFile(folder);
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 });
  renameSync(fresh, file);
}
