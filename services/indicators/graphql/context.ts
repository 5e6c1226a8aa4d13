import type { Reads, Sql } from '../../../infra/database';
import { formatInstant } from '../../../infra/graphql/scalars';
import type { DirectiveData } from '../../directive';
import type { Targets } from '../definitions/targets';
import type { Settings } from '../measure/settings';
import type { Catalogue } from '../read/catalogue';
import type { Figures } from '../read/figures';

/** What a query about indicators works on. */
export interface IndicatorsContext {
  /** The snapshot of this request. */
  readonly reads: Reads;
  /** The same snapshot, for what names single dossiers: rejects for who may not see them. */
  readonly officeReads: Reads;
  readonly settings: Settings;
  /** The catalogue of that snapshot. */
  readonly catalogue: (sql: Sql) => Promise<Catalogue>;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What values are held against: the province's own targets, and the program's. */
  readonly targets: Targets;
  /** The directives as data. */
  readonly directive: DirectiveData;
  /** The figures of this request, loaded together. */
  readonly figures: Figures;
}

/** An instant as text in the hub's zone. */
export function instantText({ settings }: IndicatorsContext, instant: number): string {
  return formatInstant(instant, settings.zone);
}
