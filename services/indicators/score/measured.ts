import { InputError } from '../../../infra/errors';
import type { Part, WeightSet } from '../../directive';
import { findPart } from '../definitions/parts';
import { feeBearing } from '../definitions/procedures';
import { type AnyIndicator, indicatorOf } from '../definitions/registry';
import type { Half } from '../measure/measure';

/**
 * The measure of the part that no single fact tells: which fee-bearing procedures saw a fee paid online in the period,
 * whichever agency handled the dossier.
 */
export const TRANSACTIONS = 'procedures-with-transaction';

/** A part of the index that has a formula. */
export interface MeasuredPart {
  readonly part: Part;
  /** Its ratio, asked for as that of an indicator. Of {@link TRANSACTIONS} only the denominator is meant. */
  readonly ratio: AnyIndicator;
  readonly ofTransactions: boolean;
}

/**
 * The parts of weights that have a formula.
 * @throws InputError for weights that name what is not there, or halves that do not fit each other
 */
export function measuredParts(weights: WeightSet): MeasuredPart[] {
  return weights.groups
    .flatMap(({ parts }) => parts)
    .flatMap((part) => {
      const ratio = ratioOf(part);
      return ratio === null ? [] : [{ part, ratio, ofTransactions: isOfTransactions(part) }];
    });
}

function isOfTransactions({ ratio }: Part): boolean {
  return ratio !== null && 'part' in ratio && ratio.part === TRANSACTIONS;
}

function ratioOf(part: Part): AnyIndicator | null {
  const { code, ratio } = part;
  if (ratio === null) return null;
  if ('indicator' in ratio) return indicatorOf(ratio.indicator);
  if ('numerator' in ratio) return together(part, indicatorOf(ratio.numerator), indicatorOf(ratio.denominator));
  if (isOfTransactions(part))
    return asIndicator(part, { fact: 'procedure', numerator: FEE_BEARING, denominator: FEE_BEARING });
  const measure = findPart(ratio.part);
  if (measure === undefined) throw new InputError(`weights: part ${code}: ratio.part: '${ratio.part}' is no measure.`);
  return asIndicator(part, measure);
}

/** One indicator's numerator over another's. */
function together(part: Part, one: AnyIndicator, other: AnyIndicator): AnyIndicator {
  if (one.fact !== other.fact || one.among !== other.among) {
    throw new InputError(
      `weights: part ${part.code}: ratio: '${one.code}' counts among other facts than '${other.code}'. ` +
        'Right would be two indicators that count the same kind of fact.',
    );
  }
  return asIndicator(part, { ...one, denominator: other.numerator });
}

const FEE_BEARING: Half<never> = {
  words: { en: 'Procedures in force that bear a fee', vi: 'Số thủ tục đang có hiệu lực có phí, lệ phí' },
  measures: [feeBearing],
};

/** A ratio of the index, so that it is read like an indicator. It is none: nothing shows it under that name. */
function asIndicator(
  { code, title }: Part,
  ratio: Pick<AnyIndicator, 'fact' | 'numerator' | 'denominator' | 'among'>,
): AnyIndicator {
  const { fact, numerator, denominator, among } = ratio;
  const halves = { numerator, ...(denominator && { denominator }), ...(among && { among }) };
  const unlisted = { number: 0, clauses: [], tasks: [], targets: [], lateness: false } as const;
  return { ...unlisted, code, title, unit: 'PERCENT', better: 'HIGHER', fact, ...halves };
}
