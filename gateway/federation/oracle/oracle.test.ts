import { compareGenerated, faults, same, worlds } from './compare';

afterEach(() => expect(faults.splice(0)).toEqual([]));

test.each(worlds)(
  'generated queries get the answer that one schema gives (broken: $isBroken)',
  async (world) => {
    expect(await compareGenerated(world, 200, 1)).toBeGreaterThan(100);
  },
  60_000,
);

test.each([
  ['one list asked for twice has its rows once', '{ values { notes { text } n notes { by { code } } } values { n } }'],
  [
    'an alias that reads like the key',
    '{ agencies { code: name best { n } } values { agency { code: name parent { code: level name: code } } } }',
  ],
  ['an alias that reads like a type name', '{ agencies { level: code code: level } }'],
  [
    'one entity at two places, asked different things further down',
    '{ values { agency { parent { v: values(first: 1) { n } } } strict { parent { v: values(first: 3) { n } } } } }',
  ],
  ['lists in lists, with holes', '{ grid { n agency { name } maybe { name } } }'],
  ['nothing but the type name', '{ __typename t: __typename }'],
  ['conditions that leave nothing', '{ values @skip(if: true) { n } agencies { ... @include(if: false) { code } } }'],
  [
    'from one entity to the next and back',
    '{ values { agency { children { best { agency { parent { best { n } } } } } } } }',
  ],
])('%s', async (_, query) => {
  for (const world of worlds) await same(world, query);
});

test.each([
  [
    'members of a union',
    '{ things { __typename ... on Report { agency { name } } ... on Letter { agency { level } } } items { id } }',
  ],
  [
    '@requires: what another subgraph knows is fetched first',
    '{ agency(code: "P") { perHead double: perHead(scale: 2) } values { agency { perHead } } }',
  ],
])('%s', async (_, query) => {
  await same(worlds[1]!, query);
});

test('one document under each setting of its conditions', async () => {
  const query = `query ($a: Boolean!, $b: Boolean = false) {
    values { n @skip(if: $a) agency { code name @include(if: $b) } agency @include(if: $a) { level } }
    agencies @include(if: $b) { code }
  }`;
  for (const a of [true, false])
    for (const b of [{ b: true }, { b: false }, {}]) await same(worlds[0]!, query, { a, ...b });
});
