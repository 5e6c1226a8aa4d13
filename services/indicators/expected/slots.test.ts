import fc from 'fast-check';
import { Zone } from '../../../infra/time/zone';
import type { Fact, FactValue } from '../facts/fact';
import { mergeFact } from '../merge/merge';
import { emptyState } from '../merge/state';
import { parsePeriod } from '../read/period';
import { type Frequency, type ReportRegime, reportRegimeOf } from './regime';
import { duesOf, firstDue, slotsDue } from './slots';

const ZONE = new Zone('Asia/Ho_Chi_Minh');
const at = (text: string): number => Date.parse(`${text}+07:00`);

/** A regime as statements make it; each at the start of a local day. */
function regime(...statements: [day: string, data: Record<string, FactValue>][]): ReportRegime | undefined {
  const state = emptyState('regime', 'QUY');
  statements.forEach(([day, data], i) => {
    const fact: Fact = {
      ...{ kind: 'regime', subject: 'QUY', id: String(i), source: 'urn:test', sequence: String(i) },
      ...{ time: at(`${day}T00:00:00`), data },
    };
    mergeFact(state, fact);
  });
  return reportRegimeOf(state);
}

const terms = { frequency: 'QUARTER', dueDay: 16, reporterAgencyCodes: ['B', 'A', 'B'] };
const ALWAYS = [at('1990-01-01T00:00:00'), at('2099-12-31T23:59:59')] as const;

function dues(found: ReportRegime | undefined, from: number = ALWAYS[0], until: number = ALWAYS[1]): string[] {
  return duesOf(found!, from, until, ZONE).map(
    ({ period, dueAt }) => `${period} ${new Date(dueAt + 7 * 3_600_000).toISOString().slice(0, -1)}`,
  );
}

const in2022 = (found: ReportRegime | undefined): string[] =>
  dues(found, at('2022-01-01T00:00:00'), at('2022-12-31T23:59:59.999'));

describe('when reports are due', () => {
  it('asks before day 16 for the end of day 15 of the last month of the quarter', () => {
    expect(in2022(regime(['2022-01-01', { ...terms, inForce: true }]))).toEqual([
      '2022-Q1 2022-03-15T23:59:59.999',
      '2022-Q2 2022-06-15T23:59:59.999',
      '2022-Q3 2022-09-15T23:59:59.999',
      '2022-Q4 2022-12-15T23:59:59.999',
    ]);
  });

  it.each<[Frequency, string, string[]]>([
    ['MONTH', '2022-', ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']],
    ['QUARTER', '2022-', ['Q1', 'Q2', 'Q3', 'Q4']],
    ['HALF', '2022-', ['H1', 'H2']],
    ['NINE_MONTHS', '2022-', ['9M']],
    ['YEAR', '2022', ['']],
  ])('writes %s as the Period scalar does, in both calendars', (frequency, year, parts) => {
    for (const [calendar, prefix] of [
      ['CIVIL', ''],
      ['REPORTING', 'R'],
    ] as const) {
      const found = in2022(regime(['2021-01-01', { ...terms, inForce: true, frequency, calendar }]));
      expect(found.map((due) => due.split(' ')[0])).toEqual(parts.map((part) => `${prefix}${year}${part}`));
    }
  });

  it('takes a due day that the month does not have for the day after its last', () => {
    const monthly = { ...terms, frequency: 'MONTH', inForce: true };
    const of = (dueDay: number, month: number): string | undefined =>
      dues(regime(['2020-01-01', { ...monthly, dueDay }])).find((due) => due.startsWith(`2023-0${month}`));
    expect(of(31, 2)).toBe('2023-02 2023-02-28T23:59:59.999');
    expect(of(29, 2)).toBe('2023-02 2023-02-28T23:59:59.999');
    expect(of(28, 2)).toBe('2023-02 2023-02-27T23:59:59.999');
    expect(of(31, 4)).toBe('2023-04 2023-04-30T23:59:59.999');
    expect(of(31, 5)).toBe('2023-05 2023-05-30T23:59:59.999');
  });

  it('lets a due day 1 fall on the last instant of the month before', () => {
    const found = regime(['2022-01-01', { ...terms, frequency: 'YEAR', dueDay: 1, inForce: true }]);
    const due = at('2022-11-30T23:59:59.999');
    expect(dues(found, due, due)).toEqual(['2022 2022-11-30T23:59:59.999']);
    expect(dues(found, due - 1000, due - 1)).toEqual([]);
    expect(dues(found, due + 1, due + 1000)).toEqual([]);
  });
});

describe('which regimes expect anything', () => {
  it('begins with the first due date at or after the first statement that it is in force', () => {
    const first = (day: string): string | undefined => dues(regime([day, { ...terms, inForce: true }]))[0];
    expect(first('2022-03-15')).toBe('2022-Q1 2022-03-15T23:59:59.999');
    expect(first('2022-03-16')).toBe('2022-Q2 2022-06-15T23:59:59.999');
  });

  it('counts what was said by the due instant, however the terms came to be', () => {
    const found = regime(
      ['2022-03-15', { inForce: true }],
      ['2022-06-15', { inForce: false }],
      ['2022-09-16', { inForce: true }],
      ['2023-01-01', { inForce: null }],
      ['2024-01-01', terms],
    );
    expect(dues(found)).toEqual(['2022-Q1 2022-03-15T23:59:59.999', '2022-Q4 2022-12-15T23:59:59.999']);
  });

  it('lets the last of several statements of one instant decide', () => {
    const found = regime(['2022-01-01', { ...terms, inForce: true }], ['2022-01-01', { inForce: false }]);
    expect([found!.inForce, dues(found)]).toEqual([[], []]);
  });

  it.each<[string, Record<string, FactValue>]>([
    ['frequency', { frequency: null }],
    ['due day', { dueDay: null }],
    ['statement that it is in force', { inForce: null }],
  ])('expects nothing without a %s', (_, over) => {
    expect(dues(regime(['2022-01-01', { ...terms, inForce: true, ...over }]))).toEqual([]);
  });

  it('knows nothing of a voided one', () => {
    expect(regime(['2022-01-01', { ...terms, inForce: true, voided: true }])).toBeUndefined();
  });

  it('expects one report of each reporter, under the subject of the contract', () => {
    const found = regime(['2022-01-01', { ...terms, inForce: true }])!;
    const slots = slotsDue(found, at('2022-12-01T00:00:00'), at('2022-12-31T00:00:00'), ZONE);
    const dueAt = at('2022-12-15T23:59:59.999');
    const slot = (agency: string): object => ({
      ...{ regime: 'QUY', period: '2022-Q4', agency, dueAt },
      subject: `QUY/2022-Q4/${agency}`,
    });
    expect(slots).toEqual([slot('A'), slot('B')]);
    expect(firstDue(found, 'A', ZONE)).toBe(at('2022-03-15T23:59:59.999'));
    expect(firstDue(found, 'C', ZONE)).toBeNull();
  });

  it('ends with the years that a period can name', () => {
    const found = regime(['2098-12-31', { ...terms, inForce: true }])!;
    expect(duesOf(found, 0, 8_640_000_000_000_000, ZONE).map(({ period }) => period)).toEqual([
      ...['2099-Q1', '2099-Q2', '2099-Q3', '2099-Q4'],
    ]);
  });
});

const PARTS: Readonly<Record<Frequency, readonly string[]>> = {
  MONTH: ['-01', '-02', '-03', '-04', '-05', '-06', '-07', '-08', '-09', '-10', '-11', '-12'],
  QUARTER: ['-Q1', '-Q2', '-Q3', '-Q4'],
  HALF: ['-H1', '-H2'],
  NINE_MONTHS: ['-9M'],
  YEAR: [''],
};

/** Every period of the years 2020 to 2025, its due date worked out from its window, held against the range. */
function naively(found: ReportRegime, from: number, until: number, zone: Zone): string[] {
  const names: string[] = [];
  for (let year = 2020; year <= 2025; year++) {
    for (const part of PARTS[found.frequency!]) {
      const civil = parsePeriod(`${year}${part}`);
      let last = new Date((civil.to - 1) * 86_400_000);
      const length = last.getUTCDate();
      last = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(found.dueDay!, length + 1)));
      const dueAt = zone.startOfDay(last.getTime() / 86_400_000) - 1;
      const wasInForce = found.inForce.some((s) => s.from <= dueAt && (s.until === null || dueAt < s.until));
      if (wasInForce && dueAt >= from && dueAt <= until) {
        names.push(`${found.calendar === 'REPORTING' ? 'R' : ''}${civil.text} ${dueAt}`);
      }
    }
  }
  return names;
}

it('finds what a loop over every period finds', () => {
  const day = fc
    .integer({ min: 0, max: 5 * 365 })
    .map((days) => new Date(Date.UTC(2020, 6, 1 + days)).toISOString().slice(0, 10));
  const arbitrary = fc.record({
    frequency: fc.constantFrom<Frequency>('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR'),
    calendar: fc.constantFrom('CIVIL', 'REPORTING', null),
    dueDay: fc.integer({ min: 1, max: 31 }),
    said: fc.array(fc.tuple(day, fc.constantFrom(true, false, null)), { minLength: 1, maxLength: 5 }),
    range: fc.tuple(day, day),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'America/Sao_Paulo'),
  });
  fc.assert(
    fc.property(arbitrary, ({ said, range, zone: name, ...rest }) => {
      const zone = new Zone(name);
      const found = regime(
        ['2020-01-01', { ...rest, reporterAgencyCodes: ['A'] }],
        ...said.map(([when, inForce]): [string, Record<string, FactValue>] => [when, { inForce }]),
      )!;
      const [from, until] = range.map((text) => at(`${text}T12:00:00`)).sort((a, b) => a - b) as [number, number];
      const dated = duesOf(found, from, until, zone).map(({ period, dueAt }) => `${period} ${dueAt}`);
      expect(dated).toEqual(naively(found, from, until, zone));
      const [first] = naively(found, 0, ALWAYS[1], zone);
      // The loop ends before what lasts does.
      if (first !== undefined) expect(firstDue(found, 'A', zone)).toBe(Number(first.split(' ')[1]));
    }),
    { numRuns: 300 },
  );
});
