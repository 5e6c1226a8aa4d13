import { placesAt } from './entities';
import { cloned, mergeInto } from './merge';
import { applyRewrites, renamedKeys } from './rewrites';

const isOneOf = (type: unknown, names: readonly string[]) => names.includes(String(type));

test('a key is renamed where the type is right, through lists', () => {
  const data = { items: [{ __typename: 'A', x: 1 }, { __typename: 'B', x: 2 }, null, { __typename: 'A' }] };
  const rewrite = {
    KeyRenamer: { path: [{ Key: 'items' }, { TypenameEquals: ['A'] }, { Key: 'x' }], renameKeyTo: 'y' },
  };
  applyRewrites(data, [rewrite], isOneOf);
  expect(data).toEqual({ items: [{ __typename: 'A', y: 1 }, { __typename: 'B', x: 2 }, null, { __typename: 'A' }] });
  expect(renamedKeys([rewrite])).toEqual(new Map([['x', 'y']]));
});

test('a value is set, however the planner spells it', () => {
  const setter = { path: [{ TypenameEquals: ['A'] }, { Key: '__typename' }], setValueTo: 'I' };
  for (const rewrite of [{ ValueSetter: setter }, { kind: 'ValueSetter' as const, ...setter }]) {
    const data = [{ __typename: 'A' }, { __typename: 'B' }];
    applyRewrites(data, [rewrite], isOneOf);
    expect(data).toEqual([{ __typename: 'I' }, { __typename: 'B' }]);
  }
});

test('places: lists in lists, types, holes', () => {
  const [a, b, c] = [{ __typename: 'A' }, { __typename: 'B' }, { __typename: 'A' }];
  const data = { grid: [[{ of: a }, null], null, [{ of: b }, { of: null }, { of: c }]] };
  const path = [{ Field: 'grid' }, '@' as const, '@' as const, { Field: 'of' }, { TypeCondition: ['A'] }];
  expect(placesAt(data, path, isOneOf)).toEqual([
    { entity: a, path: ['grid', 0, 0, 'of'] },
    { entity: c, path: ['grid', 2, 2, 'of'] },
  ]);
});

test('merging keeps what is known, fills what is not, and reaches no prototype', () => {
  const target: Record<string, unknown> = { id: 1, part: { a: 1 }, rows: [{ a: 1 }, null], gone: null };
  const source = JSON.parse(
    '{"part":{"b":2},"rows":[{"b":2},{"b":3}],"gone":{"x":1},"id":null,"__proto__":{"polluted":1}}',
  );
  mergeInto(target, source);
  expect(target).toEqual({ id: 1, part: { a: 1, b: 2 }, rows: [{ a: 1, b: 2 }, { b: 3 }], gone: { x: 1 } });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(target['gone']).not.toBe(source.gone);
  expect(cloned(source).part).not.toBe(source.part);
});
