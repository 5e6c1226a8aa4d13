import { openEngine, type TestEngine } from '../support/engine';
import { AGENCIES, type Asking, ask, at, fact } from './support';

const LIST = `query ($agency: ID, $period: Period, $status: ReportStatus, $first: Int, $after: String) {
  reports(agency: $agency, period: $period, status: $status, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node { code regime agency { code } period dueAt submittedAt status obstacle proposal } }
  }
}`;

interface Listed {
  readonly totalCount: number;
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  readonly edges: readonly {
    readonly node: Record<string, unknown> & { readonly agency: { readonly code: string } };
  }[];
}

const QUARTERLY = {
  ...{ name: 'Báo cáo quý', frequency: 'QUARTER', dueDay: 16, inForce: true },
  reporterAgencyCodes: ['D1', 'H1', 'C1'],
};
/** The fourth quarter's reports have been due for some days, the year's are not yet. */
const NOW = at('2022-12-20');

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

async function list(variables: Record<string, unknown> = {}, asking: Partial<Asking> = {}): Promise<Listed> {
  const { data, errors } = await ask(engine, LIST, variables, { now: NOW, ...asking });
  expect(errors).toEqual([]);
  return (data as { reports: Listed }).reports;
}

/** Code and status of each report, in the order of the list. */
async function shown(variables: Record<string, unknown> = {}, asking: Partial<Asking> = {}): Promise<string[]> {
  const { edges, totalCount } = await list(variables, asking);
  expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => `${node['code']} ${node['status']}`);
}

describe('reports begun and reports expected', () => {
  beforeEach(() =>
    engine.ingest([
      ...AGENCIES,
      fact('regime', 'QUY', '2022-07-01', QUARTERLY),
      fact('report', 'R-D1', '2022-12-15', {
        ...{ regimeCode: 'QUY', agencyCode: 'D1', period: '2022-Q4', submittedAt: at('2022-12-15T23:00:00') },
        ...{ obstacle: 'thiếu người', proposal: 'thêm người' },
      }),
      fact('report', 'R-H1', '2022-12-16', {
        ...{ regimeCode: 'QUY', agencyCode: 'H1', period: '2022-Q4', submittedAt: at('2022-12-16T08:00:00') },
      }),
    ]),
  );

  it('shows a silent agency as MISSING, beside what came in time and late', async () => {
    expect(await shown({ period: '2022-Q4' })).toEqual(['QUY/2022-Q4/C1 MISSING', 'R-D1 ON_TIME', 'R-H1 LATE']);
    const { edges } = await list({ period: '2022-Q4' });
    expect(edges[0]!.node).toMatchObject({
      ...{ regime: 'Báo cáo quý', agency: { code: 'C1' }, period: '2022-Q4', submittedAt: null },
      dueAt: '2022-12-15T23:59:59.999+07:00',
    });
    expect(edges[1]!.node).toMatchObject({ code: 'R-D1', dueAt: '2022-12-15T23:59:59.999+07:00' });
  });

  it('shows those due by now and those begun, where no period is asked for', async () => {
    expect(await shown()).toEqual([
      ...['QUY/2022-Q3/C1 MISSING', 'QUY/2022-Q3/D1 MISSING', 'QUY/2022-Q3/H1 MISSING'],
      ...['QUY/2022-Q4/C1 MISSING', 'R-D1 ON_TIME', 'R-H1 LATE'],
    ]);
    expect(await shown({}, { now: at('2022-12-15T12:00:00') })).toEqual([
      ...['QUY/2022-Q3/C1 MISSING', 'QUY/2022-Q3/D1 MISSING', 'QUY/2022-Q3/H1 MISSING'],
      ...['R-D1 ON_TIME', 'R-H1 LATE'],
    ]);
  });

  it('is not due while its due day lasts', async () => {
    const lastInstant = at('2022-12-15T23:59:59.999');
    expect(await shown({ period: '2022-Q4', agency: 'C1' }, { now: lastInstant })).toEqual(['QUY/2022-Q4/C1 NOT_DUE']);
    expect(await shown({ period: '2022-Q4', agency: 'C1' }, { now: lastInstant + 1 })).toEqual([
      'QUY/2022-Q4/C1 MISSING',
    ]);
  });

  it('finds by the period in which it is due as well', async () => {
    expect(await shown({ period: '2022-12' })).toEqual(await shown({ period: '2022-Q4' }));
    expect(await shown({ period: '2022-12-15' })).toHaveLength(3);
    expect(await shown({ period: '2022-12-16' })).toEqual([]);
    expect(await shown({ period: '2023-Q1' })).toEqual([
      ...['QUY/2023-Q1/C1 NOT_DUE', 'QUY/2023-Q1/D1 NOT_DUE', 'QUY/2023-Q1/H1 NOT_DUE'],
    ]);
  });

  it('filters by the agencies below and by status', async () => {
    expect(await shown({ period: '2022-Q4', agency: 'H1' })).toEqual(['QUY/2022-Q4/C1 MISSING', 'R-H1 LATE']);
    expect(await shown({ period: '2022-Q4', agency: 'P' })).toHaveLength(3);
    expect(await shown({ period: '2022-Q4', status: 'LATE' })).toEqual(['R-H1 LATE']);
    expect(await shown({ status: 'MISSING', agency: 'D1' })).toEqual(['QUY/2022-Q3/D1 MISSING']);
  });

  it('gives pages that together are the whole', async () => {
    const whole = await list();
    const codes: unknown[] = [];
    let after: string | null = null;
    for (let page = 0; page < 6; page++) {
      const { edges, pageInfo, totalCount }: Listed = await list({ first: 1, after });
      expect(totalCount).toBe(6);
      expect(pageInfo.hasNextPage).toBe(page < 5);
      codes.push(...edges.map(({ node }) => node['code']));
      after = pageInfo.endCursor;
    }
    expect(codes).toEqual(whole.edges.map(({ node }) => node['code']));
    expect((await list({ first: 1, after })).edges).toEqual([]);
  });

  it('shows what people wrote only to who may see it', async () => {
    const words = async (showPersons: boolean): Promise<unknown[]> => {
      const { edges } = await list({ status: 'ON_TIME' }, { showPersons });
      return edges.map(({ node }) => [node['obstacle'], node['proposal']]);
    };
    expect(await words(false)).toEqual([[null, null]]);
    expect(await words(true)).toEqual([['thiếu người', 'thêm người']]);
  });
});

describe('which report fills which place', () => {
  const filling = (subject: string, data: Record<string, string | number | boolean>) =>
    fact('report', subject, '2022-12-01', { regimeCode: 'QUY', period: '2022-Q4', ...data });
  const only = { ...QUARTERLY, reporterAgencyCodes: ['D1'] };

  it('is decided by regime, period and agency, not by the subject', async () => {
    await engine.ingest([
      fact('regime', 'QUY', '2022-12-01', only),
      filling('QUY/2022-Q4/D1', { agencyCode: 'H1' }),
      filling('any', { agencyCode: 'D1' }),
    ]);
    expect(await shown({ period: '2022-Q4' })).toEqual(['any MISSING', 'QUY/2022-Q4/D1 NOT_DUE']);
  });

  it('takes a due date of its own before that of the regime', async () => {
    const dueAt = at('2022-12-25T17:00:00');
    await engine.ingest([fact('regime', 'QUY', '2022-12-01', only), filling('own', { agencyCode: 'D1', dueAt })]);
    expect(await shown({ period: '2022-Q4' })).toEqual(['own NOT_DUE']);
    expect(await shown({ period: '2022-Q4' }, { now: at('2022-12-25T18:00:00') })).toEqual(['own NOT_DUE']);
    expect(await shown({ period: '2022-Q4' }, { now: at('2022-12-26') })).toEqual(['own MISSING']);
    expect(await shown({ period: '2022-12-25' })).toEqual(['own NOT_DUE']);
    expect(await shown({ period: '2022-12-15' })).toEqual([]);
  });

  it('is empty again where the report was voided', async () => {
    await engine.ingest([
      fact('regime', 'QUY', '2022-12-01', only),
      filling('any', { agencyCode: 'D1', submittedAt: at('2022-12-02'), voided: true }),
    ]);
    expect(await shown({ period: '2022-Q4' })).toEqual(['QUY/2022-Q4/D1 MISSING']);
  });

  it('lists what belongs to no regime behind all others', async () => {
    await engine.ingest([
      fact('regime', 'QUY', '2022-12-01', only),
      fact('report', 'a', '2022-12-01', { submittedAt: at('2022-12-02') }),
      fact('report', 'b', '2022-12-01', { period: '2022-Q4', agencyCode: 'D1' }),
    ]);
    expect(await shown()).toEqual(['QUY/2022-Q4/D1 MISSING', 'a ON_TIME', 'b NOT_DUE']);
    const { edges } = await list();
    expect(edges[1]!.node).toMatchObject({ regime: '', agency: null, period: null, dueAt: null });
  });
});

it('refuses a period and a cursor that are none', async () => {
  const asked = async (variables: object): Promise<string> =>
    (await ask(engine, LIST, { ...variables }, { now: NOW })).errors.join();
  expect(await asked({ period: '2022-Q5' })).toMatch(/period.*2022-11/);
  expect(await asked({ after: 'eA' })).toMatch(/after/);
  expect(await asked({ first: 501 })).toMatch(/first/);
});
