import type { WeightSet } from '../../directive';
import type { AnyIndicator } from '../definitions/registry';
import { expectedOf } from '../read/expected';
import type { Figure, Missing } from '../read/figure';
import type { Period } from '../read/period';
import { effectiveInstant } from '../read/question';
import { referencedAgencies } from '../read/referenced';
import { type AgencyScore, readScores, type ScoreSource, UNFILTERED } from './read';

/** An agency's place; equal ones share it, and those without a value share the last. */
export type Placed<Row> = Row & { readonly place: number };

/** An agency among those ranked, with what it is ranked by. */
interface Contender {
  readonly agency: string;
  /** null: there is none. */
  readonly value: number | null;
}

/** Which agencies are ranked: of a level, as of the end of the period; null: of all levels. */
export interface RankingQuestion {
  readonly period: Period;
  readonly level: string | null;
}

/** An agency placed by its score. */
export interface ScoreRank extends Contender {
  readonly score: AgencyScore;
}

/** An agency placed by an indicator. */
export interface FigureRank extends Contender {
  readonly figure: Figure;
}

/** Agencies by their points of the 766 index, the best first. */
export async function rankByScore(
  source: ScoreSource,
  question: RankingQuestion,
  weights: WeightSet,
): Promise<Placed<ScoreRank>[]> {
  const candidates = await candidatesOf(source, question);
  const codes = candidates.map(({ agency }) => agency);
  const scores = await readScores(source, codes, question.period, weights);
  const rows = candidates.flatMap(({ agency, described }, index): ScoreRank[] => {
    const score = scores[index]!;
    const parts = score.groups.flatMap((group) => group.parts);
    const value = parts.every(({ points }) => points === null) ? null : score.points;
    return described || parts.some(hasData) ? [{ agency, value, score }] : [];
  });
  return places(rows, 'HIGHER');
}

/** Agencies by an indicator, the best in its own direction first. */
export async function rankByIndicator(
  source: ScoreSource,
  question: RankingQuestion,
  indicator: AnyIndicator,
): Promise<Placed<FigureRank>[]> {
  const candidates = await candidatesOf(source, question);
  const { period } = question;
  const asked = { indicator, from: period.from, to: period.to, period, ...UNFILTERED };
  const figures = await Promise.all(candidates.map(({ agency }) => source.figures.figure({ ...asked, agency })));
  const rows = candidates.flatMap(({ agency, described }, index): FigureRank[] => {
    const figure = figures[index]!;
    return described || hasData(figure) ? [{ agency, value: figure.value, figure }] : [];
  });
  return places(rows, indicator.better);
}

/** Sorts by value and gives places: 1, 2, 2, 4. Equal ones stand in the order of their codes, those without a value last. */
export function places<Row extends Contender>(rows: readonly Row[], better: 'HIGHER' | 'LOWER'): Placed<Row>[] {
  const sign = better === 'HIGHER' ? -1 : 1;
  const rankOf = ({ value }: Row): number => (value === null ? Number.POSITIVE_INFINITY : sign * value);
  const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = [...rows].sort((a, b) => compare(rankOf(a), rankOf(b)) || (a.agency < b.agency ? -1 : 1));
  let place = 0;
  return sorted.map((row, index) => {
    if (index === 0 || rankOf(row) !== rankOf(sorted[index - 1]!)) place = index + 1;
    return { ...row, place };
  });
}

interface Candidate {
  readonly agency: string;
  readonly described: boolean;
}

/** Agencies of the level that existed in the period: those described, and those that facts or regimes name. */
function candidatesOf(
  { reads, settings, catalogue, now }: ScoreSource,
  { period, level }: RankingQuestion,
): Promise<Candidate[]> {
  const T = effectiveInstant(period, null, now, settings);
  return reads.read(async (sql) => {
    const view = (await catalogue(sql)).on(settings.zone.localDay(T), T);
    const named = [...(await referencedAgencies(sql)), ...(await expectedOf(sql, settings)).agencies(T)];
    return [...new Set([...view.agencies(), ...named])]
      .filter((code) => code !== '' && view.existed(code, period.from, period.to))
      .filter((code) => level === null || view.levelOf(code) === level)
      .map((agency) => ({ agency, described: view.hasAgency(agency) }));
  });
}

/** Whether there was anything of the kind by the last instant that counts. */
function hasData({ missing }: { readonly missing: Missing | null }): boolean {
  return missing === null || missing === 'ZERO_DENOMINATOR';
}
