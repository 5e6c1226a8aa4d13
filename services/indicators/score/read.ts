import type { Reads, Sql } from '../../../infra/database';
import type { WeightSet } from '../../directive';
import type { Settings } from '../measure/settings';
import type { Catalogue } from '../read/catalogue';
import type { Figure } from '../read/figure';
import type { Figures } from '../read/figures';
import type { Period } from '../read/period';
import { effectiveInstant } from '../read/question';
import { measuredParts } from './measured';
import { type Halves, type Score, scoreOf } from './score';
import { readTransactions } from './transactions';

/** Where scores are read from. */
export interface ScoreSource {
  readonly reads: Reads;
  readonly settings: Settings;
  /** The catalogue of the snapshot that a connection works on. */
  readonly catalogue: (sql: Sql) => Promise<Catalogue>;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly figures: Figures;
}

/** The score of an agency and all below it, or of everything, for a period. */
export interface AgencyScore extends Score {
  readonly agency: string | null;
  /** The last instant that counts. */
  readonly T: number;
  /** The period is not over, or a source has not promised all of it yet. */
  readonly provisional: boolean;
  /** By code of a part: the figure that stands behind its halves. A part that no single figure gives has none. */
  readonly figures: ReadonlyMap<string, Figure>;
}

/** The filters of a figure of everything in an agency. */
export const UNFILTERED = { only: false, asOf: null, channel: null, procedure: null, field: null, on: null } as const;

/**
 * The scores of agencies (null: of everything) for a period, in their order, with a number of statements that does not
 * depend on how many there are.
 */
export async function readScores(
  source: ScoreSource,
  agencies: readonly (string | null)[],
  period: Period,
  weights: WeightSet,
): Promise<AgencyScore[]> {
  const { settings, figures } = source;
  const measured = measuredParts(weights);
  const T = effectiveInstant(period, null, source.now, settings);
  const figuresOf = (agency: string | null): Promise<Figure[]> =>
    Promise.all(
      measured.map(({ ratio }) =>
        figures.figure({ indicator: ratio, agency, from: period.from, to: period.to, period, ...UNFILTERED }),
      ),
    );
  const [behind, transactions] = await Promise.all([
    Promise.all(agencies.map(figuresOf)),
    measured.some(({ ofTransactions }) => ofTransactions) ? transactionsBy(source, period, T) : () => 0,
  ]);
  return agencies.map((agency, index) => {
    const own = behind[index]!;
    const halves = new Map<string, Halves>();
    const single = new Map<string, Figure>();
    measured.forEach(({ part, ofTransactions }, place) => {
      const figure = own[place]!;
      halves.set(part.code, ofTransactions ? { ...figure, numerator: transactions(agency) } : figure);
      if (!ofTransactions) single.set(part.code, figure);
    });
    const provisional = own.some((figure) => figure.provisional);
    return { ...scoreOf(weights, halves), agency, T, provisional, figures: single };
  });
}

/** Tells how many procedures of an agency and all below it had a transaction. */
function transactionsBy(
  { reads, settings, catalogue }: ScoreSource,
  { from }: Period,
  T: number,
): Promise<(agency: string | null) => number> {
  return reads.read(async (sql) => {
    const counts = await readTransactions(sql, { from, T }, settings);
    const view = (await catalogue(sql)).on(settings.zone.localDay(T), T);
    return (agency) => {
      const scope = agency === null ? null : view.subtree(agency);
      let sum = 0;
      for (const [code, count] of counts) if (scope === null || scope.has(code)) sum += count;
      return sum;
    };
  });
}
