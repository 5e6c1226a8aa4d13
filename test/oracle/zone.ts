/**
 * Local days, found the slow way: ask Intl what the date is, and search for the instant at which it changes.
 * No offset is ever added or subtracted, so nothing here can be wrong by an hour in a way that the engine shares.
 */

const HOUR = 3_600_000;

/** Longer than any local day, so that a search over it always meets the change of date. */
const SEARCH = 50 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
const found = new Map<string, number>();

/** The local date (`yyyy-MM-dd`) that a calendar on the wall shows at the instant. */
export function localDate(at: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(at);
}

/** The first instant at which the calendar shows `date` or later, given an instant at which it does. */
function firstShowing(date: string, within: number, zone: string): number {
  const key = `${zone} ${date}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  let [before, after] = [within - SEARCH, within];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDate(middle, zone) < date) before = middle;
    else after = middle;
  }
  found.set(key, after);
  return after;
}

/** The first instant of the local day in which the instant lies. */
export function startOfDay(at: number, zone: string): number {
  return firstShowing(localDate(at, zone), at, zone);
}

/** The first instant of the next local day. */
export function startOfNextDay(at: number, zone: string): number {
  const today = localDate(at, zone);
  let later = startOfDay(at, zone);
  // Hour by hour until the date has changed: the change itself is then found by the search above.
  while (localDate(later, zone) === today) later += HOUR;
  return firstShowing(localDate(later, zone), later, zone);
}

/** The first instant of a local date (`yyyy-MM-dd`). */
export function midnight(date: string, zone: string): number {
  // Noon UTC of a date is less than a day away from that date's beginning anywhere on earth.
  return firstShowing(date, Date.parse(`${date}T12:00:00Z`) + 12 * HOUR, zone);
}
