#!/usr/bin/env node
import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { InputError, messageOf } from '../../infra/errors';
import { EXIT } from './commands/context';
import { addDoctor } from './commands/doctor';
import { addExplain } from './commands/explain';
import { addImport } from './commands/import';
import { addIndicators } from './commands/indicators';
import { addKeys } from './commands/keys';
import { addPositions } from './commands/positions';
import { addReplay } from './commands/replay';
import { addServe } from './commands/serve';
import { addSimulate } from './commands/simulate';
import { addVerify } from './commands/verify';

/** The command line: `hub <command>`, `--help` on each. */
async function main(): Promise<void> {
  const program = new Command('hub')
    .description('Works out the indicators of a Government directive on administrative procedures, exactly.')
    .exitOverride()
    .showHelpAfterError('(--help tells more)');
  for (const add of [
    addServe,
    addImport,
    addReplay,
    addPositions,
    addVerify,
    addSimulate,
    addIndicators,
    addExplain,
    addKeys,
    addDoctor,
  ])
    add(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Says what went wrong and answers the exit code. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.INPUT;
  const code = (error as { code?: unknown }).code;
  // The reader of our output has gone, as with `| head`.
  if (code === 'EPIPE') return EXIT.OK;
  if (
    error instanceof InputError ||
    (error as Error).name === 'InputError' ||
    (error as Error).name === 'ListenFault'
  ) {
    process.stderr.write(`${messageOf(error)}\n`);
    return EXIT.INPUT;
  }
  process.stderr.write(`internal fault: ${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.INTERNAL;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.OK);
});
void main();
