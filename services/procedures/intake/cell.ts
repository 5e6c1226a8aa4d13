import type { Zone } from '../../../infra/time/zone';
import { type FieldRule, parseDate, parseInstant } from '../../indicators';
import { CellFault, instantText, midnight } from './local-time';
import type { TimeFormat } from './time-format';

/**
 * The JSON value that a cell means for a field, or what would be right. Only the writing is judged here: whether the
 * value is one that the contract allows, the decoder says.
 */
export function readCell(rule: FieldRule, text: string, zone: Zone, format: TimeFormat | null): unknown | CellFault {
  switch (rule.type) {
    case 'instant':
      return format === null ? readInstant(text, zone) : format.readInstant(text, zone);
    case 'date':
      return format === null ? text : format.readDate(text);
    case 'flag':
      return readFlag(text);
    case 'count':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : new CellFault('a whole number in digits');
    case 'number':
      return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : new CellFault('a number such as 12 or 12.5');
    case 'codes':
      return [text];
    default:
      return text;
  }
}

/** `true`, `false`, `1` or `0`, in any case: spreadsheets write TRUE. */
function readFlag(text: string): boolean | CellFault {
  switch (text.toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
  }
  return new CellFault('true, false, 1 or 0');
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?$/;
const WITH_OFFSET = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)? ?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/;

/**
 * An instant in one of the default writings: ISO 8601 with an offset or without, a blank in place of the T, or a date
 * alone, which means its first instant. What has no offset is read in the zone; a local time that comes twice is the
 * earlier of the two.
 */
function readInstant(text: string, zone: Zone): string | CellFault {
  if (!Number.isNaN(parseInstant(text))) return text;

  const local = LOCAL.exec(text);
  if (local !== null) {
    const [year, month, day] = [Number(local[1]), Number(local[2]), Number(local[3])];
    if (local[4] === undefined) return midnight(parseDate(text), zone);
    const time = [Number(local[4]), Number(local[5]), Number(local[6] ?? 0), toMilliseconds(local[7])] as const;
    return instantText(zone.wallToInstant(year, month, day, ...time), zone);
  }
  const offset = WITH_OFFSET.exec(text);
  if (offset !== null) {
    const [, date, time, second = '00', fraction = '0', hours = '+00', minutes = '00'] = offset;
    const whole = `${date}T${time}:${second}.${fraction}${hours}:${minutes}`;
    return Number.isNaN(parseInstant(whole)) ? new CellFault('a date and time that exist') : whole;
  }
  return new CellFault('an instant such as 2022-11-25T08:15:00+07:00, 2022-11-25 08:15:00 or 2022-11-25');
}

/** Digits after the point of a second; those beyond milliseconds are cut off. */
function toMilliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
}
