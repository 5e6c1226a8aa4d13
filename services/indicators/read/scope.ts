import { placeholders, type SqlValue } from '../../../infra/database';
import type { Among } from '../definitions/indicator';
import type { Channel } from '../measure/channel';
import type { CatalogueView } from './catalogue';

/** Which facts a list is about. */
export interface Scope {
  /** null: everything. */
  readonly agency: string | null;
  readonly only: boolean;
  readonly channel: Channel | '' | null;
  readonly procedure: string | null;
  readonly field: string | null;
}

/** Tells whether an agency is within a question's scope. */
export function agencyFilter(
  { agency, only }: Pick<Scope, 'agency' | 'only'>,
  view: CatalogueView,
): (code: string) => boolean {
  if (agency === null) return () => true;
  if (only) return (code) => code === agency;
  const subtree = view.subtree(agency);
  return (code) => subtree.has(code);
}

/** Tells whether a row counts among what an indicator is restricted to. */
export function amongFilter(
  among: Among | undefined,
  view: CatalogueView,
): (row: { agency: string; procedure: string }) => boolean {
  switch (among) {
    case undefined:
      return () => true;
    case 'COMMUNE_AGENCIES':
      return ({ agency }) => view.levelOf(agency) === 'COMMUNE';
    case 'ONLINE_PROCEDURES': {
      const online = view.onlineProcedures();
      return ({ procedure }) => online.has(procedure);
    }
  }
}

/** A scope as conditions on the columns of a contribution row; begins with ` AND` where it is not empty. */
export function scopeSql(scope: Scope, view: CatalogueView, among?: Among): { where: string; parameters: SqlValue[] } {
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
  if (among === 'COMMUNE_AGENCIES')
    oneOf(
      'agency',
      view.agencies().filter((code) => view.levelOf(code) === 'COMMUNE'),
    );
  if (among === 'ONLINE_PROCEDURES') oneOf('procedure_code', [...view.onlineProcedures()].sort());
  return { where, parameters };
}
