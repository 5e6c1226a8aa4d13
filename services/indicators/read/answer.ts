import { formatDay } from '../../../infra/time/zone';
import type { Target } from '../definitions/indicator';
import type { Targets } from '../definitions/targets';
import type { Channel } from '../measure/channel';
import type { Half, Measure } from '../measure/measure';
import type { Settings } from '../measure/settings';
import type { CatalogueView } from './catalogue';
import type { BreakdownDimension, Figure, Missing } from './figure';
import type { Question } from './question';
import { amongFilter } from './scope';
import type { SumRow } from './sums';

/** What was read for a question, and what it is joined with. */
export interface Read {
  readonly rows: readonly SumRow[];
  /** The agencies of which there is any fact of the kind at all, whatever the filters ('': facts that name none). */
  readonly presence: readonly string[];
  /** Agencies of which a source has not promised all up to T. */
  readonly behind: readonly string[];
  readonly targets: Targets;
  readonly T: number;
  readonly now: number;
  readonly view: CatalogueView;
  readonly settings: Settings;
  readonly revision: number;
  readonly newestEvent: number | null;
}

/** Numerator first. */
export function halvesOf({ indicator }: Pick<Question, 'indicator'>): Half<never>[] {
  return indicator.denominator === undefined ? [indicator.numerator] : [indicator.numerator, indicator.denominator];
}

const CHANNELS = ['ONLINE', 'COUNTER', 'POSTAL'] as const;

/** The figures that answer a question: one, or one a row. */
export function answer(question: Question, by: BreakdownDimension | null, read: Read): Figure[] {
  const inField = fieldFilter(question, read);
  const counts = amongFilter(question.indicator.among, read.view);
  const rows = read.rows.filter((row) => inScope(row, scopeOf(question, read)) && inField(row) && counts(row));
  switch (by) {
    case null:
      return [figure(question, rows, read)];
    case 'CHANNEL':
      return channelParts(question).map((channel) =>
        figure(
          { ...question, channel },
          rows.filter((row) => row.channel === channel),
          read,
        ),
      );
    case 'PROCEDURE':
      return rowsApart(question, rows, (row) => row.procedure).map(([procedure, own]) =>
        figure({ ...question, procedure }, own, read),
      );
    case 'FIELD':
      return rowsApart(question, rows, (row) => read.view.fieldOf(row.procedure)).map(([field, own]) =>
        figure({ ...question, field }, own, read),
      );
    case 'AGENCY':
      return agencyParts(question, read).map((code) => agencyRow(question, code, true, rows, read));
    case 'AGENCY_CHILDREN':
      return childParts(question, read).map(([code, only]) => agencyRow(question, code, only, rows, read));
  }
}

/** The kinds other than dossiers have no channel: one row, of what has none. */
function channelParts({ indicator, channel }: Question): readonly (Channel | '')[] {
  if (channel !== null) return [channel];
  return indicator.fact === 'dossier' ? CHANNELS : [''];
}

function agencyRow(question: Question, agency: string, only: boolean, rows: readonly SumRow[], read: Read): Figure {
  const narrowed = { ...question, agency, only };
  const scope = scopeOf(narrowed, read);
  return figure(
    narrowed,
    rows.filter((row) => inScope(row, scope)),
    read,
  );
}

/** Every agency of the scope by itself: those described, and those that only facts name. */
function agencyParts(question: Question, read: Read): string[] {
  const scope = scopeOf(question, read);
  const described = read.view.agencies().filter((code) => scope === null || scope.has(code));
  const named = read.presence.filter((code) => scope === null || scope.has(code));
  return [...new Set([...described, ...named])].sort(emptyLast);
}

/** The agency's own part and its direct children with all below; without an agency the roots, and what has none. */
function childParts(question: Question, read: Read): [code: string, only: boolean][] {
  const { agency } = question;
  if (agency !== null && question.only) return [[agency, true]];
  const children = read.view.children(agency).map((code): [string, boolean] => [code, false]);
  if (agency !== null) return [[agency, true], ...children];
  const strangers = read.presence.filter((code) => !read.view.hasAgency(code)).sort(emptyLast);
  return [...children, ...strangers.map((code): [string, boolean] => [code, true])];
}

function emptyLast(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows that count in either half, apart by a key. */
function rowsApart(question: Question, rows: readonly SumRow[], keyOf: (row: SumRow) => string): [string, SumRow[]][] {
  const apart = new Map<string, SumRow[]>();
  const measures = halvesOf(question).flatMap((half) => half.measures);
  for (const row of rows) {
    if (measures.every((measure) => sumOf([row], measure) === 0)) continue;
    const key = keyOf(row);
    const own = apart.get(key);
    if (own === undefined) apart.set(key, [row]);
    else own.push(row);
  }
  return [...apart].sort(([a], [b]) => emptyLast(a, b));
}

function scopeOf(question: Question, { view }: Read): ReadonlySet<string> | null {
  if (question.agency === null) return null;
  return question.only ? new Set([question.agency]) : view.subtree(question.agency);
}

function inScope(row: SumRow, scope: ReadonlySet<string> | null): boolean {
  return scope === null || scope.has(row.agency);
}

function fieldFilter({ field }: Question, { view }: Read): (row: SumRow) => boolean {
  return field === null ? () => true : (row) => view.fieldOf(row.procedure) === field;
}

function sumOf(rows: readonly SumRow[], measure: Measure<never>): number {
  return rows.reduce((total, row) => total + (row.sums.get(measure.key) ?? 0), 0);
}

function figure(question: Question, rows: readonly SumRow[], read: Read): Figure {
  const { T, now, settings, view } = read;
  const { zone } = settings;
  const scope = scopeOf(question, read);
  const hasData = read.presence.some((agency) => scope === null || scope.has(agency));
  const halves = halvesOf(question).map((half) =>
    half.measures.reduce((total, measure) => total + sumOf(rows, measure), 0),
  );
  const begun = T >= zone.startOfDay(question.from);
  const missing = !begun ? 'NOT_DUE_YET' : !hasData ? 'NO_DATA' : null;
  const [counted, denominator] = missing === null ? halves : halves.map(() => 0);
  // The halves of a ratio are always shown; a count without data is not 0.
  const numerator = denominator === undefined && missing !== null ? null : counted!;
  const end = zone.startOfDay(question.to);
  const isOfWindow = (code: string): boolean =>
    (scope === null || scope.has(code)) && view.existed(code, question.from, question.to);
  return {
    question,
    T,
    numerator,
    denominator: denominator ?? null,
    ...derive(numerator, denominator, missing),
    // The commit decides first, then T: both only grow, and whatever moves the figure moves one of them.
    revision: String(BigInt(read.revision) * 10n ** 14n + BigInt(Math.max(0, T))),
    target: targetOf(question, read),
    provisional: T < end - 1 || now < end || read.behind.some((code) => isOfWindow(code)),
    newestEvent: read.newestEvent,
  };
}

function targetOf({ indicator, agency, to }: Question, { targets, view }: Read): Target | null {
  const level = agency === null ? null : view.levelOf(agency);
  return targets.on(indicator, formatDay(to - 1), { agency, level });
}

function derive(
  numerator: number | null,
  denominator: number | undefined,
  missing: Missing | null,
): { value: number | null; missing: Missing | null } {
  if (missing !== null || numerator === null) return { value: null, missing };
  if (denominator === undefined) return { value: numerator, missing };
  if (denominator === 0) return { value: null, missing: 'ZERO_DENOMINATOR' };
  return { value: (numerator * 100) / denominator, missing };
}
