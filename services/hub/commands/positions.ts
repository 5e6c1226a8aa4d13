import type { Command } from 'commander';
import { InputError } from '../../../infra/errors';
import { forgetPositions, readPositions } from '../../indicators';
import { print, withStore } from './context';

export function addPositions(program: Command): void {
  program
    .command('positions')
    .option('--forget <topic[:partition]>', 'read it from its first record again')
    .summary('how far the topics were read')
    .description(
      'Prints how far each partition was read, as the store has it: the truth, of which the offsets in Kafka are a copy.\n' +
        '--forget has a topic read from its first record again, such as after it was made anew; facts that the store knows\n' +
        'already change nothing.',
    )
    .action(async ({ forget }: { forget?: string }) => {
      await withStore(async ({ database }) => {
        if (forget !== undefined) {
          const { topic, partition } = placeOf(forget);
          const count = await database.write((sql) => forgetPositions(sql, topic, partition));
          if (count === 0)
            throw new InputError(`--forget ${forget}: the store has no position of it (see hub positions)`);
          print(`forgot ${count} partition${count === 1 ? '' : 's'} of ${topic}`);
          return;
        }
        const positions = await database.read(readPositions);
        for (const { topic, partition, next, updatedAt } of positions) {
          print(`${topic}:${partition}  read up to ${next}  ${new Date(updatedAt).toISOString()}`);
        }
        if (positions.length === 0) print('no topic was read yet');
      });
    });
}

function placeOf(text: string): { topic: string; partition: number | null } {
  const match = /^([A-Za-z0-9._-]{1,249})(?::(\d{1,9}))?$/.exec(text);
  if (match === null) throw new InputError(`--forget ${text}: expected TOPIC or TOPIC:PARTITION`);
  return { topic: match[1]!, partition: match[2] === undefined ? null : Number(match[2]) };
}
