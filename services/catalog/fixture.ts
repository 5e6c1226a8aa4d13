import type { AgencyRecord } from './agency';

/** For tests: an agency of which nothing is known but its place. */
export function agency(code: string, parent: string | null, said: Partial<AgencyRecord> = {}): AgencyRecord {
  const nothing = (): null => null;
  return {
    ...{ code, validFrom: null, validTo: null, successors: [] },
    ...{ name: nothing, nameEn: nothing, level: nothing, parent: () => parent },
    ...said,
  };
}
