import type { Sql } from '../../../infra/database';
import {
  dossierOf,
  dossiersKnownAs,
  loadStates,
  type Page,
  type Settings,
  type State,
  said,
  walkStates,
  walkUncopied,
} from '../../indicators';
import { agencyOfCode } from './codes';
import { type Difference, differencesOf } from './compare';

/** A field of a dossier on which the two sides disagree; the field `dossier` where one side does not have it at all. */
export interface MismatchRow extends Difference {
  /** The provincial system's code, or the portal's where the system has none. */
  readonly dossier: string;
}

/** A place in the list. */
export type MismatchKey = readonly [dossier: string, field: string];

export interface ReconciliationQuestion {
  /** The agencies asked for; null: all. A dossier that only the portal has belongs to the agency in its code. */
  readonly agencies: ReadonlySet<string> | null;
  readonly settings: Settings;
  readonly first: number;
  readonly after: MismatchKey | null;
}

/**
 * Compares every copy on the portal with its dossier, found under the same code, else by the dossier's `portalCode`. A
 * dossier that the system calls synchronised, at an instant since which copies have been coming in, and of which no
 * copy came, is a mismatch; where no portal payload was ever seen there is none.
 *
 * Cost: each page of the answer reads all copies and their dossiers, some thousands at a time, and looks once at every
 * dossier in the database; time grows with the number of dossiers, memory does not.
 */
export async function reconcile(sql: Sql, question: ReconciliationQuestion): Promise<Page<MismatchRow>> {
  const rows = new Rows(question);
  let since = Number.POSITIVE_INFINITY;
  for await (const copies of walkStates(sql, 'portal')) {
    const dossiers = await loadStates(sql, 'dossier', subjectsOf(copies));
    const renamed = await renamedOf(
      sql,
      copies.filter(({ subject }) => !dossiers.has(subject)),
    );
    for (const copy of copies) {
      since = Math.min(since, (said(copy, 'firstSeenAt') as number | undefined) ?? since);
      const own = dossiers.get(copy.subject);
      const others = renamed.get(copy.subject);
      if (own !== undefined) rows.compare(own, copy);
      else if (others === undefined) rows.stranger(copy.subject);
      else for (const dossier of others) rows.compare(dossier, copy);
    }
  }
  if (since < Number.POSITIVE_INFINITY) {
    for await (const dossiers of walkUncopied(sql)) for (const dossier of dossiers) rows.missing(dossier, since);
  }
  return rows.page();
}

/** The dossiers of copies under another code, by that code. One that has a copy under its own code is held against that. */
async function renamedOf(sql: Sql, copies: readonly State[]): Promise<Map<string, State[]>> {
  if (copies.length === 0) return new Map();
  const known = await dossiersKnownAs(sql, subjectsOf(copies));
  const codes = [...new Set([...known.values()].flat())];
  if (codes.length === 0) return new Map();
  const dossiers = await loadStates(sql, 'dossier', codes);
  const ownCopies = await loadStates(sql, 'portal', codes);
  const found = (code: string): State[] => {
    const state = ownCopies.has(code) ? undefined : dossiers.get(code);
    return state === undefined ? [] : [state];
  };
  return new Map([...known].map(([code, names]) => [code, names.flatMap(found)]));
}

function subjectsOf(states: readonly State[]): string[] {
  return states.map(({ subject }) => subject);
}

/** Counts the rows, and keeps those of the page asked for; they come in any order. */
class Rows {
  #total = 0;
  /** The lowest rows behind `after`, with some more until they are cut. */
  #lowest: MismatchRow[] = [];

  constructor(private readonly question: ReconciliationQuestion) {}

  compare(dossier: State, copy: State): void {
    if (!this.#isAsked(said(dossier, 'agencyCode'))) return;
    const code = dossier.subject;
    const life = dossierOf(dossier, this.question.settings);
    // A voided dossier never was, but the portal has it.
    if (life === undefined) this.#add({ dossier: code, field: 'dossier', system: null, portal: copy.subject });
    else for (const difference of differencesOf(dossier, life, copy)) this.#add({ dossier: code, ...difference });
  }

  /** A dossier of which no copy was seen, though copies have been seen since this instant. */
  missing(dossier: State, since: number): void {
    const syncedAt = said(dossier, 'syncedAt');
    if (typeof syncedAt !== 'number' || syncedAt < since || said(dossier, 'voided') === true) return;
    if (!this.#isAsked(said(dossier, 'agencyCode'))) return;
    this.#add({ dossier: dossier.subject, field: 'dossier', system: dossier.subject, portal: null });
  }

  /** A copy of a dossier that the provincial system does not know. */
  stranger(code: string): void {
    if (this.#isAsked(agencyOfCode(code))) this.#add({ dossier: code, field: 'dossier', system: null, portal: code });
  }

  page(): Page<MismatchRow> {
    const { first } = this.question;
    this.#cut();
    return { rows: this.#lowest.slice(0, first), total: this.#total, hasNext: this.#lowest.length > first };
  }

  #isAsked(agency: unknown): boolean {
    const { agencies } = this.question;
    return agencies === null || (typeof agency === 'string' && agencies.has(agency));
  }

  #add(row: MismatchRow): void {
    this.#total++;
    const { after, first } = this.question;
    if (after !== null && compareKeys([row.dossier, row.field], after) <= 0) return;
    this.#lowest.push(row);
    if (this.#lowest.length > 2 * first + 1000) this.#cut();
  }

  #cut(): void {
    this.#lowest.sort((a, b) => compareKeys([a.dossier, a.field], [b.dossier, b.field]));
    // One more than the page tells whether another follows.
    this.#lowest.length = Math.min(this.#lowest.length, this.question.first + 1);
  }
}

function compareKeys(a: MismatchKey, b: MismatchKey): number {
  const at = a[0] === b[0] ? 1 : 0;
  return a[at] < b[at] ? -1 : a[at] > b[at] ? 1 : 0;
}
