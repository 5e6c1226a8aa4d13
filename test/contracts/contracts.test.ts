import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSchema, type GraphQLNamedType, type GraphQLSchema, isEnumType, isObjectType } from 'graphql';
import { readSupergraph } from '../../gateway/federation/supergraph';

const ROOT = resolve(__dirname, '../..');
const OWN = join(ROOT, 'schema/contracts');
const SHARED = resolve(ROOT, '../shared/contracts');

describe("the project's copy of the contracts", () => {
  const given = existsSync(SHARED) ? test : test.skip;
  if (!existsSync(SHARED))
    process.stderr.write('The contracts beside the project are absent: the copy is not compared.\n');

  given.each(['facts.schema.json', 'api.graphql', 'command-line.md'])('%s is the contract, to the byte', (file) => {
    expect(readFileSync(join(OWN, file), 'utf8')).toBe(readFileSync(join(SHARED, file), 'utf8'));
  });
});

/** Names of the contract that this version does not answer yet. */
const NOT_YET = {
  Subscription: true,
} as const;

/** Every name of a schema with its full shape: types of fields, arguments with defaults, values of enums. */
function shapes(schema: GraphQLSchema): Map<string, string> {
  const found = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap()) as GraphQLNamedType[]) {
    if (type.name.startsWith('__')) continue;
    found.set(type.name, type.constructor.name);
    if (isEnumType(type)) for (const value of type.getValues()) found.set(`${type.name}.${value.name}`, 'value');
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      found.set(`${type.name}.${field.name}`, String(field.type));
      for (const argument of field.args) {
        const fallback = argument.astNode?.defaultValue;
        const shown = fallback === undefined ? '' : ` = ${'value' in fallback ? fallback.value : fallback.kind}`;
        found.set(`${type.name}.${field.name}(${argument.name})`, `${argument.type}${shown}`);
      }
    }
  }
  return found;
}

describe('the public graph', () => {
  const contract = shapes(buildSchema(readFileSync(join(OWN, 'api.graphql'), 'utf8')));
  const supergraph = readFileSync(join(ROOT, 'schema/graphql/supergraph.graphql'), 'utf8');
  const actual = shapes(readSupergraph(supergraph).publicSchema);
  const isLater = (name: string): boolean => {
    const parts = name.split(/[.(]/);
    return parts[0]! in NOT_YET || `${parts[0]}.${parts[1]}` in NOT_YET;
  };

  test('has every name of the contract, with its arguments, defaults and nullability', () => {
    const wanted = [...contract].filter(([name]) => !isLater(name));
    expect(wanted.map(([name]) => [name, actual.get(name)])).toEqual(wanted);
  });

  test('names as not answered yet only what it does not answer', () => {
    expect(Object.keys(NOT_YET).filter((name) => actual.has(name))).toEqual([]);
    expect(Object.keys(NOT_YET).filter((name) => !contract.has(name))).toEqual([]);
  });
});
