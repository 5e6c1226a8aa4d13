import type { Words } from '../measure/measure';
import type { CatalogueView } from '../read/catalogue';

/** By what the lines of a form stand: fields of procedures, or agencies. */
export type Form06aRows = 'FIELD' | 'AGENCY';

const UNKNOWN: Readonly<Record<Form06aRows, Words>> = {
  FIELD: { vi: 'Không rõ lĩnh vực', en: 'Field unknown' },
  AGENCY: { vi: 'Không rõ cơ quan', en: 'Agency unknown' },
};

/** What a line is called; what has no name yet by its code. */
export function nameOf(by: Form06aRows, key: string, view: CatalogueView): Words {
  if (key === '') return UNKNOWN[by];
  const name = (by === 'FIELD' ? view.fieldName(key) : view.agencyName(key)) ?? key;
  return { vi: name, en: name };
}
