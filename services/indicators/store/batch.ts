import type { Sql } from '../../../infra/database';
import type { Fact, FactKind } from '../facts/fact';
import type { Settings } from '../measure/settings';
import { mergeFact } from '../merge/merge';
import { emptyState, type State } from '../merge/state';
import { CellDeltas } from './cells';
import { ContributionChanges, difference } from './contributions';
import { contributionsOf, seriesOf } from './plans';
import { loadStates, saveStates } from './states';

/** What merging a batch of facts did. */
export interface Merged {
  /** Facts that were new, in the order given. */
  readonly accepted: readonly Fact[];
  /** Facts that had been merged before. */
  readonly repeated: number;
}

/**
 * Merges facts into their states and moves the contributions and cells by the difference, inside the caller's
 * transaction. Rows are taken in key order, so that writers meet in one order and do not deadlock.
 */
export async function mergeBatch(sql: Sql, facts: readonly Fact[], settings: Settings): Promise<Merged> {
  const accepted: Fact[] = [];
  const changed: State[] = [];
  const cells = new CellDeltas(settings.zone);
  const contributions = new ContributionChanges();
  for (const [kind, bySubject] of groupBySubject(facts)) {
    const subjects = [...bySubject.keys()].sort();
    const known = await loadStates(sql, kind, subjects);
    for (const subject of subjects) {
      const state = known.get(subject) ?? emptyState(kind, subject);
      const before = state.events.length === 0 ? [] : contributionsOf(state, settings);
      const fresh = bySubject.get(subject)!.filter((fact) => mergeFact(state, fact));
      if (fresh.length === 0) continue;
      for (const fact of fresh) accepted.push(fact);
      changed.push(state);
      const after = contributionsOf(state, settings);
      const gone = difference(before, after);
      const added = difference(after, before);
      contributions.change(subject, gone, added);
      for (const contribution of gone) cells.add(seriesOf(contribution.series), contribution, -1);
      for (const contribution of added) cells.add(seriesOf(contribution.series), contribution, 1);
    }
  }
  await saveStates(sql, changed);
  await contributions.flush(sql, 'contribution');
  await cells.flush(sql, 'cell');
  return { accepted, repeated: facts.length - accepted.length };
}

function groupBySubject(facts: readonly Fact[]): [FactKind, Map<string, Fact[]>][] {
  const kinds = new Map<FactKind, Map<string, Fact[]>>();
  for (const fact of facts) {
    let subjects = kinds.get(fact.kind);
    if (subjects === undefined) {
      subjects = new Map();
      kinds.set(fact.kind, subjects);
    }
    const group = subjects.get(fact.subject);
    if (group === undefined) subjects.set(fact.subject, [fact]);
    else group.push(fact);
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
}
