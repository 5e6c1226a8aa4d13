import { graphql } from 'graphql';
import { buildSubgraph } from '../../infra/graphql';
import { loadWorkingDays } from '../../infra/time/working-days-file';
import { CatalogueReader } from '../../services/catalog';
import { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from '../../services/procedures';
import { decodePortal } from '../../services/procedures/portal';
import { CODE, envelope, factsOf, options, pushedDossier, TIMESTAMP } from '../../services/procedures/portal/fixture';
import { asIncoming, openEngine, type TestEngine } from '../support/engine';

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

const QUERY = `query ($agency: ID, $first: Int, $after: String) {
  reconciliation(agency: $agency, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor node { dossier field system portal } }
  }
}`;

async function ask(variables: Record<string, unknown> = {}): Promise<{ data: unknown; errors: string[] }> {
  const { schema } = await buildSubgraph(PROCEDURES_SUBGRAPH);
  const { database, store } = engine;
  const catalogue = new CatalogueReader(database, store.settings.zone);
  const contextValue: ProceduresContext = {
    reads: database,
    publicReads: database,
    settings: store.settings,
    catalogue: (sql) => catalogue.within(sql),
    workingDays: loadWorkingDays(),
    now: TIMESTAMP,
    dossiers: dossierLoader(database),
    showPersons: false,
  };
  const { data, errors = [] } = await graphql({ schema, source: QUERY, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: errors.map(({ message }) => message) };
}

it('answers with instants in the zone of the hub, page by page', async () => {
  const dossier = { status: 'PROCESSING', agencyCode: 'A1', procedureCode: '1.999001', channel: 'ONLINE' };
  const received = { receivedAt: Date.parse('2022-11-21T01:15:00Z'), dueAt: Date.parse('2022-12-01T10:00:00Z') };
  await engine.store.ingest(
    asIncoming([
      {
        ...{ kind: 'dossier', subject: CODE, id: '1', source: 'urn:test', sequence: null },
        ...{ time: TIMESTAMP - 1000, data: { ...dossier, ...received } },
      },
      ...factsOf(decodePortal(envelope('DongBoHoSoMC', [pushedDossier({ NgayTra: '' })]), options())),
    ]),
    TIMESTAMP,
  );
  const node = (field: string, system: string | null, portal: string | null): object => ({
    dossier: CODE,
    field,
    system,
    portal,
  });
  const completed = node('completedAt', null, '2022-12-06T15:30:00.000+07:00');
  const due = node('dueAt', '2022-12-01T17:00:00.000+07:00', '2022-12-07T08:15:00.000+07:00');
  const status = node('status', 'PROCESSING', 'RETURNED');
  const whole = await ask();
  expect(whole).toMatchObject({
    errors: [],
    data: {
      reconciliation: {
        totalCount: 3,
        pageInfo: { hasNextPage: false },
        edges: [{ node: completed }, { node: due }, { node: status }],
      },
    },
  });
  const first = await ask({ first: 2 });
  expect(first.data).toMatchObject({ reconciliation: { totalCount: 3, pageInfo: { hasNextPage: true } } });
  const { endCursor } = (first.data as { reconciliation: { pageInfo: { endCursor: string } } }).reconciliation.pageInfo;
  expect(await ask({ first: 2, after: endCursor })).toMatchObject({
    data: { reconciliation: { totalCount: 3, pageInfo: { hasNextPage: false }, edges: [{ node: status }] } },
  });
  expect(await ask({ agency: 'A1' })).toEqual(whole);
  expect(await ask({ agency: 'B1' })).toMatchObject({ data: { reconciliation: { totalCount: 0, edges: [] } } });
});

it('refuses a page size and a cursor that are none', async () => {
  expect((await ask({ first: 501 })).errors.join()).toMatch(/first/);
  expect((await ask({ after: 'eA' })).errors.join()).toMatch(/after/);
});
