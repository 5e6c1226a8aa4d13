/**
 * Weekdays on which public offices are closed, and Saturdays worked in exchange, `MM-dd`, ranges included at both ends.
 * Source: the yearly notices and the Labour Code (45/2019/QH14, article 112), as collected for the project in 2026.
 */
export const DAYS_OFF: Readonly<Record<number, readonly (readonly [string, string?])[]>> = {
  2022: [['01-03'], ['01-31', '02-04'], ['04-11'], ['05-02', '05-03'], ['09-01', '09-02']],
  2023: [['01-02'], ['01-20', '01-26'], ['05-01', '05-03'], ['09-01'], ['09-04']],
  2024: [['01-01'], ['02-08', '02-14'], ['04-18'], ['04-29', '05-01'], ['09-02', '09-03']],
  2025: [['01-01'], ['01-27', '01-31'], ['04-07'], ['04-30', '05-02'], ['09-01', '09-02']],
  2026: [
    ['01-01', '01-02'],
    ['02-16', '02-20'],
    ['04-27'],
    ['04-30', '05-01'],
    ['08-31'],
    ['09-01', '09-02'],
    ['11-24'],
  ],
};

export const WORKED_SATURDAYS: readonly string[] = ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'];

/** Holidays of a year without a notice: those that the solar calendar fixes. */
export const FIXED_DAYS_OFF: readonly (readonly [string, string?])[] = [['01-01'], ['04-30', '05-01'], ['09-02']];

/** First day of the lunar year (Tết), around which little is lodged. */
export const LUNAR_NEW_YEARS: readonly string[] = [
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
];
