import type { Sql } from '../../../infra/database';
import type { Fact, FactKind } from '../facts/fact';
import type { Contribution } from '../measure/plan';
import type { Settings } from '../measure/settings';
import { mergeFact } from '../merge/merge';
import { emptyState, type State } from '../merge/state';
import { CellDeltas } from './cells';
import { ContributionChanges, difference } from './contributions';
import { contributionsOf, isLateBy, seriesOf } from './plans';
import { copiesOf, dossiersCopied, movePortalCodes, portalCodeOf } from './portal-copies';
import { dueHalves, moveReportSlots, type ReportSlot, reportSlotOf } from './report-slots';
import { loadStatesToChange, saveStates } from './states';

/** What merging a batch of facts did. */
export interface Merged {
  /** Facts that were new, in the order given. */
  readonly accepted: readonly Fact[];
  /** Facts that had been merged before. */
  readonly repeated: number;
  /** What the cells move by; not written yet. */
  readonly cells: CellDeltas;
  /** Dossiers that are or were late by now, and of which something new was said. */
  readonly late: readonly string[];
}

/** A state that may change, and what it said before. */
interface Touched {
  readonly state: State;
  readonly isNew: boolean;
  readonly before: readonly Contribution[];
  readonly portalCode: string | null;
  readonly reportSlot: ReportSlot | null;
}

export interface BatchSettings {
  readonly settings: Settings;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether any copy of the national portal was ever taken in; while not, none is looked for. */
  readonly copies: boolean;
}

/**
 * Merges facts into their states and writes states and contributions, inside the caller's transaction; the cells are
 * the caller's to write, as they are rows that every writer meets at. States are taken in the order of their keys, so
 * that writers do not wait for one another in a circle.
 */
export async function mergeBatch(sql: Sql, facts: readonly Fact[], batch: BatchSettings): Promise<Merged> {
  const { settings } = batch;
  const accepted: Fact[] = [];
  const changed = new Map<string, Touched>();
  const touch = (state: State): Touched => ({
    state,
    isNew: state.events.length === 0,
    before: state.events.length === 0 ? [] : contributionsOf(state, settings),
    portalCode: portalCodeOf(state),
    reportSlot: reportSlotOf(state),
  });
  for (const [kind, bySubject] of groupBySubject(facts)) {
    const subjects = [...bySubject.keys()].sort();
    const known = await loadStatesToChange(sql, kind, subjects);
    for (const subject of subjects) {
      const touched = touch(known.get(subject) ?? emptyState(kind, subject));
      const fresh = bySubject.get(subject)!.filter((fact) => mergeFact(touched.state, fact));
      if (fresh.length === 0) continue;
      for (const fact of fresh) accepted.push(fact);
      changed.set(`${kind} ${subject}`, touched);
    }
  }
  if (batch.copies) await joinCopies(sql, changed, touch);
  const touched = [...changed.values()];
  await saveStates(
    sql,
    touched.map(({ state }) => state),
    isNewOf(touched),
  );
  await movePortalCodes(sql, touched);
  await moveReportSlots(sql, touched);
  const { contributions, cells, late } = measure(touched, batch);
  await contributions.flush(sql, 'contribution');
  return { accepted, repeated: facts.length - accepted.length, cells, late };
}

function isNewOf(touched: readonly Touched[]): (state: State) => boolean {
  const created = new Set(touched.filter(({ isNew }) => isNew).map(({ state }) => state));
  return (state) => created.has(state);
}

/** What the changed states contribute no longer, and what they do anew. */
function measure(
  touched: readonly Touched[],
  { settings, now }: BatchSettings,
): { contributions: ContributionChanges; cells: CellDeltas; late: string[] } {
  const cells = new CellDeltas(settings.zone);
  const contributions = new ContributionChanges();
  const late: string[] = [];
  // Under DATE a figure reaches to the end of its day, and so does what is told of late cases.
  const reached = settings.rule === 'DATE' ? settings.zone.startOfDay(settings.zone.localDay(now) + 1) - 1 : now;
  for (const { state, before, reportSlot } of touched) {
    // What fills an expected place may move a figure without contributing to it.
    for (const half of [...dueHalves(reportSlot), ...dueHalves(reportSlotOf(state))]) cells.moved.flows.add(half);
    const after = contributionsOf(state, settings);
    // A due date may move, and with it the days of delay, while every contribution stays as it is.
    if (isLateBy(before, reached) || isLateBy(after, reached)) late.push(state.subject);
    const gone = difference(before, after);
    const added = difference(after, before);
    if (gone.length + added.length === 0) continue;
    contributions.change(state.subject, gone, added);
    for (const contribution of gone) cells.add(seriesOf(contribution.series), contribution, -1);
    for (const contribution of added) cells.add(seriesOf(contribution.series), contribution, 1);
  }
  return { contributions, cells, late };
}

/**
 * Locks what a batch with copies is going to change, in the order in which every other batch takes its states: whoever
 * had the store's revision first and then waited for a state would be in the way of all.
 */
export async function lockForCopies(sql: Sql, facts: readonly Fact[]): Promise<void> {
  const of = (kind: FactKind): string[] => facts.filter((fact) => fact.kind === kind).map(({ subject }) => subject);
  const copies = [...new Set(of('portal'))].sort();
  const dossiers = new Set([...of('dossier'), ...(await dossiersCopied(sql, copies))]);
  await loadStatesToChange(sql, 'dossier', [...dossiers].sort());
  await loadStatesToChange(sql, 'portal', copies);
}

/** Brings the dossiers of the batch, and those whose copy is in it, to what the portal's copies show of them. */
async function joinCopies(sql: Sql, changed: Map<string, Touched>, touch: (state: State) => Touched): Promise<void> {
  const copied = [...changed.values()].filter(({ state }) => state.kind === 'portal').map(({ state }) => state.subject);
  const further = (await dossiersCopied(sql, copied)).filter((subject) => !changed.has(`dossier ${subject}`));
  const dossiers = [...changed.values()].filter(({ state }) => state.kind === 'dossier');
  for (const state of (await loadStatesToChange(sql, 'dossier', further)).values()) dossiers.push(touch(state));
  const seen = await copiesOf(
    sql,
    dossiers.map(({ state }) => state),
    [...changed.values()].map(({ state }) => state),
  );
  for (const dossier of dossiers) {
    const { state } = dossier;
    const at = seen.get(state.subject) ?? null;
    if (at === state.portalSeenAt) continue;
    state.portalSeenAt = at;
    changed.set(`dossier ${state.subject}`, dossier);
  }
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
