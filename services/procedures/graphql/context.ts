import type DataLoader from 'dataloader';
import type { Database } from '../../../infra/database';
import { formatInstant } from '../../../infra/graphql/scalars';
import type { Catalogue, Settings, State } from '../../indicators';

/** What a query about dossiers works on. */
export interface ProceduresContext {
  readonly database: Database;
  readonly settings: Settings;
  readonly catalogue: Catalogue;
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
