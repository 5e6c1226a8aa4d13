import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, isAbstractType, isEnumType, isObjectType, parse } from 'graphql';
import { createPlanner, type QueryPlanner } from './planner';

/** What a supergraph's text says, read once. */
export interface Supergraph {
  readonly sdl: string;
  /** What clients see: no join machinery, nothing inaccessible. */
  readonly publicSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly subgraphs: readonly string[];
  /** Every field name of every type. */
  readonly fieldNames: ReadonlySet<string>;
  /** Whether an object type is, or implements, one of the named types; types hidden from clients count as well. */
  isOneOf(typeName: unknown, names: readonly string[]): boolean;
}

/** Reads a supergraph; throws where the text is none. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const whole = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const publicSchema = buildASTSchema(transformSupergraphToPublicSchema(document), { assumeValidSDL: true });
  const planner = createPlanner(sdl);
  return {
    sdl,
    publicSchema,
    planner,
    subgraphs: subgraphNames(whole),
    fieldNames: fieldNames(publicSchema),
    isOneOf(typeName, names) {
      if (typeof typeName !== 'string') return false;
      if (names.includes(typeName)) return true;
      const type = whole.getType(typeName);
      return (
        isObjectType(type) &&
        names.some((name) => {
          const wanted = whole.getType(name);
          return isAbstractType(wanted) && whole.isSubType(wanted, type);
        })
      );
    },
  };
}

function subgraphNames(whole: GraphQLSchema): string[] {
  const graphs = whole.getType('join__Graph');
  if (!isEnumType(graphs)) throw new Error('This is no supergraph: it names no subgraph (join__Graph).');
  return graphs.getValues().map((value) => {
    const directive = value.astNode?.directives?.find((node) => node.name.value === 'join__graph');
    const name = directive?.arguments?.find((argument) => argument.name.value === 'name')?.value;
    if (name?.kind !== 'StringValue') throw new Error(`This is no supergraph: ${value.name} has no @join__graph name.`);
    return name.value;
  });
}

function fieldNames(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ('getFields' in type) for (const name of Object.keys(type.getFields())) names.add(name);
  }
  return names;
}
