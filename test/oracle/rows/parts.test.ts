import type { FactValue } from '../../../services/indicators/facts/fact';
import { type Ask, halves, type Told, tell } from '../telling';

type Data = Readonly<Record<string, FactValue>>;

const FIRST: Told = [
  '2022-11-01 09:00',
  { agencyCode: 'A', procedureCode: 'P', status: 'RECEIVED', receivedAt: '2022-11-01 09:00', dueAt: '2022-11-20' },
];
const dossier = (...more: readonly Told[]) => tell('dossier', 'd', FIRST, ...more);
const completed = (data: Data = {}, at = '2022-11-10 09:00'): Told => [
  at,
  { status: 'COMPLETED', completedAt: at, ...data },
];
const on = (facts: Parameters<typeof halves>[0], code: string, ...days: readonly string[]) =>
  days.map((day) => halves(facts, code, { asOf: `2022-${day}`, period: '2022' }).join('/'));

describe('#42', () => {
  const CODE = 'e-dossier-rate-eligible';
  const online = (...more: readonly Told[]) =>
    tell('procedure', 'P', ['2022-11-03', { onNationalPortalAt: '2022-11-05', onlineLevel: 'PARTIAL' }], ...more);
  const facts = dossier(['2022-11-02', { channel: 'ONLINE' }]);

  test('counts dossiers received before their procedure came online, once it is', () => {
    expect(on([...facts, ...online()], CODE, '11-04', '11-05')).toEqual(['0/0', '1/1']);
  });
  test('and no longer when it is not, whether the procedure is in force or not', () => {
    const off = online(['2022-11-15', { onlineLevel: 'NONE', inForce: true }]);
    expect(on([...facts, ...off], CODE, '11-14', '11-15')).toEqual(['1/1', '0/0']);
  });
  test('nothing of a procedure that is unknown or voided', () => {
    expect(halves(facts, CODE)).toEqual([0, 0]);
    expect(halves([...facts, ...online(['2023-01-01', { voided: true }])], CODE)).toEqual([0, 0]);
  });
});

describe('handled without lateness', () => {
  const CODE = 'handled-without-lateness';
  const asked = (time: string): Told => [time, { status: 'SUPPLEMENT_REQUESTED' }];
  const resumed = (time: string): Told => [time, { status: 'PROCESSING' }];

  test('stands while in progress, falls when it becomes late, and counts in the period of its exit', () => {
    expect(on(dossier(), CODE, '10-31', '11-01', '11-20', '11-21')).toEqual(['0/0', '1/1', '1/1', '0/1']);
    const left = dossier(['2022-11-10', { status: 'WITHDRAWN' }]);
    const inNovember: Ask = { period: '2022-11' };
    expect([halves(left, CODE, inNovember), halves(left, CODE, { period: '2022-12' })]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(halves(dossier(completed({}, '2022-12-05 09:00')), CODE, { period: '2022-12' })).toEqual([0, 1]);
  });

  test('a second request for a supplement is late, from its time on', () => {
    const facts = dossier(asked('2022-11-03'), resumed('2022-11-05'), asked('2022-11-07'), resumed('2022-11-09'));
    expect(on(facts, CODE, '11-03', '11-06', '11-07', '11-10')).toEqual(['1/1', '1/1', '0/1', '0/1']);
    expect(halves([...facts, ...dossier(completed())], CODE)).toEqual([0, 1]);
  });

  test('one said after the exit, told twice, or retracted is none', () => {
    const [first, again] = [asked('2022-11-03'), asked('2022-11-12')];
    const after = dossier(first, completed(), again, ['2022-11-13', { status: 'COMPLETED' }]);
    expect(halves(after, CODE)).toEqual([1, 1]);
    const once = dossier(first, resumed('2022-11-05'), completed());
    expect(halves([...once, ...once], CODE)).toEqual([1, 1]);
    const retracted = dossier(first, resumed('2022-11-05'), asked('2022-11-07'), resumed('2022-11-09'), [
      '2022-11-10',
      { retracts: ['d-4'] },
    ]);
    expect(halves(retracted, CODE, { asOf: '2022-11-15' })).toEqual([1, 1]);
  });

  test('read as: asking again without a resumption between is a second request', () => {
    expect(halves(dossier(asked('2022-11-03'), asked('2022-11-07'), completed()), CODE)).toEqual([0, 1]);
  });
});

describe('of completed dossiers', () => {
  test.each<[string, Data, number]>([
    ['rated well', { rating: 3, ratedAt: '2022-11-11' }, 1],
    ['rated badly', { rating: 2, ratedAt: '2022-11-11' }, 0],
    ['rated badly, no day known', { rating: 1 }, 1],
    ['not rated', {}, 1],
  ])('without complaint: %s', (_, data, counted) => {
    expect(halves(dossier(completed(data)), 'handling-without-complaint')).toEqual([counted, 1]);
  });

  test('read as: a complaint counts from the day on which it was made', () => {
    const facts = dossier(completed({ rating: 1, ratedAt: '2022-11-15' }));
    expect(on(facts, 'handling-without-complaint', '11-14', '11-15')).toEqual(['1/1', '0/1']);
  });

  test('without complaint: a late one never', () => {
    expect(halves(dossier(completed({}, '2022-11-21 09:00')), 'handling-without-complaint')).toEqual([0, 1]);
  });

  test.each<[string, Data, number]>([
    [
      'all components and the result',
      { componentsRequired: 2, componentsDigitised: 2, eResultIssuedAt: '2022-11-12' },
      1,
    ],
    ['no component wanted', { componentsRequired: 0, componentsDigitised: 0, eResultIssuedAt: '2022-11-12' }, 0],
    ['a component missing', { componentsRequired: 2, componentsDigitised: 1, eResultIssuedAt: '2022-11-12' }, 0],
    ['no electronic result', { componentsRequired: 2, componentsDigitised: 2 }, 0],
  ])('digitised: %s', (_, data, counted) => {
    expect(halves(dossier(completed(data)), 'digitised-with-result')).toEqual([counted, 1]);
    expect(halves(dossier(completed(data)), 'digitised-with-result', { asOf: '2022-11-11' })).toEqual([0, 1]);
  });

  test('stored, from the day on which the result was', () => {
    const facts = dossier(completed({ resultStoredAt: '2022-11-15' }));
    expect(on(facts, 'result-stored', '11-09', '11-14', '11-15')).toEqual(['0/0', '0/1', '1/1']);
  });
});

test('of received dossiers: data reused, and population data', () => {
  const facts = (data: Data) => dossier(['2022-11-02', data]);
  expect(halves(facts({ componentsReused: 1 }), 'data-reused')).toEqual([1, 1]);
  expect(halves(facts({ componentsReused: 0 }), 'data-reused')).toEqual([0, 1]);
  expect(halves(facts({ populationDataUsed: true }), 'population-data-dossiers')).toEqual([1, 1]);
  expect(halves(facts({ populationDataUsed: null }), 'population-data-dossiers')).toEqual([0, 1]);
});
