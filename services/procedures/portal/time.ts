import type { Zone } from '../../../infra/time/zone';
import { isInRange, parseInstant } from '../../indicators';

const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const DASHED = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|[+-]\d\d:?\d\d)?$/i;
const OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * The instant that a portal body writes as `20221121081500`, `2022-11-21 08:15:00` or ISO 8601, epoch milliseconds; a time
 * without an offset is local. NaN where it is none of them, where local clocks never show it, and outside 1990 to 2099.
 */
export function parsePortalTime(text: string, zone: Zone): number {
  const compact = COMPACT.exec(text);
  const parts = compact ?? DASHED.exec(text);
  if (parts === null) return Number.NaN;
  const instant = compact === null && OFFSET.test(text) ? withOffset(text) : local(parts, zone);
  return isInRange(instant) ? instant : Number.NaN;
}

/** Whether a text has the form of a time, right or wrong: then it can be shown. */
export function looksLikeTime(text: string): boolean {
  return COMPACT.test(text) || DASHED.test(text);
}

function local(parts: RegExpExecArray, zone: Zone): number {
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, ...number[]];
  const millisecond = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return zone.wallToInstant(year, month, day!, hour, minute, second, millisecond) ?? Number.NaN;
}

function withOffset(text: string): number {
  return parseInstant(text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}
