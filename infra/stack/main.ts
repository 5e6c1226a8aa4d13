#!/usr/bin/env node
import { join } from 'node:path';
import { InputError } from '../errors';
import { downStack, resetStack, stackOf, upStack } from './stack';

const USAGE = `Usage: npm run stack -- up | down | status | reset
  up      starts a private MariaDB and a private Apache Kafka and prints how to reach them; what runs is used again
  down    stops them; their data stay
  status  says what runs (exit code 1 unless both answer)
  reset   stops them and removes their data
HUB_STACK_DIR is their folder (.hub/stack).`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The command: answers its exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (args.some((one) => one === '--help' || one === '-h')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (command === undefined) throw new InputError(`a command is missing\n${USAGE}`);
  const run = new Map(Object.entries(COMMANDS)).get(command);
  if (run === undefined) throw new InputError(`'${command}' is no command\n${USAGE}`);
  if (rest.length > 0)
    throw new InputError(`'${command}' takes no further argument, but got '${rest.join(' ')}'\n${USAGE}`);
  return run(process.env['HUB_STACK_DIR'] || join('.hub', 'stack'));
}

const COMMANDS: Readonly<Record<string, (folder: string) => Promise<number>>> = {
  async up(folder) {
    const { mariadb, kafka } = await upStack(folder, say);
    process.stdout.write(`HUB_DATABASE_URL=${mariadb.url()}\nHUB_KAFKA_BROKERS=${kafka.broker}\n`);
    return 0;
  },

  async down(folder) {
    await downStack(folder, say);
    return 0;
  },

  async status(folder) {
    let all = true;
    for (const server of Object.values(stackOf(folder))) {
      const { name } = server.kind;
      const pid = server.pid;
      const answers = await server.answers();
      all &&= answers;
      const how = answers ? 'runs' : pid === undefined ? 'does not run' : 'runs, but does not answer';
      const where = pid === undefined ? '' : ` on ${server.host}:${server.port}, process ${pid}, log ${server.log}`;
      process.stdout.write(`${name} ${how}${where}\n`);
    }
    return all ? 0 : 1;
  },

  async reset(folder) {
    await resetStack(folder, say);
    say('MariaDB and Kafka have no data any more');
    return 0;
  },
};

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof InputError;
    say(known ? error.message : `internal fault: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = known ? 2 : 3;
  },
);
