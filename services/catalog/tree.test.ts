import type { AgencyRecord } from './agency';
import { AgencyTree } from './tree';

function agency(code: string, parent: string | null): AgencyRecord {
  const nothing = (): null => null;
  return {
    code,
    validFrom: null,
    validTo: null,
    successors: [],
    name: nothing,
    nameEn: nothing,
    level: nothing,
    parent: () => parent,
  };
}

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
