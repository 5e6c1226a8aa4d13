import { DOCUMENT_KIND, WORK_KIND } from '../definitions/administration';
import { becameLate, DOSSIER_KIND } from '../definitions/dossier-measures';
import { FORM_KIND } from '../definitions/forms';
import { PARTS } from '../definitions/parts';
import { PETITION_KIND } from '../definitions/petitions';
import { PROCEDURE_KIND } from '../definitions/procedures';
import { INDICATORS } from '../definitions/registry';
import { ASSIGNMENT_KIND, REGIME_KIND, REPORT_KIND } from '../definitions/reporting';
import { FACT_KINDS, type FactKind } from '../facts/fact';
import type { Half, Kind, Place, StoredMeasure } from '../measure/measure';
import { type Contribution, type Location, MeasurePlan, type Plan, type Series } from '../measure/plan';
import type { Settings } from '../measure/settings';
import type { State } from '../merge/state';

/** Series of a kind are numbered from here: a hundred for each, in the order of the contract's kinds. */
function seriesBase(kind: FactKind): number {
  return (FACT_KINDS.indexOf(kind) + 1) * 100;
}

/** What the halves of indicators and parts measure beyond the list of their kind: a new entry needs no other place. */
function furtherMeasures<F extends Place>({ measures: { kind, measures } }: Kind<F>): StoredMeasure<F>[] {
  const known = new Map(measures.map((measure) => [measure.key, measure]));
  const add = ({ measures: all }: Half<never>): void => {
    for (const measure of all as Half<F>['measures']) {
      if (measure.type === 'expected') continue;
      const same = known.get(measure.key) ?? measure;
      if (same !== measure) throw new Error(`two measures are called ${measure.key}`);
      known.set(measure.key, measure);
    }
  };
  for (const { fact, numerator, denominator } of [...INDICATORS, ...PARTS]) {
    if (fact !== kind) continue;
    add(numerator);
    if (denominator !== undefined) add(denominator);
  }
  return [...known.values()].slice(measures.length);
}

function planOf<F extends Place>(kind: Kind<F>): Plan {
  return new MeasurePlan(kind, seriesBase(kind.measures.kind), furtherMeasures(kind));
}

/** How each kind of fact is measured; a kind without measures is kept, and joined when a figure is read. */
export const PLANS: readonly Plan[] = [
  planOf(DOSSIER_KIND),
  planOf(PROCEDURE_KIND),
  planOf(FORM_KIND),
  planOf(PETITION_KIND),
  planOf(DOCUMENT_KIND),
  planOf(WORK_KIND),
  planOf(REGIME_KIND),
  planOf(REPORT_KIND),
  planOf(ASSIGNMENT_KIND),
];

const BY_KIND: ReadonlyMap<FactKind, Plan> = new Map(PLANS.map((plan) => [plan.kind, plan]));
const SERIES: ReadonlyMap<number, Series> = new Map(
  PLANS.flatMap(({ series }) => series.map((each) => [each.id, each] as const)),
);
const LOCATIONS: ReadonlyMap<string, Location> = locations();

function locations(): Map<string, Location> {
  const found = new Map<string, Location>();
  for (const plan of PLANS) {
    for (const key of plan.series.flatMap(({ keys }) => keys)) {
      if (found.has(key)) throw new Error(`two kinds measure ${key}`);
      found.set(key, plan.locate(key));
    }
  }
  return found;
}

/** Where the measure or list of a key is stored, whatever its kind. */
export function locate(key: string): Location {
  const location = LOCATIONS.get(key);
  if (location === undefined) throw new Error(`no measure ${key}`);
  return location;
}

export function seriesOf(id: number): Series {
  const series = SERIES.get(id);
  if (series === undefined) throw new Error(`no series ${id}`);
  return series;
}

/** The plan of a kind that indicators count. */
export function planFor(kind: FactKind): Plan {
  const plan = BY_KIND.get(kind);
  if (plan === undefined) throw new Error(`nothing of ${kind} is measured`);
  return plan;
}

const NOTHING: Contribution[] = [];

/** What a state contributes to all figures. */
export function contributionsOf(state: State, settings: Settings): Contribution[] {
  return BY_KIND.get(state.kind)?.contributions(state, settings) ?? NOTHING;
}

const LATE = locate(becameLate.key);

/** Whether contributions show a dossier that became late by an instant. */
export function isLateBy(contributions: readonly Contribution[], instant: number): boolean {
  return contributions.some(
    ({ series, at, amounts }) => series === LATE.series.id && at <= instant && amounts[LATE.slot] !== 0,
  );
}

const PRESENCE = PLANS.flatMap(({ presence }) => presence.map((key) => locate(key)));

/** Whether a contribution tells that there is data at all: every figure as of then or later asks for that. */
export function isPresence({ series, amounts }: Contribution): boolean {
  return PRESENCE.some((place) => place.series.id === series && amounts[place.slot] !== 0);
}

/** The kinds whose facts contribute to figures. */
export function measuredKinds(): FactKind[] {
  return PLANS.map(({ kind }) => kind);
}
