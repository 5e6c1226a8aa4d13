/** What Asia/Ho_Chi_Minh is ahead, in milliseconds: always the same since 1975, so that its days are whole numbers. */
export const OFFSET = 25_200_000;
const DAY = 86_400_000;

/** Stands for "never" and for "for ever": no date is so far ahead. */
export const NEVER = 9_000_000_000_000_000;

/** The local day of an instant, as a number. */
export const dayOf = (instant: string): string => `((${instant} + ${OFFSET}) / ${DAY})`;

/** The instant at which a local day begins. */
export const startOf = (day: string): string => `((${day}) * ${DAY} - ${OFFSET})`;

/** The instant at which the local day of an instant begins. */
export const dayStart = (instant: string): string => startOf(dayOf(instant));

/** The first instant at which a due date has passed: the day after it begins. */
export const passedFrom = (due: string): string => startOf(`${dayOf(due)} + 1`);

/** Whether something happened by its due date. */
export const inTime = (happened: string, due: string): string => `(${happened} < ${passedFrom(due)})`;

/** The local midnight that begins the first day of a month, given as year * 12 + month - 1. */
export const monthStart = (month: string): string =>
  `(unixepoch(printf('%04d-%02d-01', (${month}) / 12, (${month}) % 12 + 1)) * 1000 - ${OFFSET})`;

/** The month of an instant, as year * 12 + month - 1. */
export const monthOf = (instant: string): string => {
  const text = (format: string): string =>
    `CAST(strftime('${format}', (${instant} + ${OFFSET}) / 1000, 'unixepoch') AS INTEGER)`;
  return `(${text('%Y')} * 12 + ${text('%m')} - 1)`;
};

/** The last instant before a local day of a month begins; a day beyond the month's end stands for the day after it. */
export const beforeDayOf = (month: string, day: string): string =>
  `(${monthStart(month)} + (MIN(${day}, (${monthStart(`${month} + 1`)} - ${monthStart(month)}) / ${DAY} + 1) - 1) * ${DAY} - 1)`;
