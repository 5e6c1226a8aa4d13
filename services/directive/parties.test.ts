import fc from 'fast-check';
import { type AgenciesOfTheDay, type Party, partiesOf } from '.';

const name = { vi: 'Đơn vị', en: 'Unit' };
const party = (key: string, codes: string[], levels: Party['levels'] = []): [string, Party] => [
  key,
  { key, name, codes, levels },
];

/** Agencies of a day: those that exist with their level, and the successors of those that have ended. */
function agencies(levels: Record<string, string>, successors: Record<string, string[]> = {}): AgenciesOfTheDay {
  return {
    exists: (code) => levels[code] !== undefined,
    successors: (code) => successors[code] ?? [],
    atLevel: (wanted) => Object.keys(levels).filter((code) => (wanted as readonly string[]).includes(levels[code]!)),
  };
}

const PARTIES = new Map([
  party('ALL', [], ['DEPARTMENT', 'DISTRICT', 'COMMUNE']),
  party('DISTRICTS', [], ['DISTRICT']),
  party('SO_TTTT', ['TTTT']),
  party('SO_KHCN', ['KHCN']),
  party('OLD_DISTRICTS', ['H1', 'H2'], ['DISTRICT']),
  party('RELATED', []),
]);

test('parties are found by level or by code, each agency once, in the order of the parties', () => {
  const day = agencies({ P: 'PROVINCE', TTTT: 'DEPARTMENT', H1: 'DISTRICT', X1: 'COMMUNE', C: 'CENTRAL' });
  expect(partiesOf(['ALL'], PARTIES, day)).toEqual(['TTTT', 'H1', 'X1']);
  expect(partiesOf(['DISTRICTS', 'SO_TTTT', 'ALL'], PARTIES, day)).toEqual(['H1', 'TTTT', 'X1']);
  expect(partiesOf(['RELATED', 'NOBODY'], PARTIES, day)).toEqual([]);
});

test('configured codes go before levels', () => {
  const day = agencies({ H1: 'DISTRICT', H2: 'DISTRICT', H3: 'DISTRICT' });
  expect(partiesOf(['OLD_DISTRICTS'], PARTIES, day)).toEqual(['H1', 'H2']);
});

test('an agency that has ended gives way to its successors, over several steps, or falls away', () => {
  const later = agencies({ KHCN: 'DEPARTMENT' }, { TTTT: ['TTTT2'], TTTT2: ['KHCN'] });
  expect(partiesOf(['SO_TTTT'], PARTIES, later)).toEqual(['KHCN']);
  expect(partiesOf(['SO_TTTT', 'SO_KHCN'], PARTIES, later)).toEqual(['KHCN']);
  expect(partiesOf(['SO_TTTT'], PARTIES, agencies({ KHCN: 'DEPARTMENT' }))).toEqual([]);
  const communes = agencies({ X1: 'COMMUNE', X2: 'COMMUNE', X3: 'COMMUNE' }, { H1: ['X1', 'X2'], H2: ['X2', 'X3'] });
  expect(partiesOf(['OLD_DISTRICTS'], PARTIES, communes)).toEqual(['X1', 'X2', 'X3']);
});

test('a circle of successors ends, and what it leaves still counts', () => {
  const day = agencies({ KHCN: 'DEPARTMENT' }, { TTTT: ['A'], A: ['B', 'TTTT'], B: ['A', 'KHCN'] });
  expect(partiesOf(['SO_TTTT'], PARTIES, day)).toEqual(['KHCN']);
});

test('whatever the successors, only agencies of the day are found, each once', () => {
  const code = fc.constantFrom('TTTT', 'A', 'B', 'C', 'D', 'E');
  fc.assert(
    fc.property(
      fc.dictionary(code, fc.constant('DEPARTMENT')),
      fc.dictionary(code, fc.array(code, { maxLength: 3 })),
      (levels, successors) => {
        const found = partiesOf(['SO_TTTT'], PARTIES, agencies(levels, successors));
        expect(found.every((each) => levels[each] !== undefined)).toBe(true);
        expect(new Set(found).size).toBe(found.length);
        if (levels['TTTT'] !== undefined) expect(found).toEqual(['TTTT']);
      },
    ),
  );
});
