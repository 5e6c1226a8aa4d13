import type { AnyIndicator, Figure, Figures, Period, Question } from '../../indicators';
import { agrees, type Reported, reportedOf } from './reported';

/** A figure that an agency reported and that is not the computed one. */
export interface Discrepancy {
  /** As reported: `code`, `code#num`, `code#den`, `form-06a.3` to `form-06a.13`, or one that nothing is known of. */
  readonly key: string;
  readonly indicator: AnyIndicator | null;
  readonly reported: number;
  /** null: there is no such figure, or it has no value. */
  readonly computed: number | null;
}

/** What a report's figures are about. */
export interface ReportedFigures {
  readonly agency: string;
  readonly period: Period;
}

/** The totals of form II.06a of an agency and all below it for a period, by the number of the column: `3` to `13`. */
export type Form06aTotals = (agency: string, period: Period) => Promise<Readonly<Record<string, number>>>;

/** Where computed figures come from. */
export interface Computed {
  readonly figures: Figures;
  readonly form06aTotals: Form06aTotals;
}

/**
 * Holds reported figures against those computed for the same agency and period: what disagrees, and what cannot be
 * compared, in the order of keys.
 * @param about null where the report does not say, so that nothing can be computed
 */
export async function discrepanciesOf(
  values: Readonly<Record<string, number>>,
  about: ReportedFigures | null,
  computed: Computed,
): Promise<Discrepancy[]> {
  const held = await Promise.all(
    Object.keys(values)
      .sort()
      .map(async (key): Promise<Discrepancy> => {
        const meant = reportedOf(key);
        const indicator = meant !== undefined && 'indicator' in meant ? meant.indicator : null;
        const own = meant === undefined || about === null ? null : await compute(meant, about, computed);
        return { key, indicator, reported: values[key]!, computed: own };
      }),
  );
  return held.filter(({ reported, computed: own }) => own === null || !agrees(reported, own));
}

async function compute(meant: Reported, about: ReportedFigures, source: Computed): Promise<number | null> {
  if ('column' in meant) {
    const totals = await source.form06aTotals(about.agency, about.period);
    return totals[meant.column] ?? null;
  }
  const figure = await source.figures.figure(questionOf(meant.indicator, about));
  return partOf(figure, meant.part);
}

/** Halves of what has no data are no figures to compare with. */
function partOf(figure: Figure, part: 'value' | 'numerator' | 'denominator'): number | null {
  return figure.missing === 'NO_DATA' || figure.missing === 'NOT_DUE_YET' ? null : figure[part];
}

function questionOf(indicator: AnyIndicator, { agency, period }: ReportedFigures): Question {
  const everything = { only: false, asOf: null, channel: null, procedure: null, field: null, on: null };
  return { indicator, agency, from: period.from, to: period.to, period, ...everything };
}
