import { InputError } from '../../../infra/errors';
import type { Dossier } from '../measure/dossier';
import type { Indicator } from './indicator';
import { INTAKE } from './intake';
import { LATENESS } from './lateness';

export type AnyIndicator = Indicator<Dossier>;

/** Every indicator, in the order of the directive's table. */
export const INDICATORS: readonly AnyIndicator[] = [...INTAKE, ...LATENESS].sort((a, b) => a.number - b.number);

const BY_CODE: ReadonlyMap<string, AnyIndicator> = new Map(INDICATORS.map((indicator) => [indicator.code, indicator]));

export function findIndicator(code: string): AnyIndicator | undefined {
  return BY_CODE.get(code);
}

/** @throws InputError for a code that no indicator has */
export function indicatorOf(code: string): AnyIndicator {
  const indicator = findIndicator(code);
  if (indicator === undefined) {
    const known = INDICATORS.map((entry) => entry.code).join(', ');
    throw new InputError(`indicator: '${code.slice(0, 64)}' is no indicator. The codes are: ${known}.`);
  }
  return indicator;
}
