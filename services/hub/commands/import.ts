import type { Command } from 'commander';
import { readFacts, readMapping } from '../../procedures';
import { type ImportTotals, importAll, totalsText } from '../import';
import { progress } from '../progress';
import { typedPath } from '../root';
import { EXIT, exitWith, withStore } from './context';
import { tell } from './tell';

const DEMONSTRATION =
  "note: this is the demonstration's store, which takes simulated facts only. " +
  'For your own set HUB_DATA_DIR to a folder, or HUB_EMPTY=1.\n';

export function addImport(program: Command): void {
  program
    .command('import')
    .argument('<file>', 'facts as JSON Lines (CloudEvents), or a table (CSV); .gz welcome')
    .option('--mapping <map.yaml>', 'how the rows of a table become facts')
    .summary('take facts from a file')
    .description(
      'Takes facts from a file into the store, beside a running hub or without one. Importing a file twice changes\n' +
        'nothing. Ends with the counts: accepted (new), repeated (known already), dead-lettered (kept with their cause).\n' +
        'Exit code 1 if any was dead-lettered.',
    )
    .action(async (file: string, options: { mapping?: string }) => {
      const path = typedPath(file);
      await withStore(async ({ store }, config) => {
        if (config.demonstration) process.stderr.write(DEMONSTRATION);
        const mapping =
          options.mapping === undefined
            ? undefined
            : await readMapping(typedPath(options.mapping), { defaultZone: store.settings.zone.name });
        const shown = progress(`import ${file}`);
        let share: number | null = null;
        const source = readFacts(path, {
          ...(mapping === undefined ? {} : { mapping }),
          receivedAt: Date.now,
          futureBoundMs: config.futureBoundMs,
          onProgress: ({ bytesRead, totalBytes }) => {
            share = totalBytes > 0 ? bytesRead / totalBytes : null;
          },
        });
        let totals: ImportTotals | undefined;
        try {
          totals = await importAll(store, source, Date.now, (sofar) => {
            totals = sofar;
            shown.update(share, totalsText(sofar));
          });
        } finally {
          shown.done();
          // Of a file that is cut off, too: what could be read of it is in the store.
          if (totals !== undefined) tell(totals);
        }
        if (totals.deadLettered > 0) exitWith(EXIT.FOUND);
      });
    });
}
