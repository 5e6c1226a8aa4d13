import fc from 'fast-check';
import { changesBetween, type LateCase } from './late-events';

const CASE: LateCase = {
  agency: 'A',
  procedure: null,
  dueAt: 1,
  completedAt: null,
  explained: false,
  apologised: false,
  closed: false,
};
const late = (more: Partial<LateCase> = {}): LateCase => ({ ...CASE, ...more });

describe('what is told of a late case', () => {
  test.each<[string, LateCase | null, LateCase | null, string[]]>([
    ['nothing where it never was late', null, null, []],
    ['that it became late', null, late(), ['RAISED']],
    [
      'several things at once, in their order',
      null,
      late({ explained: true, closed: true }),
      ['RAISED', 'EXPLAINED', 'CLOSED'],
    ],
    ['nothing twice', late({ explained: true }), late({ explained: true }), []],
    ['only what is new', late({ closed: true }), late({ closed: true, apologised: true }), ['APOLOGISED']],
    ['that it is late no longer', late({ explained: true }), null, ['CLEARED']],
    ['an explanation taken back', late({ explained: true }), late(), ['RAISED']],
    [
      'what still stands when something is taken back',
      late({ explained: true, closed: true }),
      late({ explained: true }),
      ['RAISED', 'EXPLAINED'],
    ],
    [
      'the last thing again under another agency',
      late({ explained: true }),
      late({ explained: true, agency: 'B' }),
      ['EXPLAINED'],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(changesBetween(before, after)).toEqual(changes);
  });

  const cases = fc.option(
    fc.record({
      agency: fc.constantFrom('A', 'B', null),
      procedure: fc.constantFrom('P', null),
      dueAt: fc.nat(2),
      completedAt: fc.option(fc.nat(2)),
      explained: fc.boolean(),
      apologised: fc.boolean(),
      closed: fc.boolean(),
    }),
  );

  /** A reader who starts over at RAISED and adds up what follows. */
  const heard = (flags: ReadonlySet<string>, changes: readonly string[]): Set<string> =>
    changes.reduce(
      (known, change) =>
        change === 'RAISED' ? new Set([change]) : change === 'CLEARED' ? new Set() : known.add(change),
      new Set(flags),
    );

  test('whoever adds up the changes knows the case, after any history', () => {
    fc.assert(
      fc.property(fc.array(cases, { maxLength: 8 }), (history) => {
        let before: LateCase | null = null;
        let flags = new Set<string>();
        for (const after of history) {
          const changes = changesBetween(before, after);
          flags = heard(flags, changes);
          const { explained = false, apologised = false, closed = false } = after ?? {};
          const right = [after && 'RAISED', explained && 'EXPLAINED', apologised && 'APOLOGISED', closed && 'CLOSED'];
          expect([...flags].sort()).toEqual(right.filter(Boolean).sort());
          if (JSON.stringify(before) !== JSON.stringify(after)) expect(changes.length).toBeGreaterThan(0);
          before = after;
        }
      }),
    );
  });
});
