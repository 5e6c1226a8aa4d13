#!/usr/bin/env node
import { join } from 'node:path';
import { InputError } from '../errors';
import { stackCommand } from './command';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run stack`. Exit codes: 0 done, 1 not all runs, 2 wrong input or a server that cannot be had, 3 a fault of ours. */
stackCommand(process.argv.slice(2), {
  folder: process.env['HUB_STACK_DIR'] || join('.hub', 'stack'),
  print: (line) => void process.stdout.write(`${line}\n`),
  say,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof InputError;
    say(known ? error.message : `internal fault: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = known ? 2 : 3;
  },
);
