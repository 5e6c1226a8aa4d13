import { graphql } from 'graphql';
import type { Sql } from '../../infra/database';
import { buildSubgraph, type Subgraph } from '../../infra/graphql';
import { loadWorkingDays } from '../../infra/time/working-days-file';
import { CatalogueReader } from '../../services/catalog';
import { publishedDirective } from '../../services/directive';
import { type Fact, type FactKind, type FactValue, Figures } from '../../services/indicators';
import { ExpectedReader } from '../../services/indicators/expected';
import { type Form06aTotals, REPORTING_SUBGRAPH, type ReportingContext, taskLoader } from '../../services/reporting';
import type { TestEngine } from '../support/engine';

export const at = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00+07:00` : `${text}+07:00`);

let count = 0;

/** A fact, said at the start of a local day. */
export function fact(kind: FactKind, subject: string, day: string, data: Record<string, FactValue>): Fact {
  count++;
  return { kind, subject, id: `e${count}`, source: 'urn:test', sequence: String(count), time: at(day), data };
}

/** The agencies P > {D1, H1 > C1}. */
export const AGENCIES: readonly Fact[] = [
  fact('agency', 'P', '2020-01-01', { name: 'Tỉnh', level: 'PROVINCE' }),
  fact('agency', 'D1', '2020-01-01', { name: 'Sở Một', level: 'DEPARTMENT', parentCode: 'P' }),
  fact('agency', 'H1', '2020-01-01', { name: 'Huyện Một', level: 'DISTRICT', parentCode: 'P' }),
  fact('agency', 'C1', '2020-01-01', { name: 'Xã Một', level: 'COMMUNE', parentCode: 'H1' }),
];

export interface Answer {
  readonly data: unknown;
  readonly errors: readonly string[];
}

/** What the reporting subgraph is asked with, besides the store. */
export interface Asking {
  readonly now: number;
  readonly showPersons?: boolean;
  readonly form06aTotals?: Form06aTotals;
}

let subgraph: Promise<Subgraph> | undefined;

/** Asks the reporting subgraph of a store. */
export async function ask(
  { database, store }: TestEngine,
  source: string,
  variableValues: Record<string, unknown>,
  { now, showPersons = false, form06aTotals = async () => ({}) }: Asking,
): Promise<Answer> {
  subgraph ??= buildSubgraph(REPORTING_SUBGRAPH);
  const { schema } = await subgraph;
  const { settings } = store;
  const reader = new CatalogueReader(database, settings.zone);
  const catalogue = (sql: Sql) => reader.within(sql);
  const regimes = new ExpectedReader(settings.zone);
  const base = { reads: database, settings, catalogue, directive: publishedDirective(), now };
  const contextValue: ReportingContext = {
    ...base,
    officeReads: database,
    workingDays: loadWorkingDays(),
    expected: (sql) => regimes.within(sql, '1'),
    tasks: taskLoader(base),
    figures: new Figures(base),
    form06aTotals,
    showPersons,
  };
  const { data, errors = [] } = await graphql({ schema, source, variableValues, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: errors.map(({ message }) => message) };
}
