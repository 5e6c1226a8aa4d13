import type { Command } from 'commander';
import { ROOT } from '../root';
import { EXIT, exitWith, print } from './context';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('check what the hub stands on')
    .description(
      'Checks configuration, store, database server, Kafka, disk and clock, and what the province says of itself: its\n' +
        'files, agencies, tasks and reports; says what to do. Exit code 1 if one fails; what is odd is told only.',
    )
    .action(async () => {
      // Loaded here alone: no other command waits for what only this one asks.
      const { examine } = await import('../doctor/examine.js');
      for await (const { name, ok, odd, says } of examine({ environment: process.env, root: ROOT })) {
        print(`${!ok ? 'FAIL' : odd ? 'odd ' : 'ok  '} ${name}: ${says}`);
        if (!ok) exitWith(EXIT.FOUND);
      }
    });
}
