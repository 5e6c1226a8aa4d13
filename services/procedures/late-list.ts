import type { Sql } from '../../infra/database';
import {
  type CatalogueView,
  type DatedQuestion,
  type Dossier,
  dossierOf,
  loadStates,
  type Settings,
  type State,
  walkDated,
} from '../indicators';
import { lateAt } from './late-case';

/** Late dossiers of one agency with one kind of reason, as of an instant. */
export interface LateListLine {
  /** '' where none was stated. */
  readonly agency: string;
  /** null where none was stated. */
  readonly reasonCode: string | null;
  /** Those completed, withdrawn or stopped, and in progress. */
  readonly cases: number;
  readonly completed: number;
  /** Withdrawn or stopped. */
  readonly left: number;
  readonly open: number;
  readonly explained: number;
  readonly apologised: number;
  /** Days late of the one that is late the longest. */
  readonly daysLate: number;
}

/** Which late dossiers are listed. Instants are epoch milliseconds. */
export type LateListQuestion = Omit<DatedQuestion, 'list'>;

type Way = Exclude<DatedQuestion['list'], 'received'>;
const WAYS: readonly Way[] = ['lateOpen', 'becameLate', 'completedLate'];

/**
 * The monthly late list (task 17): dossiers late at T, and those that became late or were completed late in the period,
 * by agency and kind of reason; most cases first. It shows no single dossier, no officer, no applicant.
 * Time grows with the number of late dossiers; some thousand of them are in memory at once.
 */
export async function readLateList(
  sql: Sql,
  question: LateListQuestion,
  view: CatalogueView,
  settings: Settings,
): Promise<LateListLine[]> {
  const lines = new Map<string, LateListLine>();
  for (const way of WAYS) {
    for await (const page of walkDated(sql, { ...question, list: way }, view)) {
      const codes = page.map(({ subject }) => subject);
      for (const state of (await loadStates(sql, 'dossier', codes)).values()) {
        const life = dossierOf(state, settings);
        // A dossier that is listed for several reasons counts with the first of them.
        if (life === undefined || firstWay(life, question) !== way) continue;
        const line = lineOf(state, life, question.T, settings);
        const key = JSON.stringify([line.agency, line.reasonCode]);
        const sum = lines.get(key);
        lines.set(key, sum === undefined ? line : together(sum, line));
      }
    }
  }
  return [...lines.values()].sort(byCases(({ reasonCode }) => reasonCode));
}

/** Most cases first, then by agency and a further text; what has none of them comes before what has one. */
export function byCases<Line extends { readonly cases: number; readonly agency: string }>(
  further: (line: Line) => string | null,
): (a: Line, b: Line) => number {
  const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return (a, b) => b.cases - a.cases || compare(a.agency, b.agency) || compare(further(a) ?? '', further(b) ?? '');
}

function firstWay({ exitAt, late }: Dossier, { from, T }: LateListQuestion): Way {
  if (exitAt! > T) return 'lateOpen';
  return late!.at >= from ? 'becameLate' : 'completedLate';
}

/** What one dossier adds, which was late by T. */
function lineOf(state: State, life: Dossier, T: number, settings: Settings): LateListLine {
  const late = lateAt(state, life, T, settings)!;
  const byThen = (instant: number | null): number => Number(instant !== null && instant <= T);
  return {
    agency: life.agency,
    reasonCode: late.reasonCode,
    cases: 1,
    completed: byThen(life.completedAt),
    left: byThen(life.leftAt),
    open: 1 - byThen(life.exitAt),
    explained: byThen(life.explainedAt),
    apologised: byThen(life.apologisedAt),
    daysLate: late.daysLate,
  };
}

function together(a: LateListLine, b: LateListLine): LateListLine {
  return {
    ...a,
    cases: a.cases + b.cases,
    completed: a.completed + b.completed,
    left: a.left + b.left,
    open: a.open + b.open,
    explained: a.explained + b.explained,
    apologised: a.apologised + b.apologised,
    daysLate: Math.max(a.daysLate, b.daysLate),
  };
}
