import { decodeFact, type Incoming } from '../../services/indicators';
import { describeHubs } from '../support/databases';
import { type Served, serveHub } from '../support/served';

const NOW = Date.parse('2022-11-23T10:00:00+07:00');

let serial = 0;
function fact(kind: string, subject: string, time: string, data: Record<string, unknown>): Incoming {
  const message = {
    ...{ specversion: '1.0', id: `e${serial++}`, source: 'urn:test:reads', type: `vn.province.${kind}.v1` },
    ...{ subject, time, data },
  };
  return { origin: { place: 'test', position: serial }, decoded: decodeFact(message, { receivedAt: NOW + 9e10 }) };
}

const dossier = (subject: string, data: Record<string, unknown>, time = '2022-11-01T08:00:00+07:00'): Incoming =>
  fact('dossier', subject, time, data);
const received = { receivedAt: '2022-11-01T08:00:00+07:00', status: 'RECEIVED', agencyCode: 'A' };

describeHubs('what is read', (settings) => {
  /** Facts for a hub of their own. */
  async function withHub<T>(facts: Incoming[], work: (served: Served) => Promise<T>): Promise<T> {
    const served = await serveHub(await settings(), () => NOW);
    try {
      const outcome = await served.hub.open.store.ingest(facts, NOW);
      expect(outcome.deadLetters).toEqual([]);
      return await work(served);
    } finally {
      await served.stop();
    }
  }

  test('under DATE a dossier is due soon to the end of its due day, and late after it', async () => {
    const facts = [
      dossier('morning', { ...received, dueAt: '2022-11-23T09:00:00+07:00' }),
      dossier('evening', { ...received, dueAt: '2022-11-23T17:00:00+07:00' }),
      dossier('yesterday', { ...received, dueAt: '2022-11-22T17:00:00+07:00' }),
      dossier('tomorrow', { ...received, dueAt: '2022-11-24T09:00:00+07:00' }),
    ];
    await withHub(facts, async ({ query }) => {
      type List = { totalCount: number; edges: { node: { code: string } }[]; pageInfo: { endCursor: string } };
      const { dueSoon, lateCases } = await query<{
        dueSoon: List;
        lateCases: { edges: { node: { daysLate: number; dossier: { code: string } } }[] };
      }>(
        '{ dueSoon(days: 0) { totalCount edges { node { code } } } lateCases { edges { node { daysLate dossier { code } } } } }',
      );
      expect(dueSoon.edges.map(({ node }) => node.code)).toEqual(['morning', 'evening']);
      expect(lateCases.edges.map(({ node }) => [node.dossier.code, node.daysLate])).toEqual([['yesterday', 1]]);
      // Page by page, nothing twice and nothing left out.
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: { dueSoon: List & { pageInfo: { hasNextPage: boolean } } } = await query(
          'query ($after: String) { dueSoon(days: 1, first: 1, after: $after) { totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } }',
          { after },
        );
        found.push(...page.dueSoon.edges.map(({ node }) => node.code));
        if (!page.dueSoon.pageInfo.hasNextPage) break;
        after = page.dueSoon.pageInfo.endCursor;
      }
      expect(found).toEqual(['morning', 'evening', 'tomorrow']);
    });
  });

  test('whether there is data does not depend on filters, nor on what else is asked', async () => {
    const facts = [
      dossier('x1', { ...received, rating: 5, ratedAt: '2022-11-10T08:00:00+07:00' }),
      // Known to the source a year later, rated in November.
      dossier(
        'x2',
        { agencyCode: 'B', rating: 4, ratedAt: '2022-11-10T08:00:00+07:00', channel: 'ONLINE' },
        '2022-11-20T08:00:00+07:00',
      ),
    ];
    await withHub(facts, async ({ query }) => {
      type Value = { numerator: number | null; denominator: number | null; missing: string | null };
      const at = 'period: "2022-11", asOf: "2022-11-12T00:00:00+07:00"';
      const answer = await query<{ s: { a: Value; b: Value; rows: Value[] }; l: { v: Value } }>(
        `{ s: indicator(code: "satisfaction-rate") {
           a: value(agency: "B", ${at}) { numerator denominator missing }
           b: value(agency: "B", ${at}, channel: ONLINE) { numerator denominator missing }
           rows: breakdown(by: AGENCY, ${at}, channel: ONLINE) { numerator denominator missing } }
         l: indicator(code: "late-dossiers") { v: value(agency: "B", ${at}) { numerator denominator missing } } }`,
      );
      expect(answer.s.a).toEqual({ numerator: 1, denominator: 1, missing: null });
      expect(answer.s.b).toEqual({ numerator: 1, denominator: 1, missing: null });
      expect(answer.s.rows.reduce((sum, row) => sum + row.denominator!, 0)).toBe(1);
      expect(answer.l.v.numerator).toBe(0);
      const alone = await query<{ l: { v: Value } }>(
        `{ l: indicator(code: "late-dossiers") { v: value(agency: "B", ${at}) { numerator denominator missing } } }`,
      );
      expect(alone.l.v).toEqual(answer.l.v);
    });
  });

  test('an agency that a correction leaves without facts is named no longer; a parent that nothing describes is', async () => {
    const facts = [
      dossier('d', { ...received, agencyCode: 'TYPO' }),
      fact('agency', 'K', '2022-01-01T00:00:00+07:00', { parentCode: 'PP' }),
    ];
    await withHub(facts, async ({ query, hub }) => {
      await hub.open.store.ingest([dossier('d', { agencyCode: 'OK' }, '2022-11-02T08:00:00+07:00')], NOW);
      type Codes = {
        agencies: { code: string; known: boolean }[];
        below: { code: string }[];
        agency: { code: string } | null;
      };
      const found = await query<Codes>(
        '{ agencies { code known } below: agencies(parent: "PP") { code } agency(code: "PP") { code } }',
      );
      expect(found.agencies.map(({ code }) => code)).toEqual(['K', 'OK', 'PP']);
      expect(found.below).toEqual([{ code: 'K' }]);
      expect(found.agency).toEqual({ code: 'PP' });
    });
  });

  test("an agency's first parent holds backwards, and not before its first day", async () => {
    const facts = [
      fact('agency', 'N', '2022-11-01T00:00:00+07:00', { parentCode: 'P', validFrom: '2022-09-01' }),
      fact('agency', 'P', '2022-11-01T00:00:00+07:00', { name: 'Parent' }),
      dossier('june', { ...received, agencyCode: 'N', receivedAt: '2022-06-10T08:00:00+07:00' }),
      dossier('october', { ...received, agencyCode: 'N', receivedAt: '2022-10-10T08:00:00+07:00' }),
    ];
    await withHub(facts, async ({ query }) => {
      type Found = {
        i: Record<'june' | 'october', { denominator: number }>;
        before: { parent: unknown };
        since: { parent: unknown };
      };
      const found = await query<Found>(
        `{ i: indicator(code: "e-dossier-rate") { june: value(agency: "P", period: "2022-06") { denominator }
           october: value(agency: "P", period: "2022-10") { denominator } }
         before: agency(code: "N", on: "2022-08-31") { parent { code } } since: agency(code: "N", on: "2022-09-01") { parent { code } } }`,
      );
      expect(found.i.june.denominator).toBe(0);
      expect(found.i.october.denominator).toBe(1);
      expect(found.before.parent).toBeNull();
      expect(found.since.parent).toEqual({ code: 'P' });
    });
  });

  test('a reopened dossier is not shown as completed or returned, and its void statements are no history', async () => {
    const facts = [
      dossier('d', received),
      dossier(
        'd',
        { status: 'COMPLETED', completedAt: '2022-11-03T08:00:00+07:00', returnedAt: '2022-11-03T09:00:00+07:00' },
        '2022-11-03T09:00:00+07:00',
      ),
      dossier('d', { completedAt: null }, '2022-11-04T08:00:00+07:00'),
    ];
    await withHub(facts, async ({ query }) => {
      type Shown = {
        dossier: {
          status: string;
          completedAt: null;
          returnedAt: null;
          history: { field: string; value: string | null }[];
        };
      };
      const { dossier: shown } = await query<Shown>(
        '{ dossier(code: "d") { status completedAt returnedAt history { field value } } }',
      );
      expect(shown).toMatchObject({ status: 'RECEIVED', completedAt: null, returnedAt: null });
      const told = shown.history.map(({ field, value }) => `${field}=${value}`);
      expect(told).toContain('completedAt=null');
      expect(told).not.toContain('status=COMPLETED');
      expect(told.some((entry) => entry.startsWith('returnedAt='))).toBe(false);
    });
  });

  test('an agency that has ended is not silent for ever, and one that sent a withdrawal is not silent', async () => {
    const facts = [
      fact('agency', 'OLD', '2022-01-01T00:00:00+07:00', { name: 'Old', validTo: '2022-06-30' }),
      fact('agency', 'W', '2022-01-01T00:00:00+07:00', { name: 'W' }),
      fact('agency', 'S', '2022-01-01T00:00:00+07:00', { name: 'S' }),
      dossier(
        'w',
        { ...received, agencyCode: 'W', receivedAt: '2022-09-10T08:00:00+07:00' },
        '2022-09-10T08:00:00+07:00',
      ),
      dossier('w', { status: 'WITHDRAWN' }, '2022-10-10T08:00:00+07:00'),
    ];
    await withHub(facts, async ({ query }) => {
      const { indicator } = await query<{ indicator: { value: { silentAgencies: { code: string }[] } } }>(
        '{ indicator(code: "e-dossier-rate") { value(period: "2022-10") { silentAgencies { code } } } }',
      );
      expect(indicator.value.silentAgencies).toEqual([{ code: 'S' }]);
    });
  });

  test('an answer is of one snapshot: a fact that comes in between does not show in half of it', async () => {
    await withHub([dossier('one', received)], async ({ query, hub }) => {
      const { database, store } = hub.open;
      const session = database.session();
      const count = (): Promise<number> =>
        session.read(async (sql) => (await sql.all<{ n: number }>('SELECT COUNT(*) AS n FROM state'))[0]!.n);
      expect(await count()).toBe(1);
      await store.ingest([dossier('two', received)], NOW);
      expect(await count()).toBe(1);
      session.close();
      await expect(session.read(async () => 0)).rejects.toThrow('the session has ended');
      // Every connection is given back: many requests after many faults still find one.
      for (let i = 0; i < 12; i++) {
        await expect(
          query('{ indicator(code: "e-dossier-rate") { value(period: "nonsense") { value } } }'),
        ).rejects.toThrow(/period/);
      }
      const { indicator } = await query<{
        indicator: { value: { denominator: number; evidence: { totalCount: number } } };
      }>(
        '{ indicator(code: "e-dossier-rate") { value(period: "2022-11") { denominator evidence(half: DENOMINATOR) { totalCount } } } }',
      );
      expect(indicator.value).toEqual({ denominator: 2, evidence: { totalCount: 2 } });
    });
  });

  test('the edges of time are answered, not stumbled over', async () => {
    await withHub([dossier('d', received)], async ({ query }) => {
      type Edge = { indicator: { first: { previous: null }; old: { missing: string; denominator: number } } };
      const { indicator } = await query<Edge>(
        `{ indicator(code: "e-dossier-rate") { first: value(period: "1990") { previous { value } }
           old: value(period: "2022", asOf: "0001-01-01T00:00:00Z") { missing denominator } } }`,
      );
      expect(indicator.first.previous).toBeNull();
      expect(indicator.old).toEqual({ missing: 'NOT_DUE_YET', denominator: 0 });
      const series = (from: string, to: string): Promise<unknown> =>
        query(
          `{ indicator(code: "e-dossier-rate") { series(from: "${from}", to: "${to}", every: MONTH, calendar: REPORTING) { value } } }`,
        );
      await expect(series('1989-12-01', '1990-02-01')).rejects.toThrow(/BAD_USER_INPUT/);
      await expect(series('2099-12-01', '2099-12-31')).rejects.toThrow(/BAD_USER_INPUT/);
    });
  });
});
