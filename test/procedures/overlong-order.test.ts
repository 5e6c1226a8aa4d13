import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';
import { ask, at, fact, received } from './support';

const QUERY = `query ($agency: ID, $period: Period!, $first: Int, $after: String) {
  overlongPromises(agency: $agency, period: $period, first: $first, after: $after) {
    edges { cursor node { dossier { code } } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Answer {
  readonly overlongPromises: {
    readonly edges: readonly { cursor: string; node: { dossier: { code: string } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const PROCEDURE = fact('procedure', 'P1', '2022-01-01', { name: 'One day', processingDays: 1 });
const overlong = (code: string, day: string, agencyCode = 'A') =>
  received(code, day, '2022-12-30', { procedureCode: 'P1', agencyCode });

describeEngines('promises beyond the statutory time, in the order of their receipt', (openEngine) => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await openEngine();
  });
  afterEach(() => engine.close());

  async function page(variables: Record<string, unknown>): Promise<Answer['overlongPromises']> {
    const { data, errors } = await ask<Answer>(engine, QUERY, { variables, now: at('2023-06-01') });
    expect(errors).toEqual([]);
    return data.overlongPromises;
  }

  const codes = ({ edges }: Answer['overlongPromises']): string[] => edges.map(({ node }) => node.dossier.code);

  test('come page by page, those of one instant by code; a cursor of another period begins anew', async () => {
    await engine.ingest([
      PROCEDURE,
      ...['z', 'b', 'y'].map((code) => overlong(code, '2022-11-01')),
      ...['a', 'x'].map((code) => overlong(code, '2022-11-02')),
      overlong('of-b', '2022-11-02', 'B'),
      overlong('october', '2022-10-31'),
    ]);
    const right = ['b', 'y', 'z', 'a', 'of-b', 'x'];
    for (const first of [1, 2, 4, 6, 500]) {
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const { edges, pageInfo } = await page({ period: '2022-11', first, after });
        found.push(...codes({ edges, pageInfo }));
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) break;
      }
      expect(found).toEqual(right);
    }
    expect(codes(await page({ period: '2022-11', agency: 'B' }))).toEqual(['of-b']);
    const [october] = (await page({ period: '2022-10' })).edges;
    expect(codes(await page({ period: '2022-11', after: october!.cursor }))).toEqual(right);
    const last = (await page({ period: '2022-11' })).edges.at(-1)!.cursor;
    expect(codes(await page({ period: '2022-10', after: last }))).toEqual(['october']);
  });

  test.each(['"a"', '[1.5,"a"]', '[1e999,"a"]', '["1","a"]', '[1,"a",2]'])('refuse the cursor %s', async (text) => {
    const after = Buffer.from(text).toString('base64url');
    const { errors } = await ask(engine, QUERY, { variables: { period: '2022-11', after }, now: 0 });
    expect(errors).toEqual([
      `Argument "after": expected an endCursor or cursor of this same list, got ${JSON.stringify(after)}.`,
    ]);
  });
});
