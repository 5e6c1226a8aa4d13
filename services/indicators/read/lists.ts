import type { Sql, SqlValue } from '../../../infra/database';
import * as m from '../definitions/dossier-measures';
import { FOREVER } from '../measure/settings';
import { locate } from '../store/plans';
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
      const { series, slot } = locate(key);
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

/** Where a list by date goes on: behind this dossier at this instant. */
export interface DatePlace {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly subject: string;
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
  readonly after: DatePlace | null;
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
  const all: SqlValue[] = [locate(m.dueDates.key).series.id, from, until, T, T, ...parameters];
  const [count] = await sql.all<{ total: number }>(`SELECT COUNT(*) AS total ${query}`, all);
  const start = after ?? { at: -1, subject: '' };
  const rows = await sql.all<{ subject: string; at: number }>(
    `SELECT subject, at_ms AS at ${query} AND (at_ms > ? OR (at_ms = ? AND subject > ?)) ORDER BY at_ms, subject LIMIT ?`,
    [...all, start.at, start.at, start.subject, first + 1],
  );
  return { rows: rows.slice(0, first), total: Number(count!.total), hasNext: rows.length > first };
}

/** Lists in the order of a date: the receipt, the instant of becoming late, a late completion, the exit of a late one. */
const DATED_BY = {
  received: m.received,
  becameLate: m.becameLate,
  completedLate: m.completedLate,
  lateOpen: m.lateOpen,
};

/** Which dossiers are wanted in the order of a date of theirs. */
export interface DatedQuestion {
  /** Dated in the period; `lateOpen`: late and in progress at T, in the order of their exits, all of them later. */
  readonly list: keyof typeof DATED_BY;
  readonly scope: Scope;
  /** First instant of the period. */
  readonly from: number;
  /** The last instant that counts. */
  readonly T: number;
}

/** A dossier in a list by date, and the agency that answers for it; '' where none was stated. */
export interface DatedDossier extends DatePlace {
  readonly agency: string;
}

/** One page of a list by date. It counts nothing: a page costs the same wherever it begins. */
export async function readDated(
  sql: Sql,
  { list, scope, from, T }: DatedQuestion,
  view: CatalogueView,
  { first, after }: { readonly first: number; readonly after: DatePlace | null },
): Promise<Omit<Page<DatedDossier>, 'total'>> {
  const { where, parameters } = scopeSql(scope, view);
  const { series, slot } = locate(DATED_BY[list].key);
  const select = (dates: string, own: readonly SqlValue[], limit: number): Promise<DatedDossier[]> =>
    sql.all(
      `SELECT subject, agency, at_ms AS at FROM contribution WHERE series = ? AND ${dates}
       AND on_ms <= ? AND v${slot} <> 0${where} ORDER BY at_ms, subject LIMIT ?`,
      [series.id, ...own, T, ...parameters, limit],
    );
  const [eve, last] = list === 'lateOpen' ? [T, FOREVER] : [from - 1, T];
  // A cursor of another period stands for the beginning.
  const place = after !== null && after.at > eve && after.at <= last ? after : null;
  const rows: DatedDossier[] = [];
  // Asked apart, each by the key: many dossiers may share an instant, that of an exit yet to come above all.
  if (place !== null) rows.push(...(await select('at_ms = ? AND subject > ?', [place.at, place.subject], first + 1)));
  if (rows.length <= first) {
    rows.push(...(await select('at_ms > ? AND at_ms <= ?', [place?.at ?? eve, last], first + 1 - rows.length)));
  }
  return { rows: rows.slice(0, first).map((row) => ({ ...row, at: Number(row.at) })), hasNext: rows.length > first };
}

/** Dossiers in memory at once on a walk. */
const WALKED = 1000;

/** All of a list by date, page by page. */
export async function* walkDated(
  sql: Sql,
  question: DatedQuestion,
  view: CatalogueView,
): AsyncGenerator<readonly DatedDossier[]> {
  for (let after: DatePlace | null = null; ; ) {
    const page: Awaited<ReturnType<typeof readDated>> = await readDated(sql, question, view, { first: WALKED, after });
    if (page.rows.length > 0) yield page.rows;
    if (!page.hasNext) return;
    after = page.rows.at(-1)!;
  }
}
