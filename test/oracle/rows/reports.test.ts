import type { Fact, FactValue } from '../../../services/indicators/facts/fact';
import { localDate, midnight, windowOf } from '../index';
import { behind, figure, halves, type Told, tell, ZONE } from '../telling';
import { worldOf } from '../world';
import { expectedReports } from './reports';

type Data = Readonly<Record<string, FactValue>>;

/** A monthly regime, in force since January 2022, due before day 16, of reporters B and C. */
const regime = (data: Data = {}, ...more: readonly Told[]): Fact[] =>
  tell(
    'regime',
    'M',
    ['2022-01-01', { inForce: true, frequency: 'MONTH', dueDay: 16, reporterAgencyCodes: ['B', 'C'], ...data }],
    ...more,
  );

const report = (subject: string, data: Data, ...more: readonly Told[]): Fact[] =>
  tell('report', subject, ['2022-11-03', { regimeCode: 'M', period: '2022-11', agencyCode: 'B', ...data }], ...more);

const CODE = 'reports-on-time';

/** `period: last day on which it is in time`, of every expected report of B that is due by the end of a year. */
function expected(facts: readonly Fact[], year = 2022): string[] {
  const world = worldOf(facts, { zone: ZONE, rule: 'DATE' });
  return expectedReports(world, windowOf(`${year}`, ZONE).to - 1)
    .filter(({ agency }) => agency === 'B')
    .map(({ period, dueAt }) => `${period}: ${localDate(dueAt, ZONE)}`);
}

describe('what a regime expects', () => {
  test('every part of a year that its frequency asks for, before the due day of the last civil month', () => {
    expect(expected(regime({ frequency: 'QUARTER' }))).toEqual([
      '2022-Q1: 2022-03-15',
      '2022-Q2: 2022-06-15',
      '2022-Q3: 2022-09-15',
      '2022-Q4: 2022-12-15',
    ]);
    expect(expected(regime({ frequency: 'HALF' }))).toEqual(['2022-H1: 2022-06-15', '2022-H2: 2022-12-15']);
    expect(expected(regime({ frequency: 'NINE_MONTHS' }))).toEqual(['2022-9M: 2022-09-15']);
    expect(expected(regime({ frequency: 'YEAR' }))).toEqual(['2022: 2022-12-15']);
    expect(expected(regime())).toHaveLength(12);
  });

  test('the same of the reporting calendar, under its own names', () => {
    expect(expected(regime({ frequency: 'QUARTER', calendar: 'REPORTING' }))).toEqual([
      'R2022-Q1: 2022-03-15',
      'R2022-Q2: 2022-06-15',
      'R2022-Q3: 2022-09-15',
      'R2022-Q4: 2022-12-15',
    ]);
    expect(expected(regime({ frequency: 'YEAR', calendar: 'REPORTING', dueDay: 20 }))).toEqual(['R2022: 2022-12-19']);
    expect(expected(regime({ calendar: 'REPORTING' }))[10]).toBe('R2022-11: 2022-11-15');
  });

  test('the due instant is the last of its day', () => {
    const [first] = expectedReports(worldOf(regime(), { zone: ZONE, rule: 'DATE' }), midnight('2022-02-01', ZONE));
    expect(first!.dueAt).toBe(midnight('2022-01-16', ZONE) - 1);
  });

  test.each<[number, readonly string[]]>([
    [31, ['2022-01: 2022-01-30', '2022-02: 2022-02-28', '2022-03: 2022-03-30', '2022-04: 2022-04-30']],
    [30, ['2022-01: 2022-01-29', '2022-02: 2022-02-28', '2022-03: 2022-03-29', '2022-04: 2022-04-29']],
    [29, ['2022-01: 2022-01-28', '2022-02: 2022-02-28', '2022-03: 2022-03-28', '2022-04: 2022-04-28']],
    [28, ['2022-01: 2022-01-27', '2022-02: 2022-02-27', '2022-03: 2022-03-27', '2022-04: 2022-04-27']],
    [1, ['2022-02: 2022-01-31', '2022-03: 2022-02-28', '2022-04: 2022-03-31', '2022-05: 2022-04-30']],
  ])('due before day %s of months of every length', (dueDay, days) => {
    expect(expected(regime({ dueDay })).slice(0, 4)).toEqual(days);
  });

  test('February of a leap year has a day more', () => {
    expect(expected(regime({ dueDay: 31 }), 2024)).toContain('2024-02: 2024-02-29');
    expect(expected(regime({ dueDay: 29 }), 2024)).toContain('2024-02: 2024-02-28');
  });

  test('a regime that begins within a period expects the first whose due instant has not passed', () => {
    const from = (time: string) =>
      expected(
        tell('regime', 'M', [time, { inForce: true, frequency: 'MONTH', dueDay: 16, reporterAgencyCodes: ['B'] }]),
      )[0];
    expect(from('2022-10-15 23:59:59.999')).toBe('2022-10: 2022-10-15');
    expect(from('2022-10-16 00:00')).toBe('2022-11: 2022-11-15');
  });

  test('only while it is in force at the due instant, as was said by then', () => {
    const paused = regime(
      {},
      ['2022-03-01', { inForce: false }],
      ['2022-11-15 23:59:59.999', { inForce: true }],
      ['2022-12-15', { inForce: null }],
    );
    expect(expected(paused)).toEqual(['2022-01: 2022-01-15', '2022-02: 2022-02-15', '2022-11: 2022-11-15']);
  });

  test('frequency, due day and reporters as last stated hold for the past too', () => {
    const changed = regime({}, ['2023-06-01', { frequency: 'YEAR', dueDay: 11, reporterAgencyCodes: ['D', 'B', 'B'] }]);
    expect(expected(changed)).toEqual(['2022: 2022-12-10']);
    expect(behind(changed, CODE, { period: '2022' })).toEqual(['M/2022/B', 'M/2022/D']);
  });

  test.each<[string, Data]>([
    ['frequency', { frequency: null }],
    ['due day', { dueDay: null }],
    ['reporters', { reporterAgencyCodes: null }],
    ['word that it is in force', { inForce: null }],
  ])('nothing without a %s', (_, data) => {
    expect(expected(regime(data))).toEqual([]);
  });

  test('nothing where the regime is voided', () => {
    expect(expected(regime({}, ['2023-01-01', { voided: true }]))).toEqual([]);
  });
});

describe('#33', () => {
  test('a silent agency counts as due, and is data from the due instant on', () => {
    expect(halves(regime(), CODE)).toEqual([0, 2]);
    expect(behind(regime(), CODE)).toEqual(['M/2022-11/B', 'M/2022-11/C']);
    const facts = tell('regime', 'M', [
      '2022-11-01',
      { inForce: true, frequency: 'MONTH', dueDay: 16, reporterAgencyCodes: ['B'] },
    ]);
    const at = (asOf: string, agency: string) => figure(facts, CODE, { asOf, agency, rule: 'INSTANT' });
    expect(at('2022-11-15 23:59:59.998', 'B').missing).toBe('NO_DATA');
    expect(at('2022-11-15 23:59:59.999', 'B')).toEqual({ numerator: 0, denominator: 1, missing: null });
    expect(at('2022-11-30', 'C').missing).toBe('NO_DATA');
  });

  test.each<[string, 'DATE' | 'INSTANT', number]>([
    ['2022-11-15 23:59:59.999', 'DATE', 1],
    ['2022-11-15 23:59:59.999', 'INSTANT', 1],
    ['2022-11-16 00:00', 'DATE', 0],
    ['2022-11-16 00:00', 'INSTANT', 0],
  ])('a report without a date of its own is due as derived: submitted %s under %s', (submittedAt, rule, counted) => {
    expect(halves(report('M/2022-11/B', { submittedAt }), CODE, { rule })).toEqual([0, 0]);
    expect(halves([...regime(), ...report('M/2022-11/B', { submittedAt })], CODE, { rule })).toEqual([counted, 2]);
  });

  test('it fills its place under any name, and its own due date wins', () => {
    const strange = [...regime(), ...report('something', { submittedAt: '2022-11-20' })];
    expect(behind(strange, CODE)).toEqual(['M/2022-11/B', 'M/2022-11/C']);
    expect(halves(strange, CODE)).toEqual([0, 2]);
    const later = [...regime(), ...report('something', { submittedAt: '2022-11-20', dueAt: '2022-12-20' })];
    expect(behind(later, CODE)).toEqual(['M/2022-11/C']);
    expect(halves(later, CODE, { period: '2022-Q4', agency: 'B' })).toEqual([1, 3]);
  });

  test.each<[string, Data]>([
    ['another agency', { agencyCode: 'D' }],
    ['another regime', { regimeCode: 'N' }],
    ['another period', { period: '2022-Q4' }],
    ['the other calendar', { period: 'R2022-11' }],
    ['no period', { period: null }],
  ])('one of %s fills nothing, although it bears the name', (_, data) => {
    const facts = [...regime(), ...report('M/2022-11/B', { submittedAt: '2022-11-04', ...data })];
    expect(halves(facts, CODE)).toEqual([0, 2]);
    const dated = [...facts, ...tell('report', 'M/2022-11/B', ['2022-11-05', { dueAt: '2022-11-10' }])];
    expect(halves(dated, CODE)).toEqual([1, 3]);
  });

  test('what it says last is what it fills, and a voided one fills nothing', () => {
    const moved = [
      ...regime(),
      ...report('x', { agencyCode: 'D', submittedAt: '2022-11-04' }, ['2023-02-01', { agencyCode: 'B' }]),
    ];
    expect(halves(moved, CODE)).toEqual([1, 2]);
    const voided = [...regime(), ...report('x', { submittedAt: '2022-11-04' }, ['2023-02-01', { voided: true }])];
    expect(behind(voided, CODE)).toEqual(['M/2022-11/B', 'M/2022-11/C']);
    expect(halves(voided, CODE)).toEqual([0, 2]);
  });

  test('a date of its own that is taken back leaves the derived one', () => {
    const facts = [
      ...regime(),
      ...report('x', { dueAt: '2022-11-05', submittedAt: '2022-11-10' }, ['2022-11-11', { dueAt: null }]),
    ];
    expect(halves(facts, CODE)).toEqual([1, 2]);
  });

  test('read as: two reports in one place are one, by the first submission', () => {
    const facts = [
      ...regime(),
      ...report('x', { submittedAt: '2022-11-04' }),
      ...report('y', { submittedAt: '2022-11-25' }),
    ];
    expect(halves(facts, CODE)).toEqual([1, 2]);
  });

  test('the first submission counts, by T', () => {
    const facts = report(
      'x',
      { dueAt: '2022-11-10 09:00', submittedAt: '2022-11-12' },
      ['2022-11-13', { submittedAt: '2022-11-10 17:00' }],
      ['2022-11-14', { submittedAt: null }],
    );
    expect(halves(facts, CODE)).toEqual([1, 1]);
    expect(halves(facts, CODE, { rule: 'INSTANT' })).toEqual([0, 1]);
    expect(halves(facts, CODE, { asOf: '2022-11-09' })).toEqual([0, 0]);
  });

  test('an agency added to the reporters later is expected for all the past', () => {
    const facts = regime({}, ['2022-12-20', { reporterAgencyCodes: ['B', 'C', 'D'] }]);
    expect(halves(facts, CODE)).toEqual([0, 3]);
    expect(halves(facts, CODE, { agency: 'D', period: '2022' })).toEqual([0, 12]);
  });

  test('an agency above answers for its reporters', () => {
    const facts = [...regime(), ...tell('agency', 'B', ['2022-01-01', { parentCode: 'A' }])];
    expect(halves(facts, CODE, { agency: 'A' })).toEqual([0, 1]);
    expect(halves(facts, CODE, { agency: 'A', only: true })).toEqual([0, 0]);
  });
});

test('#32 counts reports with a due date of their own only', () => {
  const facts = [
    ...regime(),
    ...report('x', { sharedWithGovernment: true }),
    ...report('y', { agencyCode: 'C', dueAt: '2022-11-10', sharedWithGovernment: true }),
    ...report('z', { agencyCode: 'D', dueAt: '2022-11-10' }),
  ];
  expect(halves(facts, 'reports-shared')).toEqual([1, 2]);
  expect(behind(facts, 'reports-shared')).toEqual(['y', 'z']);
  expect(figure(regime(), 'reports-shared').missing).toBe('NO_DATA');
});
