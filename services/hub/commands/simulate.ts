import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type Command, Option } from 'commander';
import { InputError, messageOf } from '../../../infra/errors';
import { typedPath } from '../root';
import { DEFAULT_FROM, DEFAULT_TO, simulate } from '../simulate';

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .requiredOption('--dossiers <n>', 'how many dossiers', wholeNumber('--dossiers'))
    .addOption(
      new Option('--seed <s>', 'the same seed gives the same bytes').argParser(wholeNumber('--seed')).default(1),
    )
    .option('--from <date>', 'first day', DEFAULT_FROM)
    .option('--to <date>', 'the day after the last', DEFAULT_TO)
    .option('--out <file>', 'write to a file instead of standard output')
    .summary('make up a believable province')
    .description('Writes the facts of a simulated province as JSON Lines; the same bytes for the same arguments.')
    .action(async (options: { dossiers: number; seed: number; from: string; to: string; out?: string }) => {
      const out = options.out === undefined ? process.stdout : await openFile(typedPath(options.out));
      let text = '';
      const write = async (): Promise<void> => {
        if (!out.write(text)) await once(out, 'drain');
        text = '';
      };
      try {
        for (const event of simulate(options)) {
          text += `${JSON.stringify(event)}\n`;
          if (text.length > 1 << 16) await write();
        }
      } catch (error) {
        if (error instanceof RangeError) throw new InputError(error.message);
        throw error;
      }
      await write();
      if (out !== process.stdout) {
        out.end();
        await once(out, 'close');
      }
    });
}

async function openFile(path: string): Promise<WriteStream> {
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
    return stream;
  } catch (error) {
    throw new InputError(`--out ${path} cannot be written: ${messageOf(error)}`);
  }
}

export function wholeNumber(name: string): (text: string) => number {
  return (text) => {
    if (/^\d{1,15}$/.test(text)) return Number(text);
    throw new InputError(`${name} ${text}: expected a whole number`);
  };
}
