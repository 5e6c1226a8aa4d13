import { publishedDirective } from '../directive';
import { type Among, type AnyIndicator, basesOf, kindOf } from '../indicators';

/** The documentation of the indicators, from their definitions alone. */
export function indicatorsPage(indicators: readonly AnyIndicator[]): string {
  const head = [
    '# Indicators',
    '',
    'Generated from the definitions by `npm run generate`; do not edit. A *flow* counts what is dated in the period and',
    'known by the instant asked for; a *stock* counts what is the case at that instant. A ratio is its numerator divided by',
    'its denominator, in percent; halves are summed before they are divided. Clauses and tasks are those of letter',
    '15090/UBND-VP of 25/11/2022.',
    '',
    '| # | code | title | kind | unit | better | target |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...indicators.map(row),
    '',
  ];
  return `${[...head, ...indicators.flatMap(section)].join('\n')}\n`;
}

function row(indicator: AnyIndicator): string {
  const { number, code, title, unit, better } = indicator;
  const cells = [
    number,
    `[\`${code}\`](#${code})`,
    title.vi,
    kindOf(indicator).join(' + '),
    unit,
    better,
    targets(indicator),
  ];
  return `| ${cells.join(' | ')} |`;
}

function targets({ targets, better, unit }: AnyIndicator): string {
  if (targets.length === 0) return 'none';
  const sign = better === 'HIGHER' ? '≥' : '≤';
  const mark = unit === 'PERCENT' ? ' %' : '';
  return targets.map(({ value, from, basis }) => `${sign} ${value}${mark} from ${from} (${basis})`).join('; ');
}

const AMONG: Readonly<Record<Among, string>> = {
  COMMUNE_AGENCIES: 'of agencies that are communes in the tree of the day',
  ONLINE_PROCEDURES: 'of procedures that are online at the instant asked for',
};

function section(indicator: AnyIndicator): string[] {
  const { number, code, title, clauses, tasks, numerator, denominator, note, lateness, fact, among } = indicator;
  const acts = basesOf(indicator, publishedDirective()).map((act) => act.number);
  const half = (name: string, words: { vi: string; en: string }): string[] => [
    `- **${name}**: ${words.en}.`,
    `  ${words.vi}.`,
  ];
  return [
    `## ${code}`,
    '',
    `${number}. ${title.en}`,
    '',
    `*${title.vi}*`,
    '',
    ...half('Numerator (tử số)', numerator.words),
    ...(denominator === undefined ? [] : half('Denominator (mẫu số)', denominator.words)),
    `- **Kind**: ${kindOf(indicator).join(' and ')}${denominator === undefined ? ', a count' : ''}; of facts of kind \`${fact}\`${among === undefined ? '' : `, ${AMONG[among]}`}.`,
    `- **Target**: ${targets(indicator)}.`,
    `- **Source**: clause ${clauses.join(', ')}; task ${tasks.join(', ')} of the annex.`,
    `- **Legal basis**: ${acts.join(', ')}.`,
    ...(lateness ? ['- **Lateness**: by the rule of the store (`DATE` or `INSTANT`).'] : []),
    ...(note === undefined ? [] : [`- **Note**: ${note.en}`, `  ${note.vi}`]),
    '',
  ];
}
