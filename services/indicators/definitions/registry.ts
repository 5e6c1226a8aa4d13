import { InputError } from '../../../infra/errors';
import { ADMINISTRATION } from './administration';
import { FORMS } from './forms';
import type { Indicator } from './indicator';
import { INTAKE } from './intake';
import { LATENESS } from './lateness';
import { PETITIONS } from './petitions';
import { PROCEDURES } from './procedures';
import { DUES, REGIMES } from './reporting';

/** An indicator of whatever kind of fact. */
export type AnyIndicator = Indicator;

/** Every indicator, in the order of the directive's table. */
export const INDICATORS: readonly AnyIndicator[] = [
  ...[...PROCEDURES, ...INTAKE, ...LATENESS, ...FORMS, ...PETITIONS],
  ...[...ADMINISTRATION, ...REGIMES, ...DUES],
].sort((a, b) => a.number - b.number);

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
