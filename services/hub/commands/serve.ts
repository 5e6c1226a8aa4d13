import type { Command } from 'commander';
import { InputError } from '../../../infra/errors';
import { fillDemonstration } from '../demonstration';
import { isSimulatedStore, SIMULATED_LABEL } from '../nature';
import { openStore } from '../open';
import type { Role } from '../serve';
import { configuration, print } from './context';

export function addServe(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .argument('[role...]', "'all' (default): the whole hub in one process; or some of its roles")
    .summary('run the hub')
    .description(
      'Runs the hub and prints its addresses. Without HUB_DATA_DIR, HUB_EMPTY and HUB_DATABASE_URL it shows a small\n' +
        'simulated province. On a database server each role can be a process of its own: procedures, reporting (take facts\n' +
        'from Kafka), catalog, indicators (subgraphs), relay (writes events to Kafka), gateway. Ctrl-C stops it cleanly.',
    )
    .action(async (words: string[]) => {
      const { ROLES } = await import('../serve.js');
      const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);
      const other = words.find((word) => !isRole(word));
      if (other !== undefined) throw new InputError(refusal(other, program, ROLES));
      await run(words.length === 0 ? ['all'] : words.filter(isRole));
    });
}

/** Every word that is no command comes here, because serving is the default. */
function refusal(word: string, program: Command, roles: readonly string[]): string {
  if (LATER.includes(word)) return `role '${word}': this version has no exports yet; the roles are ${roles.join(', ')}`;
  const commands = program.commands.map((command) => command.name()).join(', ');
  return `'${word}' is neither a command nor a role; the commands are ${commands}; the roles are ${roles.join(', ')} (--help tells more)`;
}

/** Roles of the contract that are still to come. */
const LATER = ['exports'];

async function run(roles: readonly Role[]): Promise<void> {
  // Loaded here alone: no other command waits for what only a server needs.
  const { serve } = await import('../serve.js');
  const config = configuration();
  if (!roles.includes('all') && config.database === undefined) {
    throw new InputError(
      `role '${roles[0]}': embedded, the hub runs whole in one process; the role is 'all'. For a process of its own set HUB_DATABASE_URL.`,
    );
  }
  const open = await openStore(config);
  if (config.demonstration) await fillDemonstration(open, Date.now());
  const stop = stopSignal();
  const hub = await serve(config, { open, roles });
  if (await isSimulatedStore(open)) print(`*** ${SIMULATED_LABEL} ***`);
  for (const [label, address] of hub.addresses) print(`${label.padEnd(10)} ${address}`);
  if (config.database === undefined) print(`data       ${config.dataDir}`);
  if (config.auth === 'off') {
    print(
      'Everyone who reaches this port is the provincial office (HUB_AUTH=off, loopback only). Ctrl-C stops the hub.',
    );
  }
  const crash = await Promise.race([stop, hub.crashed]);
  if (crash === undefined) print('stopping');
  await hub.stop();
  // A connection to a server that hangs may stay open for long; nothing waits for it any more.
  setTimeout(() => process.exit(), LAST_WORD).unref();
  // A process that stays up and does nothing would look well.
  if (crash !== undefined) throw crash;
}

/** From the end of all parts to that of the process, in milliseconds. */
const LAST_WORD = 5000;

/** Resolves at the first SIGINT or SIGTERM. The listeners stay: a second signal must not cut a clean stop short. */
function stopSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(undefined));
  });
}
