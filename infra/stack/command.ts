import { InputError } from '../errors';
import type { Say } from './say';
import { downStack, resetStack, stackOf, upStack } from './stack';

const USAGE = `Usage: npm run stack -- up | down | status | reset
  up      starts a private MariaDB and a private Apache Kafka and prints how to reach them; what runs is used again
  down    stops them; their data stay
  status  says what runs; exit code 1 unless both answer
  reset   stops them and removes their data
HUB_STACK_DIR is their folder (.hub/stack).`;

/** Where a command works and whom it tells what. */
interface Context {
  readonly folder: string;
  /** The results, for programs. */
  readonly print: Say;
  /** What goes on, for people. */
  readonly say: Say;
}

const COMMANDS = new Map<string, (context: Context) => Promise<number>>([
  ['up', up],
  ['down', down],
  ['status', status],
  ['reset', reset],
]);

/**
 * One command of `npm run stack`.
 *
 * @returns its exit code
 * @throws InputError where it is no command, or where a server cannot be had
 */
export async function stackCommand(args: readonly string[], context: Context): Promise<number> {
  const [name, ...rest] = args;
  if (args.includes('--help') || args.includes('-h')) {
    context.print(USAGE);
    return 0;
  }
  const command = COMMANDS.get(name ?? '');
  if (name === undefined) throw new InputError(`a command is missing\n${USAGE}`);
  if (command === undefined) throw new InputError(`'${name}' is no command\n${USAGE}`);
  if (rest.length > 0)
    throw new InputError(`'${name}' takes nothing more, but was given '${rest.join(' ')}'\n${USAGE}`);
  return command(context);
}

async function up({ folder, print, say }: Context): Promise<number> {
  const { mariadb, kafka } = await upStack(folder, say);
  print(`HUB_DATABASE_URL=${mariadb.url()}`);
  print(`HUB_KAFKA_BROKERS=${kafka.broker}`);
  return 0;
}

async function down({ folder, say }: Context): Promise<number> {
  await downStack(folder, say);
  say('MariaDB and Kafka are stopped');
  return 0;
}

async function status({ folder, print }: Context): Promise<number> {
  let all = true;
  for (const server of Object.values(stackOf(folder))) {
    const { pid } = server;
    const answers = await server.answers();
    all &&= answers;
    const state = answers ? 'runs' : pid === undefined ? 'does not run' : 'runs, but does not answer';
    const where = pid === undefined ? '' : ` (${server.host}:${server.port}, process ${pid}, log ${server.log})`;
    print(`${server.kind.name} ${state}${where}`);
  }
  return all ? 0 : 1;
}

async function reset({ folder, say }: Context): Promise<number> {
  await resetStack(folder, say);
  say('MariaDB and Kafka are stopped and their data removed');
  return 0;
}
