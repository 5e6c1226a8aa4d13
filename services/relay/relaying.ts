import type { Database } from '../../infra/database';
import type { WorkingDays } from '../../infra/time/working-days';
import type { CatalogueReader } from '../catalog';
import type { Targets } from '../indicators';
import type { StoreView } from './changes';
import type { Outlet } from './outlet';

/** What a cycle works with. */
export interface Relaying {
  readonly database: Database;
  readonly store: StoreView;
  readonly catalogue: CatalogueReader;
  readonly workingDays: WorkingDays;
  /** What values are held against. */
  readonly targets: Targets;
  readonly outlet: Outlet;
  /** The clock, epoch milliseconds. */
  readonly now: () => number;
}

/** Source of the relay's events. */
const SOURCE = 'urn:hub:relay';
/** That of what was worked out from made-up facts: a reader tells it from the real by this. */
const SIMULATED = 'urn:hub:simulation:relay';

/** @param simulated what the store's `meta` says of it */
export function sourceOf(simulated: string | undefined): string {
  return simulated === '1' ? SIMULATED : SOURCE;
}
