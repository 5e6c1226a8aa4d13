import { DOSSIERS } from './rows/dossiers';
import { FORMS } from './rows/forms';
import { ELIGIBLE, PARTS } from './rows/parts';
import { PROCEDURES } from './rows/procedures';
import { ASSIGNMENTS, DOCUMENTS, PETITIONS, REGIMES, WORK_ITEMS } from './rows/reporting';
import { REPORTS } from './rows/reports';
import type { Row } from './rows/row';

/** The 42 indicators. */
export const INDICATORS: readonly Row[] = [
  ...[...DOSSIERS, ELIGIBLE, ...PROCEDURES, ...FORMS, ...PETITIONS],
  ...[...DOCUMENTS, ...WORK_ITEMS, ...REGIMES, ...REPORTS, ...ASSIGNMENTS],
];

export { DOSSIERS, PARTS };

/** The row of an indicator, or of a measure that exists only for a part of the 766 index. */
export function rowOf(code: string): Row {
  const row = [...INDICATORS, ...PARTS].find((candidate) => candidate.code === code);
  if (row === undefined) throw new Error(`The oracle has no indicator ${code}`);
  return row;
}
