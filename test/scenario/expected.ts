import { AGENCIES } from './expected/agencies';
import { DAYS } from './expected/days';
import { FILTERS } from './expected/filters';
import { NOVEMBER } from './expected/november';
import { QUARTERS } from './expected/quarters';
import { REPORTING } from './expected/reporting';
import { SILENCE } from './expected/silence';
import type { Expected } from './expected/worked';

export type { Asked, Expected } from './expected/worked';

/** Every figure that was worked out by hand, dossier by dossier. */
export const EXPECTED: readonly Expected[] = [
  ...NOVEMBER,
  ...QUARTERS,
  ...REPORTING,
  ...DAYS,
  ...AGENCIES,
  ...FILTERS,
  ...SILENCE,
];
