import type { Command } from 'commander';
import { InputError } from '../../../infra/errors';
import { fillDemonstration } from '../demonstration';
import { isSimulatedStore, SIMULATED_LABEL } from '../nature';
import { openStore } from '../open';
import { configuration, print } from './context';

/** Roles of the contract; each is a process of its own on the stack. */
const ROLES = ['procedures', 'reporting', 'catalog', 'indicators', 'exports', 'relay', 'gateway'];

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
      if (other !== undefined) throw new InputError(refusal(other, program));
      await run();
    });
}

/** Every word that is no command comes here, because serving is the default. */
function refusal(word: string, program: Command): string {
  if (ROLES.includes(word)) {
    return `role '${word}': embedded, the hub runs whole in one process; the role is 'all'`;
  }
  const commands = program.commands.map((command) => command.name()).join(', ');
  return `'${word}' is neither a command nor a role; the commands are ${commands} (--help tells more)`;
}

async function run(): Promise<void> {
  // Loaded here alone: no other command waits for what only a server needs.
  const { serve } = await import('../serve.js');
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
  await stopSignal();
  print('stopping');
  await hub.stop();
}

/** Resolves at the first SIGINT or SIGTERM. The listeners stay: a second signal must not cut a clean stop short. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}
