import type { Sql, SqlValue } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import type { Dossier } from '../measure/dossier';
import type { Measure } from '../measure/measure';
import { DOSSIER_PLAN } from '../store/plans';
import type { CatalogueView } from './catalogue';
import type { Question } from './question';
import { scopeSql } from './scope';

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

/**
 * The facts behind a half of a figure, found by the dates that make them count. Where each fact counts once, `total`
 * equals the figure.
 * @param T the figure's effective last instant
 */
export async function readEvidence(
  sql: Sql,
  request: { question: Question; half: HalfName; T: number; first: number; after: string | null },
  view: CatalogueView,
  zone: Zone,
): Promise<Page<EvidenceRow>> {
  const { question, half, T, first, after } = request;
  const { numerator, denominator } = question.indicator;
  const measures = (signed: readonly Measure<Dossier>[], sign: 1 | -1): Select[] =>
    signed.map((measure) => select(measure, sign, question, T, view, zone));
  const parts =
    half === 'NUMERATOR'
      ? measures(numerator.measures, 1)
      : half === 'DENOMINATOR'
        ? measures(denominator?.measures ?? [], 1)
        : [...measures(denominator?.measures ?? [], 1), ...measures(numerator.measures, -1)];
  if (parts.length === 0 || T < zone.startOfDay(question.from)) return { rows: [], total: 0, hasNext: false };
  const grouped = `SELECT subject, MIN(agency) AS agency, SUM(amount) AS amount
    FROM (${parts.map((part) => part.text).join(' UNION ALL ')}) AS part GROUP BY subject HAVING SUM(amount) > 0`;
  const parameters = parts.flatMap((part) => part.parameters);
  return page(sql, grouped, parameters, 'subject, agency, amount', first, after);
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
  measure: Measure<Dossier>,
  sign: 1 | -1,
  question: Question,
  T: number,
  view: CatalogueView,
  zone: Zone,
): Select {
  const { series, slot } = DOSSIER_PLAN.locate(measure.key);
  const { where, parameters } = scopeSql(question, view);
  const start = zone.startOfDay(question.from);
  if (measure.type === 'flow') {
    return {
      text: `SELECT subject, agency, ${sign} * v${slot} AS amount FROM contribution
        WHERE series = ? AND at_ms BETWEEN ? AND ? AND on_ms >= ? AND v${slot} <> 0${where}`,
      parameters: [series.id, start, T, start, ...parameters],
    };
  }
  return {
    text: `SELECT subject, agency, ${sign} AS amount FROM contribution ${heldAt(measure.key, T)}${where}`,
    parameters,
  };
}

/** Condition for what a stock holds at T: the exit lies after T (or at no time), the entry does not. */
export function heldAt(key: string, T: number): string {
  const { series, slot } = DOSSIER_PLAN.locate(key);
  return `WHERE series = ${series.id} AND at_ms > ${T} AND on_ms <= ${T} AND v${slot} < 0`;
}
