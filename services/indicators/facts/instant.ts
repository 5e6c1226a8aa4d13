import { DAY_MS, daysFromCivil, isCivilDate } from '../../../infra/time/day';

/** Nothing the hub measures lies outside: a date beyond these is a slip of the pen, and would win or lose every merge. */
export const FIRST_INSTANT = Date.UTC(1990, 0, 1);
export const END_OF_INSTANTS = Date.UTC(2100, 0, 1);

const ZERO = 48;
const NOT_DIGITS = -1_000_000;

/**
 * Epoch milliseconds of an RFC 3339 date-time; digits beyond milliseconds are cut off.
 * NaN for anything else: no offset, an offset written `+0700`, a blank in place of the T, a day or time that does not
 * exist, 24:00 and the leap second, which epoch milliseconds cannot say.
 */
export function parseInstant(text: string): number {
  if (text.length < 20) return Number.NaN;
  const date = parseDate(text);
  if (Number.isNaN(date)) return Number.NaN;
  const between = text.charCodeAt(10);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (between !== 84 && between !== 116) return Number.NaN;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN;
  if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)) return Number.NaN;

  let at = 19;
  let millisecond = 0;
  if (text.charCodeAt(at) === 46) {
    const first = ++at;
    for (let scale = 100; isDigit(text.charCodeAt(at)); at++, scale /= 10) {
      if (scale >= 1) millisecond += (text.charCodeAt(at) - ZERO) * scale;
    }
    if (at === first) return Number.NaN;
  }
  const local = date * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return local - parseOffset(text, at);
}

/** Days since 1970-01-01 of the `yyyy-MM-dd` that a text begins with; NaN when it does not, or no such day exists. */
export function parseDate(text: string): number {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (year < 0 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  return isCivilDate(year, month, day) ? daysFromCivil(year, month, day) : Number.NaN;
}

/** Whether an instant is one that the hub takes. */
export function isInRange(instant: number): boolean {
  return instant >= FIRST_INSTANT && instant < END_OF_INSTANTS;
}

/** Why a text is not an instant, as what would be right. */
export function expectedInstant(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:([Tt ])(\d{2}:\d{2}:\d{2})(\.\d+)?(.*))?$/s.exec(text);
  if (parts === null) return 'an instant with its offset, such as 2022-11-25T08:15:00+07:00';
  const [, date, separator, time, fraction = '', offset] = parts;
  if (time === undefined) return `an instant with time and offset, such as ${example(date!)}, not a date alone`;
  if (offset === '') return `an instant with its offset, such as ${example(`${date}T${time}`)}`;
  if (separator === ' ') return 'an instant with a T between date and time, such as 2022-11-25T08:15:00+07:00';
  if (!/^(?:[Zz]|[+-]\d{2}:\d{2})$/.test(offset!)) return 'an instant with an offset written as +07:00 or Z';
  if (time.endsWith(':60')) return 'an instant without a leap second (seconds from 00 to 59)';
  if (Number.isNaN(parseInstant(`${date}T${time}${fraction}${offset}`))) return 'an instant whose date and time exist';
  return 'an instant from 1990-01-01 up to the end of 2099 (date out of range)';
}

/** The instant that was probably meant, if completing the text gives one. */
function example(start: string): string {
  const whole = start.length === 10 ? `${start}T00:00:00+07:00` : `${start}+07:00`;
  return isInRange(parseInstant(whole)) ? whole : '2022-11-25T08:15:00+07:00';
}

/** Milliseconds of the offset that ends a text; NaN when it does not end with one. */
function parseOffset(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return text.length === at + 1 ? 0 : Number.NaN;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return Number.NaN;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (!(hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60)) return Number.NaN;
  const offset = (hours * 60 + minutes) * 60_000;
  return sign === 43 ? offset : -offset;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

/** The number that two digits write, or one so far below zero that no sum with it becomes a number again. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : NOT_DIGITS;
}
