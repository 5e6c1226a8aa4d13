import { type Catalogue, form06aTotals, parsePeriod } from '../../services/indicators';
import { COLUMNS as COLUMNS_OF_A_CELL } from '../../services/indicators/measure/plan';
import { pageOf } from '../../services/indicators/store/cells';
import { locate } from '../../services/indicators/store/plans';
import { AGENCIES, at, fact } from '../reporting/support';
import { openEngine, type TestEngine } from '../support/engine';
import { ask, contextOf, dossier, procedure } from './support';

const NOW = at('2023-06-01');
const [TT1, TT2] = [{ procedureCode: 'TT1' }, { procedureCode: 'TT2' }];
const [C1, D1] = [{ agencyCode: 'C1' }, { agencyCode: 'D1' }];
const [ONLINE, POSTAL] = [{ channel: 'ONLINE' }, { channel: 'POSTAL' }];

const FACTS = [
  ...AGENCIES,
  procedure('TT1', { fieldCode: 'F1' }),
  procedure('TT2', { fieldCode: 'F2' }),
  // Carried over, and early.
  ...dossier('a', '2022-10-20', { ...C1, ...TT1, dueAt: '2022-11-05', completedAt: '2022-11-03' }),
  // On the due day, which is on time; received and completed with the first and the last instant of the period.
  ...dossier('b', '2022-11-01', { ...C1, ...TT1, ...ONLINE, dueAt: '2022-11-30', completedAt: '2022-11-30T23:59:59' }),
  ...dossier('c', '2022-11-02', { ...C1, ...TT2, dueAt: '2022-11-05', completedAt: '2022-11-08' }),
  // Never had a due date, nor a procedure.
  ...dossier('d', '2022-11-03', { ...D1, ...POSTAL, completedAt: '2022-11-04' }),
  ...dossier('e', '2022-11-05', { ...D1, ...TT1, ...ONLINE, dueAt: '2022-11-09' }, { '2022-11-07': 'WITHDRAWN' }),
  // Carried over, and overdue.
  ...dossier('f', '2022-10-30', { ...D1, ...TT2, dueAt: '2022-11-15' }),
  // Paused when its date passed: within due.
  ...dossier('g', '2022-11-20', { ...D1, ...TT2, dueAt: '2022-11-25' }, { '2022-11-22': 'SUPPLEMENT_REQUESTED' }),
  // Names neither agency nor procedure.
  ...dossier('h', '2022-11-10', {}),
  ...dossier('before', '2022-10-01', { ...C1, ...TT1, completedAt: '2022-10-31T23:59:59' }),
  ...dossier('after', '2022-12-01', { ...C1, ...TT1 }),
  ...dossier('refused', '2022-11-02', { ...C1, ...TT1 }, { '2022-11-03': 'REFUSED' }),
];

const FORM = `query ($agency: ID, $period: Period!, $by: Form06aRow) {
  form06a(agency: $agency, period: $period, by: $by) {
    key name received receivedOnline receivedOther carriedOver resolved early onTime late inProgress withinDue overdue
    withdrawn undated
  }
}`;

interface Line extends Readonly<Record<Column, number>> {
  readonly key: string;
  readonly name: string;
}
const COLUMNS = [
  ...['received', 'receivedOnline', 'receivedOther', 'carriedOver', 'resolved', 'early', 'onTime', 'late'],
  ...['inProgress', 'withinDue', 'overdue', 'withdrawn', 'undated'],
] as const;
type Column = (typeof COLUMNS)[number];

/** Columns 3 to 13, then the footnote. */
const numbers = (line: Line): string => {
  const all = COLUMNS.map((column) => line[column]);
  return `${all.slice(0, 11).join(' ')} (${all.slice(11).join(' ')})`;
};
const shown = (lines: readonly Line[]): Record<string, string> =>
  Object.fromEntries(lines.map((line) => [line.key, numbers(line)]));

describe('form II.06a', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine();
    await engine.ingest(FACTS);
  });
  afterAll(() => engine.close());

  const asked = async (variables: Record<string, unknown>, now = NOW, catalogue?: (read: Catalogue) => Catalogue) => {
    const all = { period: '2022-11', ...variables };
    const asking = { now, ...(catalogue && { catalogue }) };
    const { data, errors } = await ask<{ form06a: Line[] }>(engine, FORM, all, asking);
    expect(errors).toEqual([]);
    return data.form06a;
  };

  test('has a line for each field, worked out by hand; what has none last', async () => {
    const lines = await asked({});
    expect(shown(lines)).toEqual({
      F1: '3 2 0 1 3 1 2 0 0 0 0 (1 0)',
      F2: '3 0 2 1 1 0 0 1 2 1 1 (0 0)',
      '': '2 0 2 0 1 0 1 0 1 1 0 (0 1)',
    });
    expect(lines.map(({ key }) => key)).toEqual(['F1', 'F2', '']);
  });

  test('has a line for each agency by itself, of those below the one asked for', async () => {
    const all = {
      C1: '3 1 1 1 3 1 1 1 0 0 0 (0 0)',
      D1: '4 1 2 1 2 0 2 0 2 1 1 (1 1)',
      '': '1 0 1 0 0 0 0 0 1 1 0 (0 0)',
    };
    expect(shown(await asked({ by: 'AGENCY' }))).toEqual(all);
    const { '': _, ...described } = all;
    expect(shown(await asked({ by: 'AGENCY', agency: 'P' }))).toEqual(described);
    expect(shown(await asked({ by: 'AGENCY', agency: 'H1' }))).toEqual({ C1: all.C1 });
    expect(shown(await asked({ agency: 'D1', by: null }))).toEqual({
      F1: '1 1 0 0 1 0 1 0 0 0 0 (1 0)',
      F2: '2 0 1 1 0 0 0 0 2 1 1 (0 0)',
      '': '1 0 1 0 1 0 1 0 0 0 0 (0 1)',
    });
  });

  test('is as of today while the period lasts, and empty before it', async () => {
    expect(shown(await asked({ agency: 'C1' }, at('2022-11-03T08:00')))).toEqual({
      F1: '2 1 0 1 1 1 0 0 1 1 0 (0 0)',
      F2: '1 0 1 0 0 0 0 0 1 1 0 (0 0)',
    });
    expect(await asked({}, at('2022-10-31T08:00'))).toEqual([]);
    expect(await asked({ agency: 'nobody' })).toEqual([]);
  });

  test('knows the reporting calendar: the same dossiers, cut at other days', async () => {
    expect(shown(await asked({ period: 'R2022-12', agency: 'P' }))).toEqual({
      F1: '2 0 1 1 1 0 1 0 1 1 0 (0 0)',
      F2: '2 0 1 1 0 0 0 0 2 1 1 (0 0)',
    });
  });

  test('names lines as the catalogue does, by their codes where it does not, and what has none in words', async () => {
    const names = (lines: readonly Line[]): string[] => lines.map(({ name }) => name);
    expect(names(await asked({}))).toEqual(['F1', 'F2', 'Không rõ lĩnh vực']);
    const known = (read: Catalogue): Catalogue => ({
      on: (day, instant) => ({
        ...read.on(day, instant),
        fieldName: (field: string) => (field === 'F1' ? 'Đất đai' : null),
        agencyName: (code: string) => (code === 'C1' ? 'Xã Một' : null),
      }),
    });
    expect(names(await asked({}, NOW, known))).toEqual(['Đất đai', 'F2', 'Không rõ lĩnh vực']);
    expect(names(await asked({ by: 'AGENCY' }, NOW, known))).toEqual(['Xã Một', 'D1', 'Không rõ cơ quan']);
    const english = 'query { form06a(period: "2022-11", by: AGENCY) { name(lang: EN) } }';
    const { data } = await ask<{ form06a: Line[] }>(engine, english, {}, { now: NOW });
    expect(names(data.form06a).at(-1)).toBe('Agency unknown');
  });

  test('refuses what is no period', async () => {
    const { errors } = await ask(engine, FORM, { period: 'x' }, { now: NOW });
    expect(errors[0]).toContain('Argument "period": expected a period such as');
  });

  test('gives its totals by the numbers of the columns, what has no data none', async () => {
    const totals = form06aTotals(contextOf(engine, { now: NOW }));
    const november = parsePeriod('2022-11');
    const whole = { 3: 8, 4: 2, 5: 4, 6: 2, 7: 5, 8: 1, 9: 3, 10: 1, 11: 3, 12: 2, 13: 1 };
    expect(await totals(null, november)).toEqual(whole);
    expect(await totals('C1', november)).toEqual({
      3: 3,
      4: 1,
      5: 1,
      6: 1,
      7: 3,
      8: 1,
      9: 1,
      10: 1,
      11: 0,
      12: 0,
      13: 0,
    });
    // There were dossiers by then, but none in the month.
    const september = await totals('C1', parsePeriod('2023-01'));
    expect(september).toMatchObject({ 3: 1, 6: 1, 11: 1 });
    expect(await totals('nobody', november)).toEqual({});
    expect(await totals('D1', parsePeriod('2022-09'))).toEqual({});
    expect(await totals(null, parsePeriod('2024'))).toEqual({});
  });

  test('reads a period once, however many agencies and columns are asked for', async () => {
    const { database } = engine;
    const count = async (agencies: readonly (string | null)[]): Promise<number> => {
      const totals = form06aTotals(contextOf(engine, { now: NOW }));
      const before = database.statements;
      await Promise.all(agencies.map((agency) => totals(agency, parsePeriod('2022-11'))));
      return database.statements - before;
    };
    const one = await count(['P']);
    expect(await count([null, 'P', 'P', 'D1', 'C1', 'H1', 'x'])).toBe(one);
    expect(one).toBeLessThan(20);
  });

  test('an answer that does not balance is none: a store that has lost count shows', async () => {
    const broken = await openEngine();
    try {
      await broken.ingest(FACTS);
      const { series, column } = locate('received');
      const counted = `v${column % COLUMNS_OF_A_CELL}`;
      await broken.database.write((sql) =>
        sql.run(`UPDATE cell SET ${counted} = ${counted} + 1 WHERE page = ? AND ${counted} > 0`, [pageOf(series)]),
      );
      const { data, errors } = await ask<{ form06a: null } | null>(
        broken,
        FORM,
        { period: '2022-11', by: 'AGENCY' },
        { now: NOW },
      );
      expect(data).toBeNull();
      expect(errors[0]).toContain('a line of form II.06a does not balance');
      await expect(form06aTotals(contextOf(broken, { now: NOW }))('P', parsePeriod('2022-11'))).rejects.toThrow(
        'balance',
      );
    } finally {
      await broken.close();
    }
  });

  test('a procedure moves to another field with all its dossiers, those carried over too', async () => {
    const moving = await openEngine();
    try {
      await moving.ingest([...FACTS, fact('procedure', 'TT2', '2022-11-15', { fieldCode: 'F1' })]);
      const { data } = await ask<{ form06a: Line[] }>(moving, FORM, { period: '2022-11' }, { now: NOW });
      expect(shown(data.form06a)).toEqual({
        F1: '6 2 2 2 4 1 2 1 2 1 1 (1 0)',
        '': '2 0 2 0 1 0 1 0 1 1 0 (0 1)',
      });
    } finally {
      await moving.close();
    }
  });
});
