import { InputFault } from '../../../infra/graphql/errors';
import { readCursor } from '../../../infra/graphql/page';
import type { DatePlace } from '../../indicators';
import { type Period, parsePeriod, type Scope } from '../../indicators';

/** What a list is about: an agency and all below it, and a procedure; everything where they are absent. */
export function scope(agency: string | null | undefined, procedure: string | null | undefined): Scope {
  return { agency: agency ?? null, only: false, channel: null, procedure: procedure ?? null, field: null };
}

/** @throws InputFault where the text is no period */
export function checkedPeriod(period: string): Period {
  try {
    return parsePeriod(period);
  } catch {
    throw new InputFault({ argument: 'period', value: period, expected: 'a period such as 2022-11 or R2022-Q4' });
  }
}

/**
 * Where a list by date goes on; null: at its beginning. Its cursors are made of `dateKey`.
 * @throws InputFault where the text is no cursor of such a list
 */
export function datePlace(cursor: string | null | undefined): DatePlace | null {
  const key = readCursor(cursor, isDateKey);
  return key === null ? null : { at: key[0], subject: key[1] };
}

export function dateKey({ at, subject }: DatePlace): [at: number, subject: string] {
  return [at, subject];
}

function isDateKey(key: unknown): key is [at: number, subject: string] {
  return Array.isArray(key) && key.length === 2 && Number.isSafeInteger(key[0]) && typeof key[1] === 'string';
}
