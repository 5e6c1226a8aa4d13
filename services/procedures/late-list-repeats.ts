import type { Sql } from '../../infra/database';
import { type CatalogueView, type DatedDossier, loadStates, officerAt, walkDated } from '../indicators';
import { byCases, type LateListQuestion } from './late-list';

/** How often dossiers became late at an agency, with one officer. */
export interface RepeatLateLine {
  readonly agency: string;
  /** null where nobody was stated, and where persons are not told apart. */
  readonly officerCode: string | null;
  readonly cases: number;
}

/** Who is counted: agencies, or each officer of an agency by himself. */
export interface RepeatLateQuestion extends LateListQuestion {
  readonly byOfficer: boolean;
  /** Lines with fewer cases are left out. */
  readonly threshold: number;
}

/**
 * With whom dossiers became late again and again in the period (clause 1a), as of T: by the agency stated last and the
 * officer who held the dossier when it became late; most cases first. Dossiers without an agency are left out. Some
 * thousand are in memory at once.
 */
export async function readRepeatLate(
  sql: Sql,
  { byOfficer, threshold, ...question }: RepeatLateQuestion,
  view: CatalogueView,
): Promise<RepeatLateLine[]> {
  const lines = new Map<string, RepeatLateLine>();
  for await (const page of walkDated(sql, { ...question, list: 'becameLate' }, view)) {
    const officers = byOfficer ? await officersOf(sql, page) : undefined;
    for (const { agency, subject } of page) {
      if (agency === '') continue;
      const officerCode = officers?.get(subject) ?? null;
      const key = JSON.stringify([agency, officerCode]);
      lines.set(key, { agency, officerCode, cases: (lines.get(key)?.cases ?? 0) + 1 });
    }
  }
  const repeated = [...lines.values()].filter(({ cases }) => cases >= threshold);
  return repeated.sort(byCases(({ officerCode }) => officerCode));
}

/** Who held each dossier at its date; null where nobody was stated by then. */
async function officersOf(sql: Sql, dossiers: readonly DatedDossier[]): Promise<Map<string, string | null>> {
  const codes = dossiers.map(({ subject }) => subject);
  const states = await loadStates(sql, 'dossier', codes);
  return new Map(dossiers.map(({ subject, at }) => [subject, officerAt(states.get(subject)!, at)]));
}
