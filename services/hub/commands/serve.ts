import { once } from 'node:events';
import type { Command } from 'commander';
import { InputError } from '../../../infra/errors';
import { fillDemonstration } from '../demonstration';
import { openStore } from '../open';
import { isSimulatedStore, SIMULATED_LABEL, serve } from '../serve';
import { configuration, print } from './context';

export function addServe(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .argument('[role...]', "'all' (default): the whole hub in one process")
    .summary('run the hub')
    .description(
      'Runs the hub and prints its addresses. Without HUB_DATA_DIR and HUB_EMPTY it shows a small simulated province.\n' +
        'Ctrl-C stops it cleanly.',
    )
    .action(async (roles: string[]) => {
      const other = roles.find((role) => role !== 'all');
      if (other !== undefined) {
        throw new InputError(`role '${other}': embedded, the hub runs whole in one process; the role is 'all'`);
      }
      await run();
    });
}

async function run(): Promise<void> {
  const config = configuration();
  const open = await openStore(config);
  if (config.demonstration) await fillDemonstration(open, Date.now());
  const hub = await serve(config, { open });
  if (await isSimulatedStore(open)) print(`*** ${SIMULATED_LABEL} ***`);
  print(`GraphQL    ${hub.url}/graphql`);
  print(`home page  ${hub.url}/`);
  print(`facts in   POST ${hub.url}/events`);
  print(`health     ${hub.url}/healthz   ready ${hub.url}/readyz`);
  print(`data       ${config.dataDir}`);
  print('Everyone who reaches this port is the provincial office (HUB_AUTH=off, loopback only). Ctrl-C stops the hub.');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  print('stopping');
  await hub.stop();
}
