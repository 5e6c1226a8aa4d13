import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { InputError } from '../errors';
import type { Say } from './say';

/** A program that has to be on the machine. */
export interface Program {
  /** What a person installs. */
  readonly called: string;
  /** Its names, the preferred one first. */
  readonly names: readonly string[];
  /** The package of Debian and Ubuntu that brings it without a system service. */
  readonly apt: string;
  /** Folders to look in, in place of PATH and the usual ones. */
  readonly places?: readonly string[];
}

/** Where servers lie besides PATH. */
const USUAL = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/usr/local/bin', '/opt/homebrew/bin'];

/** The path of a program; undefined where it is missing. */
export function findProgram({ names, places }: Pick<Program, 'names' | 'places'>): string | undefined {
  const folders = places ?? [...(process.env['PATH'] ?? '').split(delimiter), ...USUAL].filter((one) => one !== '');
  for (const name of names) {
    const found = folders.map((folder) => resolve(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether missing programs may be installed by us. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && findProgram({ names: ['apt-get'] }) !== undefined;
}

/**
 * The path of a program, installed where it is missing and we may.
 *
 * @throws InputError that says what to install
 */
export function needProgram(program: Program, say: Say): string {
  const found = findProgram(program);
  if (found !== undefined) return found;
  const missing = lacks(program);
  if (!mayInstall()) throw new InputError(`${missing}: install it, for instance as root '${command(program)}'`);
  say(`${missing}: installing ${program.apt} ...`);
  // The lists of a fresh machine may be absent or old.
  const done = runApt('install', program.apt) || (runApt('update') && runApt('install', program.apt));
  const installed = findProgram(program);
  if (!done || installed === undefined)
    throw new InputError(`${missing}, and '${command(program)}' failed: install it in another way`);
  return installed;
}

/** What to say of a program that is missing. */
export function lacks({ called, names }: Program): string {
  return `${called} is missing (no ${names.join(' or ')} in PATH)`;
}

function command({ apt }: Program): string {
  return `apt-get install ${apt}`;
}

function runApt(...args: string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-q', '-y', '--no-install-recommends', ...args];
  return spawnSync('apt-get', options, { env: environment, stdio: 'ignore' }).status === 0;
}
