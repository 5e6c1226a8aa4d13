import type { Zone } from '../../../infra/time/zone';
import type { CatalogueSnapshot } from '../catalogue';

/** What a catalogue query works on: one snapshot for the whole request. */
export interface CatalogContext {
  readonly catalogue: CatalogueSnapshot;
  readonly zone: Zone;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Codes that facts name, described or not. */
  referencedAgencies(): Promise<readonly string[]>;
}

/** The local day of a request. */
export function today({ zone, now }: CatalogContext): number {
  return zone.localDay(now);
}
