import { becameLate, DOSSIER_MEASURES } from '../definitions/dossier-measures';
import { FACT_KINDS, type FactKind } from '../facts/fact';
import { dossierOf } from '../measure/dossier';
import { type Contribution, MeasurePlan, type Series } from '../measure/plan';
import type { Settings } from '../measure/settings';
import type { State } from '../merge/state';

/** How each kind of fact is measured; a kind without measures is kept, and joined when a figure is read. */
export const DOSSIER_PLAN = new MeasurePlan(DOSSIER_MEASURES, seriesBase('dossier'), dossierOf);

const PLANS: ReadonlyMap<FactKind, { contributions(state: State, settings: Settings): Contribution[] }> = new Map([
  ['dossier', DOSSIER_PLAN],
]);

const SERIES: ReadonlyMap<number, Series> = new Map(DOSSIER_PLAN.series.map((series) => [series.id, series]));

/** Series of a kind are numbered from here: a hundred for each, in the order of the contract's kinds. */
function seriesBase(kind: FactKind): number {
  return (FACT_KINDS.indexOf(kind) + 1) * 100;
}

export function seriesOf(id: number): Series {
  const series = SERIES.get(id);
  if (series === undefined) throw new Error(`no series ${id}`);
  return series;
}

const NOTHING: Contribution[] = [];

/** What a state contributes to all figures. */
export function contributionsOf(state: State, settings: Settings): Contribution[] {
  return PLANS.get(state.kind)?.contributions(state, settings) ?? NOTHING;
}

const LATE = DOSSIER_PLAN.locate(becameLate.key);

/** Whether contributions show a dossier that became late by an instant. */
export function isLateBy(contributions: readonly Contribution[], instant: number): boolean {
  return contributions.some(
    ({ series, at, amounts }) => series === LATE.series.id && at <= instant && amounts[LATE.slot] !== 0,
  );
}

const PRESENCE = DOSSIER_MEASURES.presence.map(({ key }) => DOSSIER_PLAN.locate(key));

/** Whether a contribution tells that there is data at all: every figure as of then or later asks for that. */
export function isPresence({ series, amounts }: Contribution): boolean {
  return PRESENCE.some((place) => place.series.id === series && amounts[place.slot] !== 0);
}

/** The kinds whose facts contribute to figures. */
export function measuredKinds(): FactKind[] {
  return [...PLANS.keys()];
}
