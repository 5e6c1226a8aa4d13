import fc from 'fast-check';
import type { AgencyRecord } from './agency';
import { agency } from './fixture';
import { AgencyTree } from './tree';

function tree(...links: [string, string | null][]): AgencyTree {
  return new AgencyTree(
    links.map(([code, parent]) => agency(code, parent)),
    0,
  );
}

test('a subtree is the agency and all below it', () => {
  const t = tree(['P', null], ['D', 'P'], ['C', 'D'], ['E', 'P']);
  expect([...t.subtree('P')].sort()).toEqual(['C', 'D', 'E', 'P']);
  expect([...t.subtree('D')].sort()).toEqual(['C', 'D']);
  expect(t.children(null)).toEqual(['P']);
  expect(t.children('P')).toEqual(['D', 'E']);
  expect(t.parent('C')).toBe('D');
});

test('a parent that nothing describes yet holds its children all the same', () => {
  const t = tree(['D', 'P'], ['E', 'P']);
  expect([...t.subtree('P')].sort()).toEqual(['D', 'E', 'P']);
  expect(t.children(null)).toEqual(['P']);
  expect(t.has('P')).toBe(true);
});

test('a code that nothing names is by itself', () => {
  const t = tree(['P', null]);
  expect([...t.subtree('X')]).toEqual(['X']);
  expect(t.has('X')).toBe(false);
});

test('a circle is cut at its lowest code, in whatever order it was told, and no agency is lost', () => {
  const links: [string, string][] = [
    ['B', 'C'],
    ['C', 'A'],
    ['A', 'B'],
    ['D', 'B'],
  ];
  for (const order of [links, [...links].reverse(), [links[2]!, links[0]!, links[3]!, links[1]!]]) {
    const t = tree(...order);
    expect(t.children(null)).toEqual(['A']);
    expect([...t.subtree('A')].sort()).toEqual(['A', 'B', 'C', 'D']);
  }
  expect(tree(['A', 'A']).children(null)).toEqual(['A']);
});

describe('an agency that has ended', () => {
  const DAY = 100;
  const ended = (code: string, parent: string | null, ...successors: string[]): AgencyRecord =>
    agency(code, parent, { validTo: DAY - 1, successors });
  const ahead = (code: string, ...successors: string[]): AgencyRecord =>
    agency(code, null, { validFrom: DAY + 1, successors });
  const on = (...agencies: AgencyRecord[]): AgencyTree => new AgencyTree(agencies, DAY);

  test('hangs under its only successor from the day after its last, and one that ended before under it', () => {
    const all = [
      agency('P', null),
      agency('D', 'P'),
      agency('E', 'P', { validTo: 99, successors: ['D'] }),
      agency('F', 'P', { validTo: 50, successors: ['E'] }),
      agency('C', 'E'),
    ];
    expect(new AgencyTree(all, 99).parent('E')).toBe('P');
    const t = new AgencyTree(all, 100);
    expect(['E', 'F', 'C'].map((code) => t.parent(code))).toEqual(['D', 'E', 'E']);
    expect([...t.subtree('D')].sort()).toEqual(['C', 'D', 'E', 'F']);
  });

  test('hangs, with several successors, under the lowest agency above them all', () => {
    const t = on(
      ...[
        agency('R', null),
        agency('P', 'R'),
        agency('Q', 'P'),
        agency('C1', 'Q'),
        agency('C2', 'P'),
        agency('O', null),
      ],
      ended('both', 'O', 'C1', 'C2'),
      ended('one-above-the-other', 'O', 'C1', 'Q'),
      ended('twice', 'O', 'C1', 'C1'),
    );
    expect(t.parent('both')).toBe('P');
    expect(t.parent('one-above-the-other')).toBe('Q');
    expect(t.parent('twice')).toBe('C1');
  });

  test('finds its place through successors that have ended themselves, in whatever order of code', () => {
    const t = on(
      ...[agency('R', null), agency('X', 'R'), agency('Y', 'R'), agency('Z', 'old'), agency('old-root', null)],
      ended('a', 'old-root', 'b', 'Y'),
      ended('b', 'old-root', 'X'),
      ended('z', 'old-root', 'y', 'Y'),
      ended('y', 'old-root', 'X'),
      ended('m', 'old-root', 'Z', 'Y'),
      ended('old', 'old-root', 'X'),
    );
    expect(['a', 'b', 'z', 'y', 'm', 'old'].map((code) => t.parent(code))).toEqual(['R', 'X', 'R', 'X', 'R', 'X']);
  });

  test('keeps its stated parent where succession leads nowhere', () => {
    const t = on(
      ...[agency('P', null), agency('O', null), agency('C', 'D')],
      ended('none', 'P'),
      ended('apart', 'P', 'C', 'O'),
      ended('unknown', 'P', 'N'),
      ended('itself', 'P', 'itself'),
      // Its successor still says that it stands below it.
      ended('D', 'P', 'C'),
      ended('gap', 'P', 'later'),
      ahead('later'),
    );
    for (const code of ['none', 'apart', 'unknown', 'itself', 'D', 'gap']) expect(t.parent(code)).toBe('P');
    expect(t.parent('later')).toBe('gap');
    expect(t.has('N')).toBe(false);
    expect(on(agency('P', null), ended('known', 'P', 'N', 'M'), agency('N', null)).parent('known')).toBe('N');
  });

  test('in a circle of successors gives way where it has the lowest code', () => {
    const links = [ended('A', 'P', 'B'), ended('B', 'P', 'C'), ended('C', 'P', 'A'), agency('P', null)];
    for (const order of [links, [...links].reverse()]) {
      const t = on(...order);
      expect(['A', 'B', 'C'].map((code) => t.parent(code))).toEqual(['P', 'C', 'A']);
    }
  });

  test('that has not begun hangs under what it comes from', () => {
    const t = on(
      ...[agency('P', null), agency('D', 'P', { successors: ['C1', 'C2', 'far'] })],
      ...[
        agency('E', 'P', { successors: ['C2'] }),
        ahead('C1', 'grandchild'),
        ahead('C2'),
        ahead('grandchild'),
        ahead('new'),
      ],
    );
    expect(['C1', 'C2', 'grandchild', 'new'].map((code) => t.parent(code))).toEqual(['D', 'P', 'C1', null]);
    expect(on(ahead('A', 'B'), ahead('B', 'A')).children(null)).toEqual(['A']);
  });

  test('is found at the end of a long row, whichever way its codes run', () => {
    const codes = Array.from({ length: 500 }, (_, i) => `A${String(i).padStart(4, '0')}`);
    for (const row of [codes, [...codes].reverse()]) {
      const t = on(agency('P', null), ...row.map((code, i) => ended(code, 'P', row[i + 1] ?? 'P')));
      expect(t.parent(row[0]!)).toBe(row[1]);
    }
  });
});

const CODES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const code = fc.constantFrom(...CODES, 'unknown');
const day = fc.integer({ min: 0, max: 6 });
const agencies = fc.subarray(CODES, { minLength: 1 }).chain((codes) =>
  fc.tuple(
    ...codes.map((own) =>
      fc
        .tuple(
          fc.option(code),
          fc.record({
            validFrom: fc.option(day),
            validTo: fc.option(day),
            successors: fc.oneof(fc.constant([]), fc.array(code, { maxLength: 3 })),
          }),
        )
        .map(([parent, limits]) => agency(own, parent, limits)),
    ),
  ),
);

describe('the tree of agencies said in any way', () => {
  test('has every code once, below one root, and parts that add up to the whole', () => {
    fc.assert(
      fc.property(agencies, day, (all, today) => {
        const t = new AgencyTree(all, today);
        const wanted = new Set(all.flatMap(({ code: own, parent }) => [own, parent(today) ?? own]));
        expect(t.codes()).toEqual([...wanted].sort());
        // Each code counts for a power of two of its own: what is left out or counted twice shows.
        const weight = (codes: Iterable<string>): number =>
          [...codes].reduce((sum, own) => sum + 2 ** t.codes().indexOf(own), 0);
        const roots = t.children(null);
        expect(roots.reduce((sum, root) => sum + weight(t.subtree(root)), 0)).toBe(weight(t.codes()));
        for (const own of t.codes()) {
          const below = t.children(own).reduce((sum, child) => sum + weight(t.subtree(child)), 0);
          expect(weight([own]) + below).toBe(weight(t.subtree(own)));
          for (const child of t.children(own)) expect(t.parent(child)).toBe(own);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('does not depend on the order of arrival', () => {
    const twice = agencies.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), day),
    );
    fc.assert(
      fc.property(twice, ([all, shuffled, today]) => {
        const [one, other] = [new AgencyTree(all, today), new AgencyTree(shuffled, today)];
        for (const own of one.codes()) expect(other.parent(own)).toBe(one.parent(own));
      }),
      { numRuns: 1000 },
    );
  });

  test('leaves whoever exists under the parent that was stated, but for a cut circle', () => {
    fc.assert(
      fc.property(agencies, day, (all, today) => {
        const t = new AgencyTree(all, today);
        for (const { code: own, validFrom, validTo, parent } of all) {
          const exists = (validFrom ?? today) <= today && (validTo ?? today) >= today;
          if (exists && t.parent(own) !== null) expect(t.parent(own)).toBe(parent(today));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
