import { graphql } from 'graphql';
import type { Sql } from '../../infra/database';
import { buildSubgraph, type Subgraph } from '../../infra/graphql';
import { loadWorkingDays } from '../../infra/time/working-days-file';
import { CatalogueReader } from '../../services/catalog';
import type { Fact, FactKind } from '../../services/indicators';
import { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from '../../services/procedures';
import type { TestEngine } from '../support/engine';

export const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T08:00` : text}:00+07:00`);

let serial = 0;

/** A fact said at a time of the hub's zone; a day alone means its morning. */
export function fact(kind: FactKind, subject: string, time: string, data: Fact['data']): Fact {
  serial++;
  return { kind, subject, id: `e${serial}`, source: 'urn:test', sequence: String(serial), time: at(time), data };
}

/** A dossier received on a day of November 2022, of the agency, with its promise. */
export function received(subject: string, day: string, due: string, data: Fact['data'] = {}): Fact {
  const base = { status: 'RECEIVED', receivedAt: at(day), agencyCode: 'A', dueAt: at(due) };
  return fact('dossier', subject, day, { ...base, ...data });
}

/** The agencies P > {A, B > C}. */
export const AGENCIES: readonly Fact[] = [
  fact('agency', 'P', '2020-01-01', { name: 'Tỉnh', level: 'PROVINCE' }),
  fact('agency', 'A', '2020-01-01', { name: 'Sở', level: 'DEPARTMENT', parentCode: 'P' }),
  fact('agency', 'B', '2020-01-01', { name: 'Huyện', level: 'DISTRICT', parentCode: 'P' }),
  fact('agency', 'C', '2020-01-01', { name: 'Xã', level: 'COMMUNE', parentCode: 'B' }),
];

/** How the subgraph is asked. */
export interface Asking {
  readonly variables?: Record<string, unknown>;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly showPersons?: boolean;
}

let subgraph: Promise<Subgraph> | undefined;

/** The data of a query to the procedures subgraph of a store, and the messages of its errors. */
export async function ask<T>(
  { database, store }: TestEngine,
  source: string,
  { variables = {}, now, showPersons = false }: Asking,
): Promise<{ data: T; errors: string[] }> {
  subgraph ??= buildSubgraph(PROCEDURES_SUBGRAPH);
  const { schema } = await subgraph;
  const { settings } = store;
  const catalogue = new CatalogueReader(database, settings.zone);
  const contextValue: ProceduresContext = {
    ...{ reads: database, publicReads: database, settings, now, showPersons },
    catalogue: (sql: Sql) => catalogue.within(sql),
    workingDays: loadWorkingDays(),
    dossiers: dossierLoader(database),
  };
  const { data, errors = [] } = await graphql({ schema, source, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)) as T, errors: errors.map(({ message }) => message) };
}
