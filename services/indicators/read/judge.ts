import type { Figure } from './figure';

export type Verdict = 'MET' | 'MISSED' | 'NO_TARGET' | 'NO_VALUE';

/** A figure against the target in force on its period's last day. Ratios are compared as products, without rounding. */
export function judge(figure: Figure): { target: number | null; status: Verdict } {
  const { indicator } = figure.question;
  const target = figure.target?.value ?? null;
  if (target === null) return { target, status: 'NO_TARGET' };
  if (figure.value === null || figure.numerator === null) return { target, status: 'NO_VALUE' };
  const [reached, wanted] =
    figure.denominator === null ? [figure.numerator, target] : [figure.numerator * 100, target * figure.denominator];
  const met = indicator.better === 'HIGHER' ? reached >= wanted : reached <= wanted;
  return { target, status: met ? 'MET' : 'MISSED' };
}
