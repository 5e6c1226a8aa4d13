/** Holidays of a year that the table of days off does not know, `MM-dd`: those that the solar calendar fixes. */
export const FIXED_DAYS_OFF: ReadonlySet<string> = new Set(['01-01', '04-30', '05-01', '09-02']);

/** First day of the lunar year (Tết), around which little is lodged. */
export const LUNAR_NEW_YEARS: readonly string[] = [
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
];
