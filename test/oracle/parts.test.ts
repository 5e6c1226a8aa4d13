import type { Fact } from '../../services/indicators/facts/fact';
import { parentOf } from './catalogue';
import { effectiveAsOf, localDate, midnight, startOfDay, startOfNextDay, windowOf } from './index';
import { earliest, history, latest } from './merge';

const HOUR = 3_600_000;
const HANOI = 'Asia/Ho_Chi_Minh';

function fact(over: Partial<Fact> & Pick<Fact, 'data'>): Fact {
  return { kind: 'dossier', subject: 's', id: 'i', source: 'a', time: 0, sequence: null, ...over };
}

describe('local days', () => {
  test('begin at local midnight', () => {
    const at = Date.parse('2022-11-15T00:00:00+07:00');
    expect(midnight('2022-11-15', HANOI)).toBe(at);
    expect(startOfDay(at, HANOI)).toBe(at);
    expect(startOfDay(at - 1, HANOI)).toBe(at - 24 * HOUR);
    expect(startOfNextDay(at - 1, HANOI)).toBe(at);
    expect(localDate(at - 1, HANOI)).toBe('2022-11-14');
  });

  test('may be 23 or 25 hours long elsewhere', () => {
    const length = (date: string) =>
      startOfNextDay(midnight(date, 'Europe/Berlin'), 'Europe/Berlin') - midnight(date, 'Europe/Berlin');
    expect([length('2022-03-27'), length('2022-10-30'), length('2022-11-01')]).toEqual([
      23 * HOUR,
      25 * HOUR,
      24 * HOUR,
    ]);
  });
});

describe('periods', () => {
  test.each([
    ['2022', '2022-01-01', '2023-01-01'],
    ['2022-H2', '2022-07-01', '2023-01-01'],
    ['2022-Q4', '2022-10-01', '2023-01-01'],
    ['2022-02', '2022-02-01', '2022-03-01'],
    ['2022-12-31', '2022-12-31', '2023-01-01'],
    ['R2022', '2021-12-15', '2022-12-15'],
    ['R2022-H1', '2021-12-15', '2022-06-15'],
    ['R2022-9M', '2021-12-15', '2022-09-15'],
    ['R2022-Q1', '2021-12-15', '2022-03-15'],
    ['R2022-Q4', '2022-09-15', '2022-12-15'],
    ['R2022-01', '2021-12-15', '2022-01-15'],
    ['R2022-12', '2022-11-15', '2022-12-15'],
  ])('%s is from %s to %s', (period, from, to) => {
    expect(windowOf(period, HANOI)).toEqual({ from: midnight(from, HANOI), to: midnight(to, HANOI) });
  });

  test('cut an instant that lies after them, and DATE holds it to the end of its day', () => {
    const window = windowOf('2022-11', HANOI);
    const noon = midnight('2022-11-10', HANOI) + 12 * HOUR;
    const asOf = (at: number, rule: 'DATE' | 'INSTANT') => effectiveAsOf(at, window, { zone: HANOI, rule });
    expect(asOf(noon, 'DATE')).toBe(midnight('2022-11-11', HANOI) - 1);
    expect(asOf(noon, 'INSTANT')).toBe(noon);
    expect(asOf(window.to, 'INSTANT')).toBe(window.to - 1);
  });
});

describe('merging', () => {
  test.each<[string, Partial<Fact>, Partial<Fact>]>([
    ['a later time', { time: 1, sequence: '99' }, { time: 2 }],
    ['any sequence over none', { source: 'b' }, { sequence: '0' }],
    ['sequences as numbers', { sequence: '9' }, { sequence: '10' }],
    ['long sequences to the last digit', { sequence: '90071992547409930' }, { sequence: '90071992547409931' }],
    ['equal numbers by source', { sequence: '010', source: 'a' }, { sequence: '10', source: 'b' }],
    ['then the source', { source: 'a', id: 'z' }, { source: 'b', id: 'a' }],
    ['then the id', { id: 'a' }, { id: 'b' }],
  ])('prefers %s', (_, less, more) => {
    const facts = [fact({ ...more, data: { channel: 'MORE' } }), fact({ ...less, data: { channel: 'LESS' } })];
    expect(latest(facts, 'channel')).toBe('MORE');
    expect(latest([...facts].reverse(), 'channel')).toBe('MORE');
  });

  test('knows the smallest value where the schema says earliest, and hears no null', () => {
    const said = [5, 3, null, 4].map((syncedAt, time) => fact({ time, id: `${time}`, data: { syncedAt } }));
    expect(earliest(said, 'syncedAt')).toBe(3);
  });

  test('takes retracted statements out of histories only, of their own source only', () => {
    const facts = [
      fact({ id: '1', time: 1, data: { status: 'PROCESSING', channel: 'ONLINE' } }),
      fact({ id: '1', time: 2, source: 'b', data: { status: 'RECEIVED' } }),
      fact({ id: '2', time: 3, data: { retracts: ['1', '9'] } }),
    ];
    expect(history(facts, 'status').map(({ value }) => value)).toEqual(['RECEIVED']);
    expect(latest(facts, 'channel')).toBe('ONLINE');
  });
});

describe('the agency above', () => {
  const on = (date: string) => midnight(date, HANOI);
  const agency = (time: number, data: Fact['data']) =>
    fact({ kind: 'agency', subject: 'X', id: `${time}`, time, data });
  const moves = [
    agency(on('2022-11-10') + HOUR, { parentCode: 'H' }),
    agency(on('2022-12-01') + HOUR, { parentCode: 'K' }),
  ];

  test('is read at the local day: what is said on it holds for it', () => {
    expect(parentOf('X', moves, on('2022-11-30'), HANOI)).toBe('H');
    expect(parentOf('X', moves, on('2022-12-01'), HANOI)).toBe('K');
  });

  test('holds backwards, down to the first day of validity', () => {
    expect(parentOf('X', moves, on('2020-01-01'), HANOI)).toBe('H');
    const valid = [...moves, agency(on('2022-12-05'), { validFrom: '2022-11-05' })];
    expect(parentOf('X', valid, on('2022-11-05'), HANOI)).toBe('H');
    expect(parentOf('X', valid, on('2022-11-04'), HANOI)).toBe(null);
  });
});
