import type DataLoader from 'dataloader';
import type { Reads, Sql } from '../../../infra/database';
import { formatInstant } from '../../../infra/graphql/scalars';
import type { WorkingDays } from '../../../infra/time/working-days';
import type { CatalogueSnapshot } from '../../catalog';
import type { Settings, State } from '../../indicators';

/** What a query about dossiers works on. */
export interface ProceduresContext {
  /** The snapshot of this request, for who may see single dossiers. */
  readonly reads: Reads;
  /** The same snapshot, for sums that anyone may see. */
  readonly publicReads: Reads;
  readonly settings: Settings;
  /** The catalogue of that snapshot. */
  readonly catalogue: (sql: Sql) => Promise<CatalogueSnapshot>;
  readonly workingDays: WorkingDays;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Dossier states by code, loaded together; one loader a request. */
  readonly dossiers: DataLoader<string, State | null>;
  /** Whether officers' codes and free-text reasons may be shown. */
  readonly showPersons: boolean;
}

/** An instant as text in the hub's zone; null stays null. */
export function instantText(context: ProceduresContext, instant: number | null): string | null {
  return instant === null ? null : formatInstant(instant, context.settings.zone);
}
