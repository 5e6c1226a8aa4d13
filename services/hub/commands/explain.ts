import { type Command, Option } from 'commander';
import { InputError } from '../../../infra/errors';
import { type AnyIndicator, didYouMean, findIndicator, INDICATORS } from '../../indicators';
import { type Asked, questionOf } from '../asking';
import { explain } from '../explain/explanation';
import type { Language } from '../explain/phrases';
import { explanationText } from '../explain/text';
import { print, withStore } from './context';

interface Options extends Asked {
  readonly lang: Language;
  readonly evidence: number;
}

/** So many facts of a half a person may still want to read. */
const MOST_SHOWN = 100_000;

export function addExplain(program: Command): void {
  program
    .command('explain')
    .argument('<indicator>', 'its code, such as on-time-rate, or its number in the table of `hub indicators`')
    .requiredOption('--period <p>', 'such as 2022-11, 2022-Q4, R2022-Q4')
    .option('--agency <code>', 'the agency and all below it; absent: everything')
    .option('--as-of <instant>', 'as of this instant (ISO 8601 with offset) or local date; absent: now')
    .addOption(new Option('--lang <lang>', 'language').choices(['vi', 'en']).default('vi'))
    .addOption(new Option('--evidence <n>', 'how many facts of each half to name').argParser(readCount).default(20))
    .summary('say what a figure stands on')
    .description(
      'Says what a figure is and what it stands on: its definition, clause and target, both halves in words, and the facts\n' +
        'behind them: how many, the first by code, and a digest. Two people who see the same digest have the same facts.',
    )
    .action(async (code: string, options: Options) => {
      const indicator = indicatorNamed(code);
      await withStore(async (open) => {
        const questionAbout = await questionOf(open, options);
        const shown = options.evidence;
        const explanation = await explain(open, questionAbout(indicator), { shown, now: Date.now() });
        print(explanationText(explanation, options.lang));
      });
    });
}

/** @throws InputError for what is neither code nor number of an indicator */
function indicatorNamed(text: string): AnyIndicator {
  const found = findIndicator(text) ?? INDICATORS.find(({ number }) => String(number) === text);
  if (found !== undefined) return found;
  const codes = INDICATORS.map(({ code }) => code);
  throw new InputError(
    `indicator: '${text.slice(0, 64)}' is neither a code nor a number of an indicator${didYouMean(text, codes)}\n` +
      `The codes are: ${codes.join(', ')}.`,
  );
}

function readCount(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) <= MOST_SHOWN) return Number(text);
  throw new InputError(`--evidence ${text}: expected a whole number from 0 to ${MOST_SHOWN}`);
}
