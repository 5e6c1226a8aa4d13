import type { Reads, Sql } from '../../../infra/database';
import type { Words } from '../measure/measure';
import type { Settings } from '../measure/settings';
import type { Catalogue, CatalogueView } from '../read/catalogue';
import type { Period } from '../read/period';
import { effectiveInstant } from '../read/question';
import { agencyFilter } from '../read/scope';
import { readSums, type SumRow, WHOLE } from '../read/sums';
import { CARRIED_OVER, type Columns, columnsOf, FLOWS, isEmpty, OPENING_STOCKS, STOCKS } from './columns';
import { type Form06aRows, nameOf } from './names';

/** Where the form is read from. */
export interface Form06aSource {
  readonly reads: Reads;
  readonly settings: Settings;
  /** The catalogue of the snapshot that a connection works on. */
  readonly catalogue: (sql: Sql) => Promise<Catalogue>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What is asked of the form. */
export interface Form06aQuestion {
  /** null: everything. */
  readonly agency: string | null;
  readonly period: Period;
  readonly by: Form06aRows;
}

/** A line of the form. */
export interface Form06aLine extends Columns {
  /** Code of the field or agency; '' for what has none. */
  readonly key: string;
  readonly name: Words;
}

/**
 * Form II.06a of an agency and all below it: a line for each field, or for each agency by itself, that has any dossier,
 * in the order of codes, what has none last. T and the tree are those of a figure of the period.
 * @throws Error where a line does not balance
 */
export function readForm06a(source: Form06aSource, { agency, period, by }: Form06aQuestion): Promise<Form06aLine[]> {
  const { reads, settings, catalogue } = source;
  const T = effectiveInstant(period, null, source.now, settings);
  return reads.read(async (sql) => {
    const view = (await catalogue(sql)).on(settings.zone.localDay(T), T);
    const counts = agencyFilter({ agency, only: false }, view);
    const rows = await readLives(sql, { period, T, byProcedure: by === 'FIELD' }, settings);
    return linesOf(
      rows.filter((row) => counts(row.agency)),
      by,
      view,
    );
  });
}

function linesOf(rows: readonly SumRow[], by: Form06aRows, view: CatalogueView): Form06aLine[] {
  const lines = new Map<string, SumRow[]>();
  for (const row of rows) {
    const key = by === 'FIELD' ? view.fieldOf(row.procedure) : row.agency;
    const own = lines.get(key);
    if (own === undefined) lines.set(key, [row]);
    else own.push(row);
  }
  return [...lines]
    .map(([key, own]) => ({ key, name: nameOf(by, key, view), ...columnsOf(totalOf(own)) }))
    .filter((line) => !isEmpty(line))
    .sort(emptyKeyLast);
}

function emptyKeyLast({ key: a }: Form06aLine, { key: b }: Form06aLine): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return a < b ? -1 : 1;
}

interface Lives {
  readonly period: Period;
  readonly T: number;
  readonly byProcedure: boolean;
}

/** The sums behind the form's columns: over the period, at T, and of what was in progress just before the period. */
export async function readLives(sql: Sql, { period, T, byProcedure }: Lives, settings: Settings): Promise<SumRow[]> {
  const { from } = period;
  const begin = settings.zone.startOfDay(from);
  if (T < begin) return [];
  const filter = { from, ...WHOLE, byProcedure, expected: [] };
  const rows = await readSums(sql, { ...filter, T, flows: FLOWS, stocks: STOCKS }, settings);
  const before = await readSums(sql, { ...filter, T: begin - 1, flows: [], stocks: OPENING_STOCKS }, settings);
  return [...rows, ...before.map((row) => ({ ...row, sums: new Map([[CARRIED_OVER, sum(row.sums.values())]]) }))];
}

/** By key of a measure. */
export function totalOf(rows: readonly SumRow[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const { sums } of rows) for (const [key, value] of sums) total.set(key, (total.get(key) ?? 0) + value);
  return total;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
