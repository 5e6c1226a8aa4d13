import { graphql } from 'graphql';
import { buildSubgraph } from '../../infra/graphql';
import { loadWorkingDays } from '../../infra/time/working-days-file';
import { CatalogueReader } from '../../services/catalog';
import type { Fact, FactKind, LatenessRule } from '../../services/indicators';
import { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from '../../services/procedures';
import { openEngine, type TestEngine } from '../support/engine';

let engine: TestEngine;
async function open(facts: readonly Fact[], rule: LatenessRule = 'DATE', zone = 'Asia/Ho_Chi_Minh'): Promise<void> {
  engine = await openEngine(rule, zone);
  await engine.ingest(facts);
}
afterEach(() => engine.close());

const at = (text: string): number => Date.parse(`${text}:00+07:00`);
let serial = 0;
const fact = (kind: FactKind, subject: string, time: string, data: Fact['data']): Fact => {
  return { kind, subject, id: String(serial++), source: 'urn:test', time: at(time), sequence: null, data };
};

/** A dossier received then, with its promise. */
function received(subject: string, time: string, due: string | null, more: Fact['data'] = {}): Fact {
  const promise = due === null ? {} : { dueAt: at(due), dueReason: 'INITIAL' };
  const base = { status: 'RECEIVED', receivedAt: at(time), agencyCode: 'A', procedureCode: 'P10' };
  return fact('dossier', subject, time, { ...base, ...promise, ...more });
}

async function ask<T>(source: string, now: string): Promise<T> {
  const { schema } = await buildSubgraph(PROCEDURES_SUBGRAPH);
  const { database, store } = engine;
  const catalogue = new CatalogueReader(database, store.settings.zone);
  const contextValue: ProceduresContext = {
    reads: database,
    publicReads: database,
    settings: store.settings,
    catalogue: (sql) => catalogue.within(sql),
    workingDays: loadWorkingDays(),
    now: at(now),
    dossiers: dossierLoader(database),
    showPersons: false,
  };
  const { data, errors = [] } = await graphql({ schema, source, contextValue });
  expect(errors).toEqual([]);
  return JSON.parse(JSON.stringify(data)) as T;
}

describe.each(['DATE', 'INSTANT'] as const)('under %s', (rule) => {
  test('days late are told in working days, too, and those stop with the dossier', async () => {
    const completed = { status: 'COMPLETED', completedAt: at('2023-01-27T09:00') };
    await open(
      [
        received('tet', '2023-01-03T09:00', '2023-01-18T17:00'),
        fact('dossier', 'tet', '2023-01-27T09:00', completed),
        received('open', '2023-01-03T09:00', '2023-01-19T17:00'),
        received('beyond', '2021-12-01T09:00', '2021-12-30T17:00'),
      ],
      rule,
    );
    type Late = { lateCases: { edges: { node: { daysLate: number; workingDaysLate: number | null } }[] } };
    const { lateCases } = await ask<Late>(
      '{ lateCases(period: "2023-01") { edges { node { dossier { code } daysLate workingDaysLate } } } }',
      '2023-01-30T18:00',
    );
    const days = rule === 'DATE' ? { beyond: 396, open: 11, tet: 9 } : { beyond: 397, open: 12, tet: 9 };
    expect(lateCases.edges.map(({ node }) => node)).toEqual([
      { dossier: { code: 'beyond' }, daysLate: days.beyond, workingDaysLate: null },
      { dossier: { code: 'open' }, daysLate: days.open, workingDaysLate: 2 },
      { dossier: { code: 'tet' }, daysLate: days.tet, workingDaysLate: 2 },
    ]);
  });

  test('due soon means working days, and calendar days where the calendar ends', async () => {
    const on = (code: string, due: string): Fact => received(code, '2022-11-01T09:00', due);
    await open(
      [
        on('fri', '2023-01-13T17:00'),
        on('sun', '2023-01-15T17:00'),
        on('mon', '2023-01-16T17:00'),
        on('tet', '2023-01-22T17:00'),
        on('after', '2023-01-27T17:00'),
        on('late', '2023-01-30T17:00'),
        on('year', '2027-01-03T17:00'),
        on('next', '2027-01-04T17:00'),
      ],
      rule,
    );
    const soon = async (days: number, now: string): Promise<string[]> => {
      type Soon = { dueSoon: { edges: { node: { code: string } }[]; totalCount: number } };
      const { dueSoon } = await ask<Soon>(`{ dueSoon(days: ${days}) { totalCount edges { node { code } } } }`, now);
      expect(dueSoon.totalCount).toBe(dueSoon.edges.length);
      return dueSoon.edges.map(({ node }) => node.code);
    };
    const friday = '2023-01-13T10:00';
    expect(await soon(0, friday)).toEqual(['fri', 'sun']);
    expect(await soon(1, friday)).toEqual(['fri', 'sun', 'mon']);
    expect(await soon(4, friday)).toEqual(['fri', 'sun', 'mon', 'tet']);
    expect(await soon(5, friday)).toEqual(['fri', 'sun', 'mon', 'tet', 'after']);
    expect(await soon(6, friday)).toEqual(['fri', 'sun', 'mon', 'tet', 'after', 'late']);
    expect(await soon(3, '2026-12-31T10:00')).toEqual(['year']);
  });
});

type Promises = {
  overlongPromises: {
    edges: { cursor: string; node: Record<string, unknown> }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};
const promises = async (args: string, now = '2023-06-01T09:00'): Promise<Promises['overlongPromises']> => {
  const shape =
    'edges { cursor node { dossier { code } promisedAt lawfulUntil excessWorkingDays } } pageInfo { hasNextPage endCursor }';
  return (await ask<Promises>(`{ overlongPromises(${args}) { ${shape} } }`, now)).overlongPromises;
};
const codes = ({ edges }: Promises['overlongPromises']): unknown[] =>
  edges.map(({ node }) => (node['dossier'] as { code: string }).code);

describe('promises beyond the statutory time', () => {
  const CATALOGUE = [
    fact('procedure', 'P10', '2022-01-01T09:00', { name: 'Ten days', processingDays: 10 }),
    fact('procedure', 'P05', '2022-01-01T09:00', { name: 'Half a day', processingDays: 0.5 }),
    fact('procedure', 'P?', '2022-01-01T09:00', { name: 'No time was stated' }),
    fact('agency', 'A', '2022-01-01T09:00', { parentCode: 'TOP' }),
    fact('agency', 'B', '2022-01-01T09:00', { parentCode: 'TOP' }),
  ];

  test('are those later than the last lawful day, whatever came of them', async () => {
    // Ten working days from Monday 21/11/2022 end on Monday 5/12/2022.
    await open([
      ...CATALOGUE,
      received('a-lawful', '2022-11-21T08:15', '2022-12-05T23:59'),
      received('b-over', '2022-11-21T08:15', '2022-12-06T00:00'),
      received('c-far', '2022-11-21T20:30', '2022-12-12T17:00', { agencyCode: 'B' }),
      received('d-half', '2022-11-21T08:15', '2022-11-23T17:00', { procedureCode: 'P05' }),
      received('e-day', '2022-11-21T08:15', '2022-11-22T17:00', { procedureCode: 'P05' }),
      received('f-no-time', '2022-11-21T08:15', '2025-11-22T17:00', { procedureCode: 'P?' }),
      received('g-unknown', '2022-11-21T08:15', '2025-11-22T17:00', { procedureCode: 'nobody' }),
      received('h-undated', '2022-11-21T08:15', null),
      // A later date is no promise of the beginning; nor is that of an apology, which may come first.
      received('i-moved', '2022-11-21T08:15', '2022-12-05T17:00'),
      fact('dossier', 'i-moved', '2022-11-25T09:00', { dueAt: at('2022-12-20T17:00'), dueReason: 'SUPPLEMENT' }),
      received('j-sorry', '2022-11-21T08:15', null, { dueAt: at('2022-12-20T17:00'), dueReason: 'APOLOGY' }),
      received('k-completed', '2022-11-21T08:15', '2022-12-07T17:00'),
      fact('dossier', 'k-completed', '2022-11-23T09:00', { status: 'COMPLETED', completedAt: at('2022-11-23T09:00') }),
      received('l-voided', '2022-11-21T08:15', '2022-12-07T17:00', { voided: true }),
      received('m-october', '2022-10-21T08:15', '2022-12-07T17:00'),
    ]);
    const all = await promises('period: "2022-11"');
    expect(all.edges.map(({ node }) => node)).toEqual([
      {
        dossier: { code: 'b-over' },
        promisedAt: '2022-12-06T00:00:00.000+07:00',
        lawfulUntil: '2022-12-05',
        excessWorkingDays: 1,
      },
      {
        dossier: { code: 'd-half' },
        promisedAt: '2022-11-23T17:00:00.000+07:00',
        lawfulUntil: '2022-11-22',
        excessWorkingDays: 1,
      },
      {
        dossier: { code: 'k-completed' },
        promisedAt: '2022-12-07T17:00:00.000+07:00',
        lawfulUntil: '2022-12-05',
        excessWorkingDays: 2,
      },
      {
        dossier: { code: 'c-far' },
        promisedAt: '2022-12-12T17:00:00.000+07:00',
        lawfulUntil: '2022-12-05',
        excessWorkingDays: 5,
      },
    ]);
    expect(codes(await promises('period: "2022-11", agency: "B"'))).toEqual(['c-far']);
    expect(codes(await promises('period: "2022-11", agency: "TOP"'))).toEqual(codes(all));
    expect(codes(await promises('period: "2022-Q4"'))).toEqual(['m-october', ...codes(all)]);
    expect(await promises('period: "2022-09"')).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  test('are not guessed in a year that the calendar does not know', async () => {
    await open([
      ...CATALOGUE,
      received('a-before', '2021-12-01T09:00', '2022-12-01T17:00'),
      received('b-ends-beyond', '2026-12-30T09:00', '2027-12-01T17:00'),
      received('c-promised-beyond', '2026-12-01T09:00', '2027-01-05T17:00'),
      // Lawful to Friday 25/11; promised for the Saturday.
      received('d-saturday', '2022-11-11T09:00', '2022-11-26T09:00'),
    ]);
    const later = '2027-06-01T09:00';
    expect(codes(await promises('period: "2021"', later))).toEqual([]);
    expect((await promises('period: "2026"', later)).edges.map(({ node }) => node)).toEqual([
      {
        dossier: { code: 'c-promised-beyond' },
        promisedAt: '2027-01-05T17:00:00.000+07:00',
        lawfulUntil: '2026-12-15',
        excessWorkingDays: null,
      },
    ]);
    expect((await promises('period: "2022"', later)).edges.map(({ node }) => node['excessWorkingDays'])).toEqual([0]);
  });

  test('come page by page, nothing twice and nothing left out, also where a request stops looking', async () => {
    const name = (i: number): string => `d${String(i).padStart(5, '0')}`;
    // A request looks at some thousands: the first ones are all lawful, so that its page is empty.
    const isOver = (i: number): boolean => i >= 5000 && i % 200 === 199;
    const facts = Array.from({ length: 6000 }, (_, i) =>
      received(name(i), '2022-11-21T08:15', isOver(i) ? '2022-12-06T17:00' : '2022-12-05T17:00'),
    );
    await open([...CATALOGUE, ...facts]);
    const right = facts.flatMap(({ subject }, i) => (isOver(i) ? [subject] : []));
    expect((await promises('period: "2022-11"')).pageInfo.hasNextPage).toBe(true);
    for (const first of [1, 3, 500]) {
      const found: unknown[] = [];
      for (let after = ''; ; ) {
        const page = await promises(`period: "2022-11", first: ${first}${after}`);
        found.push(...codes(page));
        expect(page.edges.length).toBeLessThanOrEqual(first);
        if (!page.pageInfo.hasNextPage) break;
        after = `, after: "${page.pageInfo.endCursor}"`;
      }
      expect(found).toEqual(right);
    }
  });

  test('refuse what is no period', async () => {
    await open([]);
    const { schema } = await buildSubgraph(PROCEDURES_SUBGRAPH);
    const contextValue = { settings: engine.store.settings, now: 0 };
    const { errors } = await graphql({
      schema,
      source: '{ overlongPromises(period: "2022-13") { edges { cursor } } }',
      contextValue,
    });
    expect(errors?.[0]?.message).toMatch(
      /Argument "period": expected a period such as 2022-11 or R2022-Q4, got "2022-13"/,
    );
  });
});
