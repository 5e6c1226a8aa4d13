import type { Command } from 'commander';
import { rebuild, verify } from '../../indicators';
import { progress } from '../progress';
import { keepVerification } from '../verified';
import { EXIT, exitWith, print, withStore } from './context';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .summary('recompute every cell and compare')
    .description(
      'Measures every stored state anew and compares with the cells that figures are read from. Changes no figure; the\n' +
        'outcome is told in the metrics. Exit code 1 on any difference, each cell named.',
    )
    .action(async () => {
      await withStore(async ({ database, store }) => {
        const shown = progress('verify');
        const found = await verify(database, store.settings, (states) => shown.update(null, `${states} states`));
        shown.done();
        for (const { table, key, stored, computed } of found.differences) {
          print(`${table} ${key}\n  stored:   ${stored}\n  computed: ${computed}`);
        }
        const more = found.count - found.differences.length;
        if (more > 0) print(`and ${more} more`);
        print(`verified ${found.states} states: ${found.count} differences`);
        await keepVerification(database, found.count, Date.now());
        if (found.count > 0) exitWith(EXIT.FOUND);
      });
    });

  program
    .command('rebuild')
    .summary('recompute every cell from the stored states')
    .description(
      'Recomputes every cell from the stored states under the zone and lateness rule of the environment (absent: the\n' +
        "store's own) and puts them in place of the old ones, all at once. Stop a running hub before changing either.",
    )
    .action(async () => {
      await withStore(
        async ({ database, store }) => {
          const shown = progress('rebuild');
          const states = await rebuild(database, store.settings, (done) => shown.update(null, `${done} states`));
          shown.done();
          print(`rebuilt from ${states} states, zone ${store.settings.zone.name}, lateness ${store.settings.rule}`);
        },
        { forRebuild: true },
      );
    });
}
