import { graphql } from 'graphql';
import type { Sql } from '../../infra/database';
import { buildSubgraph, type Subgraph } from '../../infra/graphql';
import { CatalogueReader } from '../../services/catalog';
import { type DirectiveData, publishedDirective } from '../../services/directive';
import {
  type Catalogue,
  type Fact,
  type FactValue,
  Figures,
  INDICATORS_SUBGRAPH,
  type IndicatorsContext,
  Targets,
} from '../../services/indicators';
import { at, fact } from '../reporting/support';
import type { TestEngine } from '../support/engine';

/** What the indicators subgraph is asked with, besides the store. */
export interface Asking {
  readonly now: number;
  readonly directive?: DirectiveData;
  /** Looks at the catalogue that is read. */
  readonly catalogue?: (read: Catalogue) => Catalogue;
}

export interface Answer<T> {
  readonly data: T;
  readonly errors: readonly string[];
}

/** Everything that reads from an engine's store at an instant. */
export function contextOf({ database, store }: TestEngine, asking: Asking): IndicatorsContext {
  const { now, directive = publishedDirective(), catalogue: seen = (read) => read } = asking;
  const { settings } = store;
  const reader = new CatalogueReader(database, settings.zone);
  const catalogue = async (sql: Sql): Promise<Catalogue> => seen(await reader.within(sql));
  const source = { reads: database, settings, catalogue, targets: new Targets(), now };
  return { ...source, officeReads: database, directive, figures: new Figures(source) };
}

let subgraph: Promise<Subgraph> | undefined;

/** Asks the indicators subgraph of a store. */
export async function ask<T>(
  engine: TestEngine,
  source: string,
  variableValues: Record<string, unknown>,
  asking: Asking,
): Promise<Answer<T>> {
  subgraph ??= buildSubgraph(INDICATORS_SUBGRAPH);
  const { schema } = await subgraph;
  const contextValue = contextOf(engine, asking);
  const { data, errors = [] } = await graphql({ schema, source, variableValues, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)) as T, errors: errors.map(({ message }) => message) };
}

type Data = Readonly<Record<string, FactValue>>;
/** Fields that hold instants: days in the tests below. */
const withInstants = (data: Data): Record<string, FactValue> =>
  Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      field.endsWith('At') && typeof value === 'string' ? at(value) : value,
    ]),
  );

/** A procedure in force since the beginning of 2022. */
export function procedure(code: string, data: Data): Fact {
  return fact('procedure', code, '2022-01-01', { inForce: true, ...withInstants(data) });
}

/** A dossier, said on the day of its receipt; further statements of status by their days. */
export function dossier(
  code: string,
  receivedAt: string,
  data: Data,
  statuses: Readonly<Record<string, string>> = {},
): Fact[] {
  return [
    fact('dossier', code, receivedAt, { status: 'RECEIVED', ...withInstants({ receivedAt, ...data }) }),
    ...Object.entries(statuses).map(([day, status]) => fact('dossier', code, day, { status })),
  ];
}
