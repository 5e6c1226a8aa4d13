import type { Group, Part, WeightSet } from '../../directive';
import type { Missing } from '../read/figure';
import { pointsOf, sumOf } from './points';

/** What a part's points follow; with a reason where there is nothing to follow. */
export interface Halves {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly missing: Missing | null;
}

/** A part and what it earns. */
export interface PartScore extends Halves {
  readonly part: Part;
  /** null: not measured. */
  readonly points: number | null;
}

export interface GroupScore {
  readonly group: Group;
  /** Of the parts that are measured. */
  readonly points: number;
  /** What the parts that are not measured could have had. */
  readonly notMeasured: number;
  readonly parts: readonly PartScore[];
}

/** A score by the 766 index. What is not measured is told apart: it is neither 0 points nor full ones. */
export interface Score {
  readonly points: number;
  readonly outOf: number;
  readonly notMeasured: number;
  readonly groups: readonly GroupScore[];
}

/** A part of which nothing can be measured, as no formula is known. */
const NO_FORMULA: Halves = { numerator: null, denominator: null, missing: 'NO_DATA' };

/**
 * The score that weights make of the halves of their parts.
 * @param halves by code of a part; one that is absent has no formula
 */
export function scoreOf(weights: WeightSet, halves: ReadonlyMap<string, Halves>): Score {
  const groups = weights.groups.map((group): GroupScore => {
    const parts = group.parts.map((part) => partScore(part, halves.get(part.code) ?? NO_FORMULA));
    return {
      group,
      points: sumOf(parts.map(({ points }) => points ?? 0)),
      notMeasured: sumOf(parts.map(({ part, points }) => (points === null ? part.points : 0))),
      parts,
    };
  });
  return {
    points: sumOf(groups.map(({ points }) => points)),
    outOf: sumOf(groups.map(({ group }) => group.points)),
    notMeasured: sumOf(groups.map(({ notMeasured }) => notMeasured)),
    groups,
  };
}

function partScore(part: Part, { numerator, denominator, missing }: Halves): PartScore {
  const halves = { part, numerator, denominator };
  if (missing !== null || numerator === null) return { ...halves, missing, points: null };
  if (denominator === null || denominator === 0) return { ...halves, missing: 'ZERO_DENOMINATOR', points: null };
  return { ...halves, missing, points: pointsOf(part.points, part.fullMark, numerator, denominator) };
}
