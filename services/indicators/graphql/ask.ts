import { InputFault } from '../../../infra/graphql/errors';
import { type AnyIndicator, findIndicator, INDICATORS } from '../definitions/registry';
import type { Channel } from '../measure/channel';
import { type Period, parsePeriod } from '../read/period';
import type { Question } from '../read/question';

/** The indicator of a code. @throws InputFault for a code that no indicator has */
export function askedIndicator(code: string, argument: string): AnyIndicator {
  const indicator = findIndicator(code);
  if (indicator !== undefined) return indicator;
  const known = INDICATORS.map((entry) => entry.code).join(', ');
  throw new InputFault({ argument, value: code, expected: `one of ${known}` });
}

/** The indicators of these codes, in their order; absent: all. */
export function askedIndicators(codes: readonly string[] | null | undefined): readonly AnyIndicator[] {
  return codes == null ? INDICATORS : codes.map((code) => askedIndicator(code, 'codes'));
}

/** @throws InputFault where the text is no period */
export function askedPeriod(text: string): Period {
  try {
    return parsePeriod(text);
  } catch {
    throw new InputFault({
      argument: 'period',
      value: text,
      expected: 'a period such as 2022, 2022-H1, 2022-Q4, 2022-11, 2022-11-25, R2022-9M or R2022-Q4',
    });
  }
}

/** The filters that a query may leave out; GraphQL gives them as undefined or null. */
export interface Filters {
  readonly agency?: string | null | undefined;
  readonly asOf?: number | null | undefined;
  readonly channel?: Channel | null | undefined;
  readonly procedure?: string | null | undefined;
  readonly field?: string | null | undefined;
  readonly only?: boolean | null | undefined;
  readonly on?: number | null | undefined;
}

/** A question about a printed period. */
export function ask(indicator: AnyIndicator, period: Period, filters: Filters): Question {
  return { ...askWindow(indicator, period, filters), period };
}

/** A question about any stretch of days. */
export function askWindow(indicator: AnyIndicator, window: { from: number; to: number }, filters: Filters): Question {
  return {
    indicator,
    agency: filters.agency ?? null,
    only: filters.only ?? false,
    from: window.from,
    to: window.to,
    period: null,
    asOf: filters.asOf ?? null,
    channel: filters.channel ?? null,
    procedure: filters.procedure ?? null,
    field: filters.field ?? null,
    on: filters.on ?? null,
  };
}
