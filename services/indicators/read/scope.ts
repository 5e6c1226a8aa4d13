import { placeholders, type SqlValue } from '../../../infra/database';
import type { Channel } from '../measure/dossier';
import type { CatalogueView } from './catalogue';

/** Which facts a list is about. */
export interface Scope {
  /** null: everything. */
  readonly agency: string | null;
  readonly only: boolean;
  readonly channel: Channel | null;
  readonly procedure: string | null;
  readonly field: string | null;
}

/** A scope as conditions on the columns of a contribution row; begins with ` AND` where it is not empty. */
export function scopeSql(scope: Scope, view: CatalogueView): { where: string; parameters: SqlValue[] } {
  const parameters: SqlValue[] = [];
  let where = '';
  const oneOf = (column: string, values: readonly string[], not = ''): void => {
    where +=
      values.length === 0
        ? not === ''
          ? ' AND 1 = 0'
          : ''
        : ` AND ${column} ${not}IN (${placeholders(values.length)})`;
    parameters.push(...values);
  };
  if (scope.agency !== null) oneOf('agency', scope.only ? [scope.agency] : [...view.subtree(scope.agency)].sort());
  if (scope.channel !== null) oneOf('channel', [scope.channel]);
  if (scope.procedure !== null) oneOf('procedure_code', [scope.procedure]);
  if (scope.field === '') oneOf('procedure_code', view.proceduresWithField(), 'NOT ');
  else if (scope.field !== null) oneOf('procedure_code', view.proceduresOf(scope.field));
  return { where, parameters };
}
