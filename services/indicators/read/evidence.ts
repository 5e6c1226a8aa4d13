import type { Sql, SqlValue } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import type { ExpectedMeasure, Half, StoredMeasure } from '../measure/measure';
import type { Settings } from '../measure/settings';
import { locate } from '../store/plans';
import type { CatalogueView } from './catalogue';
import { amountOf, readExpectedDue } from './expected';
import type { Question } from './question';
import { agencyFilter, scopeSql } from './scope';

export type HalfName = 'NUMERATOR' | 'DENOMINATOR' | 'GAP';

/** A fact behind a half, and how much it adds. */
export interface EvidenceRow {
  readonly subject: string;
  readonly agency: string;
  readonly amount: number;
}

/** A page of a list, in the order of codes. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly hasNext: boolean;
}

interface Select {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

export interface EvidenceRequest {
  readonly question: Question;
  readonly half: HalfName;
  /** The figure's effective last instant. */
  readonly T: number;
  readonly first: number;
  readonly after: string | null;
}

/**
 * The facts behind a half of a figure, found by the dates that make them count. Where each fact counts once, `total`
 * equals the figure. What takes away from a half is listed too, with a negative amount; a gap lists what is missing.
 */
export async function readEvidence(
  sql: Sql,
  request: EvidenceRequest,
  view: CatalogueView,
  settings: Settings,
): Promise<Page<EvidenceRow>> {
  const { question, half, T, first, after } = request;
  const { numerator, denominator } = question.indicator;
  const halves: [Half<never> | undefined, 1 | -1][] =
    half === 'NUMERATOR'
      ? [[numerator, 1]]
      : half === 'DENOMINATOR'
        ? [[denominator, 1]]
        : [
            [denominator, 1],
            [numerator, -1],
          ];
  const parts: Select[] = [];
  const expected: [ExpectedMeasure, 1 | -1][] = [];
  for (const [each, sign] of halves) {
    for (const measure of each?.measures ?? []) {
      if (measure.type === 'expected') expected.push([measure, sign]);
      else parts.push(select(measure, sign, question, T, view, settings.zone));
    }
  }
  if (parts.length === 0 || T < settings.zone.startOfDay(question.from)) return { rows: [], total: 0, hasNext: false };
  const wanted = half === 'GAP' ? '> 0' : '<> 0';
  const grouped = `SELECT subject, MIN(agency) AS agency, SUM(amount) AS amount
    FROM (${parts.map((part) => part.text).join(' UNION ALL ')}) AS part GROUP BY subject HAVING SUM(amount) ${wanted}`;
  const parameters = parts.flatMap((part) => part.parameters);
  if (expected.length === 0) return page(sql, grouped, parameters, 'subject, agency, amount', first, after);
  const stored = await sql.all<EvidenceRow>(grouped, parameters);
  const all = bySubject([...stored, ...(await expectedRows(sql, expected, request, view, settings))]);
  const rest = all.filter(({ subject }) => subject > (after ?? ''));
  return { rows: rest.slice(0, first), total: all.length, hasNext: rest.length > first };
}

/** One row a subject: a report may bear the name of another that is expected. */
function bySubject(rows: readonly EvidenceRow[]): EvidenceRow[] {
  const found = new Map<string, EvidenceRow>();
  for (const row of rows) {
    const same = found.get(row.subject);
    // A database gives sums as it likes.
    const amount = Number(row.amount) + (same?.amount ?? 0);
    found.set(row.subject, { ...(same ?? row), amount });
  }
  return [...found.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/** Expected reports are no rows of the store: there are some hundreds of them in a period, and they are put beside those. */
async function expectedRows(
  sql: Sql,
  measures: readonly [ExpectedMeasure, 1 | -1][],
  { question, half, T }: EvidenceRequest,
  view: CatalogueView,
  settings: Settings,
): Promise<EvidenceRow[]> {
  const inScope = agencyFilter(question, view);
  const rows: EvidenceRow[] = [];
  // They have no channel, procedure and field: the rows of a breakdown that have none, either.
  if ([question.channel, question.procedure, question.field].some((filter) => (filter ?? '') !== '')) return rows;
  for (const report of await readExpectedDue(sql, question.from, T, settings)) {
    const { subject, agency } = report;
    const amount = measures.reduce((sum, [measure, sign]) => sum + sign * amountOf(measure, report, T, settings), 0);
    const counts = half === 'GAP' ? amount > 0 : amount !== 0;
    if (counts && inScope(agency)) rows.push({ subject, agency, amount });
  }
  return rows;
}

/** One page of a grouped query in the order of `subject`, and how many there are in all. */
export async function page<Row extends { subject: string }>(
  sql: Sql,
  query: string,
  parameters: readonly SqlValue[],
  columns: string,
  first: number,
  after: string | null,
): Promise<Page<Row>> {
  const [count] = await sql.all<{ total: number }>(`SELECT COUNT(*) AS total FROM (${query}) AS found`, parameters);
  const rows = await sql.all<Row>(
    `SELECT ${columns} FROM (${query}) AS found WHERE subject > ? ORDER BY subject LIMIT ?`,
    [...parameters, after ?? '', first + 1],
  );
  return { rows: rows.slice(0, first), total: Number(count!.total), hasNext: rows.length > first };
}

function select(
  measure: StoredMeasure<never>,
  sign: 1 | -1,
  question: Question,
  T: number,
  view: CatalogueView,
  zone: Zone,
): Select {
  const { series, slot } = locate(measure.key);
  const { where, parameters } = scopeSql(question, view, question.indicator.among);
  const start = zone.startOfDay(question.from);
  if (measure.type === 'flow') {
    return {
      text: `SELECT subject, agency, ${sign} * v${slot} AS amount FROM contribution
        WHERE series = ? AND at_ms BETWEEN ? AND ? AND on_ms >= ? AND v${slot} <> 0${where}`,
      parameters: [series.id, start, T, start, ...parameters],
    };
  }
  // The row of an exit takes away what was added.
  return {
    text: `SELECT subject, agency, ${-sign} * v${slot} AS amount FROM contribution ${heldAt(measure.key, T)}${where}`,
    parameters,
  };
}

/** Condition for what a stock holds at T: the exit lies after T (or at no time), the entry does not. */
export function heldAt(key: string, T: number): string {
  const { series, slot } = locate(key);
  return `WHERE series = ${series.id} AND at_ms > ${T} AND on_ms <= ${T} AND v${slot} <> 0`;
}
