import type { Fact, FactKind, FactValue } from '../../../services/indicators/facts/fact';
import { type Ask, figure, halves, type Told, tell } from '../telling';

type Data = Readonly<Record<string, FactValue>>;

const of = (kind: FactKind, data: Data, ...more: readonly Told[]): Fact[] =>
  tell(kind, 'x', ['2022-11-01', { agencyCode: 'A', ...data }], ...more);
const instantly = (asOf: string): Ask => ({ asOf, rule: 'INSTANT' });

describe('petitions', () => {
  const petition = (data: Data) => of('petition', { receivedAt: '2022-11-02', dueAt: '2022-11-10 17:00', ...data });

  test.each<[string, 'DATE' | 'INSTANT', number]>([
    ['2022-11-10 17:00', 'INSTANT', 1],
    ['2022-11-10 17:00:00.001', 'INSTANT', 0],
    ['2022-11-10 23:59:59.999', 'DATE', 1],
    ['2022-11-11 00:00', 'DATE', 0],
  ])('#27: answered at %s, under %s', (answeredAt, rule, counted) => {
    expect(halves(petition({ answeredAt }), 'petitions-on-time', { rule })).toEqual([counted, 1]);
    const prolonged = halves(petition({ answeredAt }), 'petitions-prolonged', { rule, asOf: '2022-11-10 17:00' });
    // On the due day, or in the due instant, nothing is past due yet; it counts while it is unanswered.
    expect(prolonged).toEqual([0, answeredAt.startsWith('2022-11-11') || answeredAt.endsWith('.001') ? 1 : 0]);
  });

  test('#27 is due in the period of its due date, received or not, and answered by T', () => {
    const facts = petition({ receivedAt: null, answeredAt: '2022-11-10 12:00', dueAt: '2022-11-10 09:00' });
    expect(halves(facts, 'petitions-on-time', { period: '2022-12' })).toEqual([0, 0]);
    expect(halves(facts, 'petitions-on-time', { asOf: '2022-11-09' })).toEqual([0, 0]);
    expect(halves(facts, 'petitions-on-time', { asOf: '2022-11-10' })).toEqual([1, 1]);
  });

  test('#28 counts as escalated what is so in the end', () => {
    expect(halves(petition({ escalated: true }), 'petitions-escalated')).toEqual([1, 1]);
    expect(halves(petition({ escalated: null }), 'petitions-escalated')).toEqual([0, 1]);
  });

  test('#41 stands from receipt until the answer, and is prolonged once the due date has passed', () => {
    const facts = petition({ answeredAt: '2022-11-20 09:00' });
    const on = (...days: readonly string[]) =>
      days.map((day) => halves(facts, 'petitions-prolonged', { asOf: `2022-11-${day}` }).join('/'));
    expect(on('01', '02', '10', '11', '19', '20')).toEqual(['0/0', '0/1', '0/1', '1/1', '1/1', '0/0']);
    const at = (time: string) => halves(facts, 'petitions-prolonged', instantly(time)).join('/');
    expect([
      at('2022-11-10 17:00'),
      at('2022-11-10 17:00:00.001'),
      at('2022-11-20 08:59:59.999'),
      at('2022-11-20 09:00'),
    ]).toEqual(['0/1', '1/1', '1/1', '0/0']);
  });

  test('#41: without a due date never prolonged, without a receipt never there', () => {
    expect(halves(petition({ dueAt: null }), 'petitions-prolonged')).toEqual([0, 1]);
    expect(halves(petition({ receivedAt: null }), 'petitions-prolonged')).toEqual([0, 0]);
    expect(figure(petition({ receivedAt: null }), 'petitions-prolonged').missing).toBe('ZERO_DENOMINATOR');
  });

  test('of the 766 index: answered in the period, and the petitioner did not say no', () => {
    const answered = (satisfied: boolean | null) =>
      halves(petition({ answeredAt: '2022-11-15', satisfied }), 'petitions-without-complaint');
    expect([answered(null), answered(true), answered(false)]).toEqual([
      [1, 1],
      [1, 1],
      [0, 1],
    ]);
    expect(halves(petition({}), 'petitions-without-complaint')).toEqual([0, 0]);
  });
});

test.each<[boolean | null, boolean | null, number]>([
  [true, true, 1],
  [true, false, 0],
  [false, true, 0],
  [true, null, 0],
])('#29: electronic %s, signed %s', (electronic, digitallySigned, counted) => {
  const facts = of('document', { sentAt: '2022-11-30 23:59:59.999', electronic, digitallySigned });
  expect(halves(facts, 'signed-e-documents')).toEqual([counted, 1]);
  expect(halves(facts, 'signed-e-documents', { period: '2022-12' })).toEqual([0, 0]);
});

describe('#30, the work of communes', () => {
  const item = of('workitem', { openedAt: '2022-11-02', electronic: true });
  const levels = tell(
    'agency',
    'A',
    ['2022-11-10 09:00', { level: 'COMMUNE' }],
    ['2022-11-20 09:00', { level: 'DISTRICT' }],
  );
  const on = (day: string, facts: readonly Fact[] = [...item, ...levels]) =>
    figure(facts, 'commune-e-work', { asOf: `2022-11-${day}` });

  test('goes by the level on the day of T; the first one stated holds backwards', () => {
    expect(on('05')).toEqual({ numerator: 1, denominator: 1, missing: null });
    expect(on('19').denominator).toBe(1);
    expect(on('20')).toEqual({ numerator: 0, denominator: 0, missing: 'ZERO_DENOMINATOR' });
  });

  test('knows no commune where no level, or no agency, is known', () => {
    expect(on('05', item).missing).toBe('ZERO_DENOMINATOR');
    expect(on('05', [...of('workitem', { openedAt: '2022-11-02', agencyCode: null }), ...levels]).denominator).toBe(0);
  });
});

test('#31 reads force and standard at T', () => {
  const facts = of(
    'regime',
    { inForce: true },
    ['2022-11-05', { standardised: true }],
    ['2022-11-10', { standardised: false }],
    ['2022-11-15', { inForce: null, standardised: true }],
  );
  const on = ['04', '05', '10', '15'].map((day) =>
    halves(facts, 'reports-standardised', { asOf: `2022-11-${day}` }).join('/'),
  );
  expect(on).toEqual(['0/1', '1/1', '0/1', '0/0']);
});

describe('#34, assignments', () => {
  const assignment = (data: Data) => of('assignment', { dueAt: '2022-11-10 17:00', ...data });
  const CODE = 'directive-tasks-on-time';

  test('count from their due instant on, in both rules, for ever', () => {
    const facts = assignment({ completedAt: '2022-11-03' });
    expect(halves(facts, CODE, instantly('2022-11-10 16:59:59.999'))).toEqual([0, 0]);
    expect(halves(facts, CODE, instantly('2022-11-10 17:00'))).toEqual([1, 1]);
    expect(halves(facts, CODE, { period: '2025' })).toEqual([1, 1]);
    expect(halves(facts, CODE, { period: '2022-10' })).toEqual([0, 0]);
  });

  test.each<[string, 'DATE' | 'INSTANT', number]>([
    ['2022-11-10 17:00', 'INSTANT', 1],
    ['2022-11-10 17:00:00.001', 'INSTANT', 0],
    ['2022-11-10 23:59:59.999', 'DATE', 1],
    ['2022-11-11 00:00', 'DATE', 0],
  ])('completed at %s, under %s', (completedAt, rule, counted) => {
    expect(halves(assignment({ completedAt }), CODE, { rule })).toEqual([counted, 1]);
  });

  test('without a due date never', () => {
    expect(halves(assignment({ dueAt: null, completedAt: '2022-11-03' }), CODE)).toEqual([0, 0]);
  });
});

test('an agency without facts of the kind has no data, whatever else it has', () => {
  const facts = of('document', { sentAt: '2022-11-05' });
  expect(figure(facts, 'signed-e-documents', { agency: 'A' }).missing).toBe(null);
  expect(figure(facts, 'signed-e-documents', { agency: 'B' }).missing).toBe('NO_DATA');
  expect(figure(facts, 'petitions-escalated', { agency: 'A' }).missing).toBe('NO_DATA');
});
