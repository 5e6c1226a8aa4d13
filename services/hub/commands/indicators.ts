import { type Command, Option } from 'commander';
import { InputError } from '../../../infra/errors';
import { formatInstant } from '../../../infra/graphql/scalars';
import { type Figure, Figures, INDICATORS, judge, parsePeriod, referencedAgencies } from '../../indicators';
import { isSimulatedStore, SIMULATED_LABEL } from '../nature';
import type { OpenStore } from '../open';

import { print, withStore } from './context';

interface Options {
  agency?: string;
  period: string;
  asOf?: string;
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
        if (options.agency !== undefined) await checkAgency(open, options.agency);
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

async function readFigures({ database, store, catalogue }: OpenStore, options: Options): Promise<Row[]> {
  const period = parsePeriod(options.period);
  const { zone } = store.settings;
  const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const figures = new Figures({
    ...{ reads: database, settings: store.settings, now: Date.now() },
    catalogue: (sql) => catalogue.within(sql),
  });
  const asOf = options.asOf === undefined ? null : readInstant(options.asOf, open(zone));
  return Promise.all(
    INDICATORS.map(async (indicator) => {
      const figure = await figures.figure({
        ...{ indicator, agency: options.agency ?? null, only: false, from: period.from, to: period.to, period, asOf },
        ...{ channel: null, procedure: null, field: null, on: null },
      });
      const { target, status } = judge(figure);
      const { numerator, denominator, value, missing, revision } = figure;
      return {
        figure,
        plain: {
          ...{ indicator: indicator.code, agency: options.agency ?? null, period: period.text },
          ...{ from: day(period.from), to: day(period.to), asOf: formatInstant(figure.T, zone) },
          ...{ numerator, denominator, value, missing, target, status, revision },
        },
      };
    }),
  );
}

/** A local date stands for its last instant. */
function open(zone: OpenStore['store']['settings']['zone']): (date: string) => number {
  return (date) => zone.startOfDay(Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 1) - 1;
}

function readInstant(text: string, endOfDay: (date: string) => number): number {
  const isThere = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? isDate(text)
    : /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && isDate(text.slice(0, 10));
  const instant = !isThere ? Number.NaN : text.length === 10 ? endOfDay(text) : Date.parse(text);
  if (!Number.isNaN(instant)) return instant;
  throw new InputError(
    `--as-of ${text}: expected an instant such as 2022-11-25T08:00:00+07:00, or a date such as 2022-11-25`,
  );
}

/** Whether a day exists: `Date.parse` reads February 30 as March 2. */
function isDate(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** @throws InputError for a code that no fact names: its figures would look like those of an agency without work */
async function checkAgency({ database, catalogue }: OpenStore, code: string): Promise<void> {
  if ((await catalogue.current()).agencies.has(code)) return;
  if ((await database.read(referencedAgencies)).includes(code)) return;
  throw new InputError(`--agency ${code}: no fact names this agency; expected a code as the sending systems write it`);
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
