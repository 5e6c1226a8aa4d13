import { simulate } from '../../services/hub/simulate';
import { decodeFact, type Incoming } from '../../services/indicators';
import { describeHubs } from '../support/databases';
import { type Served, serveHub } from '../support/served';

const NOW = Date.UTC(2023, 5, 30, 3);

/** A dashboard over every agency of a level. */
const DASHBOARD = `query ($level: AgencyLevel, $period: Period!) {
  agencies(level: $level) {
    code name parent { code name }
    indicators(codes: ["on-time-rate", "e-dossier-rate", "late-dossiers", "overdue-dossiers"], period: $period) {
      indicator { code title } numerator denominator value target status revision agency { code name }
    }
  }
}`;

/** Lists that meet references: each row names a dossier, its agency and its procedure. */
const LISTS = `query ($first: Int) {
  lateCases(first: $first, period: "2023-Q1") { totalCount edges { node { daysLate dossier { code procedure { name } agency { name parent { name } } } agency { name } } } }
  indicator(code: "e-dossier-rate") { value(period: "2023-Q1") { evidence(first: $first) { totalCount edges { node { code amount agency { name } dossier { status dueAt late { daysLate } procedure { name field } } } } } } }
}`;

describeHubs('the number of SQL statements of a query', (settings) => {
  let served: Served;
  beforeAll(async () => {
    served = await serveHub(await settings(), () => NOW);
    const batch: Incoming[] = [];
    for (const event of simulate({ dossiers: 1500, seed: 3, from: '2022-10-01', to: '2023-06-30' })) {
      batch.push({
        origin: { place: 'test', position: batch.length },
        decoded: decodeFact(event, { receivedAt: NOW }),
      });
    }
    await served.hub.open.store.ingest(batch, NOW);
  }, 60_000);
  afterAll(() => served.stop());

  async function count<T>(query: string, variables: Record<string, unknown>): Promise<{ statements: number; data: T }> {
    const { database } = served.hub.open;
    const before = database.statements;
    const data = await served.query<T>(query, variables);
    return { statements: database.statements - before, data };
  }

  test('does not depend on how many agencies a dashboard shows', async () => {
    type Answer = { agencies: { indicators: { value: number | null }[] }[] };
    // The first query reads the catalogue.
    await count(DASHBOARD, { level: 'PROVINCE', period: '2023-Q1' });
    const one = await count<Answer>(DASHBOARD, { level: 'PROVINCE', period: '2023-Q1' });
    const all = await count<Answer>(DASHBOARD, { level: null, period: '2023-Q1' });
    expect(one.data.agencies).toHaveLength(1);
    expect(all.data.agencies.length).toBeGreaterThan(100);
    expect(all.data.agencies.flatMap((agency) => agency.indicators)).toHaveLength(all.data.agencies.length * 4);
    // Without a level the codes that only facts name are looked up as well: one reading more.
    expect(all.statements).toBeLessThanOrEqual(one.statements + 1);
    expect(one.statements).toBeLessThan(40);
  });

  test('does not depend on how long a list is', async () => {
    const short = await count<{ lateCases: { edges: unknown[] } }>(LISTS, { first: 2 });
    const long = await count<{ lateCases: { edges: unknown[] } }>(LISTS, { first: 40 });
    expect(short.data.lateCases.edges).toHaveLength(2);
    expect(long.data.lateCases.edges.length).toBeGreaterThan(10);
    expect(long.statements).toBe(short.statements);
  });
});
