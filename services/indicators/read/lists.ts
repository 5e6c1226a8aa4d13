import type { Sql, SqlValue } from '../../../infra/database';
import * as m from '../definitions/dossier-measures';
import { DOSSIER_PLAN } from '../store/plans';
import type { CatalogueView } from './catalogue';
import { heldAt, type Page, page } from './evidence';
import { type Scope, scopeSql } from './scope';

/** Which late dossiers are wanted. */
export interface LateQuestion {
  readonly scope: Scope;
  /** The last instant that counts. */
  readonly T: number;
  /** First instant of the period; null: only what is late at T. */
  readonly from: number | null;
  /** Only those in progress at T. */
  readonly open: boolean;
  readonly explained: boolean | null;
  readonly apologised: boolean | null;
  readonly first: number;
  readonly after: string | null;
}

/**
 * Dossiers that are late at T, or became late or were completed late in the period, by code. A dossier late before a
 * pause stays listed while it is paused.
 */
export async function readLateCases(
  sql: Sql,
  question: LateQuestion,
  view: CatalogueView,
): Promise<Page<{ subject: string }>> {
  const { T, from, open } = question;
  const { where, parameters } = scopeSql(question.scope, view);
  const sets: { text: string; parameters: SqlValue[] }[] = [];
  const add = (condition: string, own: SqlValue[] = []): void => {
    sets.push({ text: `SELECT subject FROM contribution ${condition}${where}`, parameters: [...own, ...parameters] });
  };
  add(heldAt(m.lateOpen.key, T));
  if (from !== null && !open) {
    for (const { key } of [m.becameLate, m.completedLate]) {
      const { series, slot } = DOSSIER_PLAN.locate(key);
      add(`WHERE series = ? AND at_ms BETWEEN ? AND ? AND v${slot} <> 0`, [series.id, from, T]);
    }
  }
  const conditions: string[] = [];
  const restrict = (wanted: boolean | null, stillOwed: { key: string }): void => {
    if (wanted === null) return;
    const owed = `SELECT subject FROM contribution ${heldAt(stillOwed.key, T)}`;
    conditions.push(`subject ${wanted ? 'NOT IN' : 'IN'} (${owed})`);
  };
  restrict(question.explained, m.unexplained);
  restrict(question.apologised, m.unapologised);
  const query = `SELECT DISTINCT subject FROM (${sets.map((set) => set.text).join(' UNION ALL ')}) AS late${
    conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  }`;
  const all = sets.flatMap((set) => set.parameters);
  return page(sql, query, all, 'subject', question.first, question.after);
}

/** Which dossiers fall due. */
export interface DueQuestion {
  readonly scope: Scope;
  readonly T: number;
  /** Due at or after this instant ... */
  readonly from: number;
  /** ... and at or before this one. */
  readonly until: number;
  readonly first: number;
  readonly after: { at: number; subject: string } | null;
}

/** Dossiers in progress at T, not late, whose due date in force lies in the range; soonest first. */
export async function readDueSoon(
  sql: Sql,
  question: DueQuestion,
  view: CatalogueView,
): Promise<Page<{ subject: string; at: number }>> {
  const { T, from, until, first, after } = question;
  const { where, parameters } = scopeSql(question.scope, view);
  const query = `FROM contribution WHERE series = ? AND at_ms >= ? AND at_ms <= ? AND on_ms <= ? AND v1 > ?${where}`;
  const all: SqlValue[] = [DOSSIER_PLAN.locate(m.dueDates.key).series.id, from, until, T, T, ...parameters];
  const [count] = await sql.all<{ total: number }>(`SELECT COUNT(*) AS total ${query}`, all);
  const start = after ?? { at: -1, subject: '' };
  const rows = await sql.all<{ subject: string; at: number }>(
    `SELECT subject, at_ms AS at ${query} AND (at_ms > ? OR (at_ms = ? AND subject > ?)) ORDER BY at_ms, subject LIMIT ?`,
    [...all, start.at, start.at, start.subject, first + 1],
  );
  return { rows: rows.slice(0, first), total: Number(count!.total), hasNext: rows.length > first };
}
