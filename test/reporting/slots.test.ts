import fc from 'fast-check';
import { type Database, reportSlotBody, type Sql } from '../../infra/database';
import { Zone } from '../../infra/time/zone';
import type { Fact, FactValue } from '../../services/indicators';
import { ExpectedReader, type ExpectedReport } from '../../services/indicators/expected';
import { mergeFact } from '../../services/indicators/merge/merge';
import { emptyState } from '../../services/indicators/merge/state';
import {
  fillReportSlots,
  moveReportSlots,
  readReportSlots,
  reportSlotOf,
} from '../../services/indicators/store/report-slots';
import { loadStates, saveStates } from '../../services/indicators/store/states';
import { describeDatabases } from '../support/databases';
import { at, fact } from './support';

const ZONE = new Zone('Asia/Ho_Chi_Minh');
const DECEMBER = { from: at('2022-12-01'), until: at('2023-01-01') - 1 };

/** One fact after another, each as a batch of its own: states and places move together. */
async function take(sql: Sql, facts: readonly Fact[]): Promise<void> {
  for (const each of facts) {
    const known = (await loadStates(sql, each.kind, [each.subject])).get(each.subject);
    const state = known ?? emptyState(each.kind, each.subject);
    const reportSlot = reportSlotOf(state);
    mergeFact(state, each);
    await saveStates(sql, [state], () => known === undefined);
    await moveReportSlots(sql, [{ state, reportSlot }]);
  }
}

const stored = (sql: Sql) =>
  sql.all<Record<string, string | number>>('SELECT * FROM report_slot ORDER BY period, regime, agency, subject');

describeDatabases('places of reports', (open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await database.write(async (sql) => {
      for (const table of ['state', 'report_slot']) await sql.run(`DELETE FROM ${table}`);
    });
  });

  const taking = (...facts: Fact[]): Promise<void> => database.write((sql) => take(sql, facts));
  const expected = (revision = '1'): Promise<ExpectedReport[]> =>
    database.read(async (sql) => (await new ExpectedReader(ZONE).within(sql, revision)).read(sql, DECEMBER));
  const report = (subject: string, data: Record<string, FactValue>, day = '2022-12-01'): Fact =>
    fact('report', subject, day, { regimeCode: 'QUY', period: '2022-Q4', ...data });
  const regime = (over: Record<string, FactValue> = {}): Fact =>
    fact('regime', 'QUY', '2022-01-01', {
      ...{ frequency: 'QUARTER', dueDay: 16, inForce: true, reporterAgencyCodes: ['A', 'a', 'B'] },
      ...over,
    });
  const short = (rows: readonly ExpectedReport[]): string[] =>
    rows.map(({ subject, submittedAt, shared }) => `${subject} ${submittedAt ?? '-'}${shared ? ' shared' : ''}`);

  test('what nobody sent is expected; what was sent fills its place, to the byte', async () => {
    await taking(
      regime(),
      report('any', { agencyCode: 'a', submittedAt: at('2022-12-03'), sharedWithGovernment: true }),
    );
    await taking(report('blank', { agencyCode: 'B ', submittedAt: at('2022-12-04') }));
    const rows = await expected();
    expect(short(rows)).toEqual([
      ...['QUY/2022-Q4/A -', 'QUY/2022-Q4/B -'],
      `QUY/2022-Q4/a ${at('2022-12-03')} shared`,
    ]);
    expect(rows[0]).toEqual({
      ...{ regime: 'QUY', period: '2022-Q4', agency: 'A', subject: 'QUY/2022-Q4/A', submittedAt: null, shared: false },
      dueAt: at('2022-12-16') - 1,
    });
  });

  test('several reports in one place count once, by the earliest submission', async () => {
    await taking(regime({ reporterAgencyCodes: ['A'] }));
    await taking(report('1', { agencyCode: 'A', submittedAt: at('2022-12-09') }), report('2', { agencyCode: 'A' }));
    await taking(report('3', { agencyCode: 'A', submittedAt: at('2022-12-08') }));
    expect(short(await expected())).toEqual([`QUY/2022-Q4/A ${at('2022-12-08')}`]);
  });

  test('a report with a due date of its own counts by that, and its place is expected no more', async () => {
    await taking(regime({ reporterAgencyCodes: ['A', 'B'] }), report('1', { agencyCode: 'A' }));
    await taking(report('2', { agencyCode: 'A', dueAt: at('2023-03-01') }));
    expect(short(await expected())).toEqual(['QUY/2022-Q4/B -']);
    await taking(report('2', { dueAt: null }, '2022-12-02'));
    expect(short(await expected())).toEqual(['QUY/2022-Q4/A -', 'QUY/2022-Q4/B -']);
  });

  test('a place is free again where its report was voided or belongs elsewhere', async () => {
    await taking(
      regime({ reporterAgencyCodes: ['A'] }),
      report('1', { agencyCode: 'A', submittedAt: at('2022-12-03') }),
    );
    await taking(report('1', { agencyCode: 'Z' }, '2022-12-02'));
    expect(short(await expected())).toEqual(['QUY/2022-Q4/A -']);
    await taking(report('1', { agencyCode: 'A' }, '2022-12-03'), report('1', { voided: true }, '2022-12-04'));
    expect(short(await expected())).toEqual(['QUY/2022-Q4/A -']);
    expect(await database.read(stored)).toEqual([]);
  });

  test('there is data of an agency from its first due date on', async () => {
    await taking(
      regime({ reporterAgencyCodes: ['B', 'A'] }),
      fact('regime', 'NAM', '2022-06-01', {
        ...{ frequency: 'YEAR', dueDay: 1, inForce: true, reporterAgencyCodes: ['C', 'A'] },
      }),
    );
    const agencies = (until: number): Promise<string[]> =>
      database.read(async (sql) => (await new ExpectedReader(ZONE).within(sql, '1')).agencies(until));
    expect(await agencies(at('2022-03-16') - 2)).toEqual([]);
    expect(await agencies(at('2022-03-16') - 1)).toEqual(['A', 'B']);
    expect(await agencies(at('2022-12-01') - 1)).toEqual(['A', 'B', 'C']);
  });

  test('regimes are read anew only at another revision', async () => {
    const reader = new ExpectedReader(ZONE);
    const read = (revision: string): Promise<number> =>
      database.read(async (sql) => (await reader.within(sql, revision)).slots(DECEMBER).length);
    expect(await read('1')).toBe(0);
    await taking(regime());
    expect(await read('1')).toBe(0);
    expect(await read('2')).toBe(3);
    // An older snapshot beside it does not push out the newer.
    expect(await read('1')).toBe(3);
  });

  test('the number of statements does not depend on how many reports or agencies there are', async () => {
    const count = async (): Promise<number> => {
      const before = database.statements;
      await expected();
      return database.statements - before;
    };
    await taking(regime());
    const few = await count();
    const agencies = Array.from({ length: 300 }, (_, i) => `A${i}`);
    await taking(fact('regime', 'QUY', '2022-02-01', { reporterAgencyCodes: agencies }));
    await taking(...agencies.slice(0, 40).map((agencyCode) => report(`R${agencyCode}`, { agencyCode })));
    expect(await count()).toBe(few);
  });

  test('are found by period and by their own due date', async () => {
    await taking(
      report('1', { agencyCode: 'A', dueAt: at('2022-12-20') }),
      report('2', { agencyCode: 'B', period: '2022-11' }),
      report('3', { agencyCode: 'B', period: 'R2022', dueAt: at('2022-12-31') }),
    );
    const found = (periods: string[], from: string, until: string, agencies: string[] | null = null) =>
      database.read(async (sql) => {
        const filter = { periods, from: at(from), until: at(until) };
        const slots = await readReportSlots(sql, filter, agencies && new Set(agencies));
        return slots.map(({ subject }) => subject).sort();
      });
    expect(await found(['2022-11'], '2022-12-20', '2022-12-30')).toEqual(['1', '2']);
    expect(await found(['2022-11', 'R2022'], '2021-01-01', '2021-01-02')).toEqual(['2', '3']);
    expect(await found(['2022-11'], '2022-12-01', '2022-12-31', ['B'])).toEqual(['2', '3']);
    expect(await found([], '2022-12-21', '2022-12-30')).toEqual([]);
    const all = await database.read((sql) => readReportSlots(sql, null, null));
    expect(all.map(({ subject, dueAt }) => [subject, dueAt]).sort()).toEqual([
      ...[
        ['1', at('2022-12-20')],
        ['2', null],
        ['3', at('2022-12-31')],
      ],
    ]);
  });
});

describeDatabases('places kept up fact by fact', (open) => {
  test('are those that the stored states fill a new table with', async () => {
    const database = await open();
    const code = (...codes: string[]) => fc.constantFrom(...codes, null);
    const field = <T extends FactValue>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const said = fc.record({
      regimeCode: field(code('QUY', 'quy')),
      period: field(code('2022-Q4', '2022-11')),
      agencyCode: field(code('A', 'a', 'A ')),
      dueAt: field(fc.constantFrom(at('2022-12-20'), null)),
      submittedAt: field(fc.integer({ min: at('2022-12-01'), max: at('2022-12-09') })),
      sharedWithGovernment: field(fc.boolean()),
      voided: field(fc.constantFrom(true, false, null)),
    });
    const history = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.integer({ min: 1, max: 9 }), said), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(history, (facts) =>
        database.write(async (sql) => {
          for (const table of ['state', 'report_slot']) await sql.run(`DELETE FROM ${table}`);
          const given = facts.map(([subject, day, data]) => {
            const stated = Object.entries(data).flatMap(([name, value]) =>
              value === undefined ? [] : [[name, value]],
            );
            return fact('report', subject, `2022-12-0${day}`, Object.fromEntries(stated));
          });
          await take(sql, given);
          await sql.run(`CREATE TEMPORARY TABLE check_report_slot (${reportSlotBody(sql.dialect)})`);
          await fillReportSlots(sql, 'check_report_slot');
          const anew = await sql.all('SELECT * FROM check_report_slot ORDER BY period, regime, agency, subject');
          await sql.run(`${sql.dialect.dropTemporary} check_report_slot`);
          expect(await stored(sql)).toEqual(anew);
        }),
      ),
      { numRuns: 60 },
    );
  });
});
