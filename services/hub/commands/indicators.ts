import { type Command, Option } from 'commander';
import { formatInstant } from '../../../infra/graphql/scalars';
import { formatDay } from '../../../infra/time/day';
import { type Figure, INDICATORS, judge } from '../../indicators';
import { type Asked, figuresOn, questionOf } from '../asking';
import { isSimulatedStore, SIMULATED_LABEL } from '../nature';
import type { OpenStore } from '../open';
import { print, withStore } from './context';

interface Options extends Asked {
  format: 'table' | 'json' | 'csv';
}

export function addIndicators(program: Command): void {
  program
    .command('indicators')
    .requiredOption('--period <p>', 'such as 2022-11, 2022-Q4, R2022-Q4')
    .option('--agency <code>', 'the agency and all below it; absent: everything')
    .option('--as-of <instant>', 'as of this instant (ISO 8601 with offset) or local date; absent: now')
    .addOption(new Option('--format <f>', 'how to print them').choices(['table', 'json', 'csv']).default('table'))
    .summary('show the figures')
    .description('Shows every indicator for a period, as the API gives it.')
    .action(async (options: Options) => {
      await withStore(async (open) => {
        const figures = await readFigures(open, options);
        if (options.format === 'json')
          return print(
            JSON.stringify(
              figures.map((row) => row.plain),
              null,
              2,
            ),
          );
        if (options.format === 'csv') return void process.stdout.write(csv(figures));
        if (await isSimulatedStore(open)) print(`*** ${SIMULATED_LABEL} ***`);
        print(table(figures, options));
      });
    });
}

type Plain = Record<
  | 'indicator'
  | 'agency'
  | 'period'
  | 'from'
  | 'to'
  | 'asOf'
  | 'numerator'
  | 'denominator'
  | 'value'
  | 'missing'
  | 'target'
  | 'status'
  | 'revision',
  string | number | null
>;

interface Row {
  readonly figure: Figure;
  readonly plain: Plain;
}

async function readFigures(open: OpenStore, options: Options): Promise<Row[]> {
  const { zone } = open.store.settings;
  const questionAbout = await questionOf(open, options);
  const figures = figuresOn(open, open.database, Date.now());
  return Promise.all(
    INDICATORS.map(async (indicator) => {
      const figure = await figures.figure(questionAbout(indicator));
      const { period, from, to, agency } = figure.question;
      const { target, status } = judge(figure);
      const { numerator, denominator, value, missing, revision } = figure;
      return {
        figure,
        plain: {
          ...{ indicator: indicator.code, agency, period: period!.text },
          ...{ from: formatDay(from), to: formatDay(to), asOf: formatInstant(figure.T, zone) },
          ...{ numerator, denominator, value, missing, target, status, revision },
        },
      };
    }),
  );
}

function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0]!.plain) as (keyof Plain)[];
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [names.join(','), ...rows.map(({ plain }) => names.map((name) => cell(plain[name])).join(','))];
  return lines.map((line) => `${line}\r\n`).join('');
}

function table(rows: readonly Row[], options: Options): string {
  const first = rows[0]!.plain;
  const head = `${options.agency ?? 'everything'}, ${first.period} (${first.from} to ${first.to}, exclusive), as of ${first.asOf}`;
  const number = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en-US'));
  const lines = rows.map(({ figure, plain }) => {
    const { indicator } = figure.question;
    const shown =
      figure.value === null
        ? String(figure.missing)
        : indicator.unit === 'PERCENT'
          ? `${figure.value.toFixed(2)} %`
          : number(figure.value);
    return [
      String(indicator.number),
      indicator.title.vi,
      number(figure.numerator),
      number(figure.denominator),
      shown,
      plain.target === null ? '' : `${indicator.better === 'HIGHER' ? '≥' : '≤'} ${plain.target}`,
      String(plain.status),
    ];
  });
  const titles = ['#', 'Chỉ số', 'Tử số', 'Mẫu số', 'Giá trị', 'Chỉ tiêu', 'Kết quả'];
  const all = [titles, ...lines];
  const widths = titles.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const right = [0, 2, 3, 4, 5];
  const text = all.map((line) =>
    line
      .map((cell, column) => (right.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [head, '', ...text].join('\n');
}
