import { CompositionFault, composeSupergraph } from './compose';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
const a = {
  name: 'a',
  sdl: `${link} type Query { things: [Thing!]! } "A thing" type Thing @key(fields: "id") { id: ID! name(lang: String = "VI"): String }`,
};
const b = { name: 'b', sdl: `${link} type Thing @key(fields: "id") { id: ID! size: Int }` };

test('the same subgraphs give the same bytes, in whatever order they come', () => {
  const text = composeSupergraph([a, b]);
  expect(composeSupergraph([b, a])).toBe(text);
  expect(text).toContain('@join__graph(name: "a", url: "")');
  expect(text).toContain('A thing\n');
  expect(text).toContain('name(lang: String = "VI"): String');
  expect(text.endsWith('\n')).toBe(true);
});

test('everything that does not fit is said at once', () => {
  const c = {
    name: 'c',
    sdl: `${link} type Query { other: Int } type Thing @key(fields: "id") { id: ID! name(lang: String = "EN"): String size: Float }`,
  };
  let fault: unknown;
  try {
    composeSupergraph([a, b, c]);
  } catch (caught) {
    fault = caught;
  }
  expect(fault).toBeInstanceOf(CompositionFault);
  const { message, problems } = fault as CompositionFault;
  expect(problems.length).toBeGreaterThan(1);
  expect(message).toMatch(/^The subgraphs do not compose \(\d+\):\n- [A-Z_]+: /);
  for (const part of ['Thing.size', 'Thing.name']) expect(message).toContain(part);
});
