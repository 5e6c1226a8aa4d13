import type DataLoader from 'dataloader';
import type { Reads, Sql } from '../../../infra/database';
import { formatInstant } from '../../../infra/graphql/scalars';
import type { WorkingDays } from '../../../infra/time/working-days';
import type { CatalogueSnapshot } from '../../catalog';
import type { DirectiveData } from '../../directive';
import type { ExpectedReports, Figures, Settings } from '../../indicators';
import type { Form06aTotals } from '../reports/discrepancies';
import type { Task } from '../tasks/task';

/** What a query about tasks and reports works on. */
export interface ReportingContext {
  /** The snapshot of this request. */
  readonly reads: Reads;
  /** The same snapshot, for what names single reports and shares of tasks: rejects for who may not see them. */
  readonly officeReads: Reads;
  /** The days on which public offices work. */
  readonly workingDays: WorkingDays;
  readonly settings: Settings;
  /** The catalogue of that snapshot. */
  readonly catalogue: (sql: Sql) => Promise<CatalogueSnapshot>;
  /** What the regimes of that snapshot expect. */
  readonly expected: (sql: Sql) => Promise<ExpectedReports>;
  /** The directives as data. */
  readonly directive: DirectiveData;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Every task as of an instant; one loader a request. */
  readonly tasks: DataLoader<number, readonly Task[]>;
  /** The figures of this request, loaded together. */
  readonly figures: Figures;
  readonly form06aTotals: Form06aTotals;
  /** Whether words that people wrote (obstacles, proposals) may be shown. */
  readonly showPersons: boolean;
}

/** An instant as text in the hub's zone; null stays null. */
export function instantText({ settings }: Pick<ReportingContext, 'settings'>, instant: number | null): string | null {
  return instant === null ? null : formatInstant(instant, settings.zone);
}
