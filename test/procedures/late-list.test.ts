import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';
import { AGENCIES, ask, at, fact, received } from './support';

const LISTS = `query ($agency: ID, $period: Period!) {
  lateList(agency: $agency, period: $period) {
    agency { code } reasonCode cases completed left open explained unexplained apologised unapologised daysLate
  }
  lateCases(agency: $agency, period: $period, first: 500) { totalCount edges { node { dossier { code } } } }
}`;

interface Line extends Record<string, unknown> {
  readonly agency: { readonly code: string } | null;
  readonly cases: number;
}
interface Lists {
  readonly lateList: Line[];
  readonly lateCases: { readonly totalCount: number; readonly edges: { node: { dossier: { code: string } } }[] };
}

/** A line with what is not 0 in it. */
const line = (agency: string | null, reasonCode: string | null, daysLate: number, counts: Record<string, number>) => ({
  ...{ agency: agency === null ? null : { code: agency }, reasonCode, cases: 1, completed: 0, left: 0, open: 0 },
  ...{ explained: 0, unexplained: 0, apologised: 0, unapologised: 0, daysLate },
  ...counts,
});

describeEngines('the monthly late list', (openEngine) => {
  let engine: TestEngine;
  afterEach(() => engine.close());

  async function lists(variables: Record<string, unknown>, now = '2023-06-01T09:00'): Promise<Lists> {
    const { data, errors } = await ask<Lists>(engine, LISTS, { variables, now: at(now) });
    expect(errors).toEqual([]);
    expect(data.lateList.reduce((sum, { cases }) => sum + cases, 0)).toBe(data.lateCases.totalCount);
    return data;
  }

  /** Dossiers around November 2022; each becomes late on the day after its due day. */
  const DOSSIERS = [
    // Late before the month, in progress to its end and beyond.
    received('a-long', '2022-09-01', '2022-09-20', { lateReasonCode: 'OBJECTIVE' }),
    // Late before the month and completed in it.
    received('b-out', '2022-09-01', '2022-10-20', { lateReasonCode: 'OBJECTIVE' }),
    fact('dossier', 'b-out', '2022-11-10', { status: 'COMPLETED', completedAt: at('2022-11-10') }),
    // Late and completed in the month: it is in the list once.
    received('c-both', '2022-11-01', '2022-11-09', { lateReasonCode: 'OBJECTIVE' }),
    fact('dossier', 'c-both', '2022-11-12', { status: 'COMPLETED', completedAt: at('2022-11-12') }),
    // Late in the month and withdrawn in it.
    received('d-left', '2022-11-01', '2022-11-09', { agencyCode: 'C' }),
    fact('dossier', 'd-left', '2022-11-14', { status: 'WITHDRAWN' }),
    // Late in the month, paused, explained within it, apologised for after it.
    received('e-paused', '2022-11-01', '2022-11-09', { agencyCode: 'C' }),
    fact('dossier', 'e-paused', '2022-11-14', { status: 'SUPPLEMENT_REQUESTED', explainedAt: at('2022-11-14') }),
    fact('dossier', 'e-paused', '2022-12-14', { apologisedAt: at('2022-12-14') }),
    // Nobody's.
    received('f-nobody', '2022-11-01', '2022-11-28', { agencyCode: null }),
    // Not in the list: completed late or withdrawn before it, late after it, in time, voided.
    received('g-before', '2022-09-01', '2022-10-20'),
    fact('dossier', 'g-before', '2022-10-31', { status: 'COMPLETED', completedAt: at('2022-10-31') }),
    received('h-gone', '2022-09-01', '2022-10-20'),
    fact('dossier', 'h-gone', '2022-11-14', { status: 'WITHDRAWN' }),
    received('i-after', '2022-11-01', '2022-11-30'),
    received('j-in-time', '2022-11-01', '2022-11-20'),
    fact('dossier', 'j-in-time', '2022-11-20', { status: 'COMPLETED', completedAt: at('2022-11-20') }),
    received('k-voided', '2022-11-01', '2022-11-09', { voided: true }),
  ];

  test('tells how many dossiers are late, by agency and kind of reason', async () => {
    engine = await openEngine();
    await engine.ingest([...AGENCIES, ...DOSSIERS]);
    const { lateList, lateCases } = await lists({ period: '2022-11' });
    expect(lateCases.edges.map(({ node }) => node.dossier.code[0]).join('')).toBe('abcdef');
    expect(lateList).toEqual([
      line('A', 'OBJECTIVE', 71, { cases: 3, completed: 2, open: 1, unexplained: 3, unapologised: 3 }),
      line('C', null, 21, { cases: 2, left: 1, open: 1, explained: 1, unexplained: 1, unapologised: 2 }),
      line(null, null, 2, { open: 1, unexplained: 1, unapologised: 1 }),
    ]);
    expect((await lists({ period: '2022-11', agency: 'B' })).lateList).toEqual([lateList[1]]);
    expect((await lists({ period: '2022-11', agency: 'P' })).lateList).toEqual(lateList.slice(0, 2));
    expect((await lists({ period: '2022-08' })).lateList).toEqual([]);
  });

  test('is as of now while the period lasts, and before it as of now, too', async () => {
    engine = await openEngine();
    await engine.ingest([...AGENCIES, ...DOSSIERS]);
    const early = await lists({ period: '2022-11' }, '2022-11-10T09:00');
    expect(early.lateList).toEqual([
      line('A', 'OBJECTIVE', 51, { cases: 3, completed: 1, open: 2, unexplained: 3, unapologised: 3 }),
      line('C', null, 1, { cases: 2, open: 2, unexplained: 2, unapologised: 2 }),
      line('A', null, 21, { open: 1, unexplained: 1, unapologised: 1 }),
    ]);
    const ahead = await lists({ period: '2023-01' }, '2022-11-10T09:00');
    expect(ahead.lateList.map(({ cases, open }) => [cases, open])).toEqual([
      [2, 2],
      [2, 2],
      [1, 1],
    ]);
  });

  test('under INSTANT counts from the instant on, and days as they begin', async () => {
    engine = await openEngine('INSTANT');
    await engine.ingest([...AGENCIES, received('x', '2022-11-01', '2022-11-30T23:00')]);
    const { lateList } = await lists({ period: '2022-11' });
    expect(lateList).toEqual([line('A', null, 1, { open: 1, unexplained: 1, unapologised: 1 })]);
  });

  test('is whole beyond any page, however many share an instant', async () => {
    engine = await openEngine();
    const many = Array.from({ length: 2501 }, (_, i) =>
      received(`d${String(i).padStart(5, '0')}`, '2022-11-01', '2022-11-09'),
    );
    const out = many
      .slice(0, 1200)
      .map(({ subject }) => fact('dossier', subject, '2022-11-20', { completedAt: at('2022-11-20') }));
    await engine.ingest([...AGENCIES, ...many, ...out]);
    const before = engine.database.statements;
    const { data } = await ask<Lists>(engine, LISTS.replace(/lateCases.*/, ''), {
      variables: { period: '2022-11' },
      now: at('2022-12-31'),
    });
    expect(data.lateList).toEqual([
      line('A', null, 21, { cases: 2501, completed: 1200, open: 1301, unexplained: 2501, unapologised: 2501 }),
    ]);
    // Seven pages of a thousand at the most, each of seven statements at the most.
    expect(engine.database.statements - before).toBeLessThan(60);
    expect((await lists({ period: '2022-11' })).lateCases.totalCount).toBe(2501);
  });

  test('refuses what is no period', async () => {
    engine = await openEngine();
    const { errors } = await ask(engine, LISTS, { variables: { period: '2022-13' }, now: 0 });
    expect(errors).toContain('Argument "period": expected a period such as 2022-11 or R2022-Q4, got "2022-13".');
  });
});
