import { buildSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  type DefinitionNode,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  valueFromAST,
  visit,
} from 'graphql';
import {
  type BuildSchemaOptions,
  buildSchema,
  type ContainerGetter,
  type ContainerType,
  createResolversMap,
} from 'type-graphql';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.7';
const FEDERATION_DIRECTIVES = [
  'extends',
  'external',
  'inaccessible',
  'interfaceObject',
  'key',
  'override',
  'provides',
  'requires',
  'shareable',
  'tag',
];

/** Finds an entity by its key: what a `@key` names, plus `__typename` and whatever `@requires` asked for. */
// biome-ignore lint/suspicious/noExplicitAny: a reference and a context have the shape that the subgraph gives them
export type ReferenceResolver = (reference: any, context: any, info: GraphQLResolveInfo) => unknown;

export interface SubgraphParts {
  readonly name: string;
  /** type-graphql resolver classes. */
  readonly resolvers: BuildSchemaOptions['resolvers'];
  /** By GraphQL type name. An entity without one is taken from its reference as it stands. */
  readonly referenceResolvers?: Readonly<Record<string, ReferenceResolver>>;
  /** Types that no resolver of this subgraph mentions. */
  readonly orphanedTypes?: BuildSchemaOptions['orphanedTypes'];
  // biome-ignore lint/suspicious/noExplicitAny: type-graphql types the container by the context, which is the subgraph's
  readonly container?: ContainerType | ContainerGetter<any>;
}

export interface Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Sorted, with descriptions and federation directives: the text that is composed, committed and compared. */
  readonly sdl: string;
}

/** Builds the Federation 2 schema of one subgraph from type-graphql classes. */
export async function buildSubgraph(parts: SubgraphParts): Promise<Subgraph> {
  const plain = await buildSchema({
    resolvers: parts.resolvers,
    // A subgraph may have no query of its own, and its directives are unknown before the federation is linked.
    skipCheck: true,
    // Resolvers check what they are given and answer with an InputFault; class-validator would answer otherwise.
    validate: false,
    ...(parts.orphanedTypes && { orphanedTypes: parts.orphanedTypes }),
    ...(parts.container && { container: parts.container }),
  });
  // graphql-js' own printer drops the directives, which only live in the syntax tree.
  const body = sorted(getDocumentNodeFromSchema(plain));
  const sdl = `${link(body)}\n\n${print(body)}\n`;
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: withReferences(plain, parts),
  } as Parameters<typeof buildSubgraphSchema>[0]);
  restoreDefaults(schema);
  return { name: parts.name, schema, sdl };
}

/**
 * Takes the order in which modules happened to load out of the text: types, fields and arguments by name (decorators
 * of parameters run last to first, so arguments come reversed). Enum values and input fields keep the order of their
 * class, which means something.
 */
function sorted(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.map((definition): DefinitionNode => {
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InterfaceTypeDefinition') return definition;
    const fields = (definition.fields ?? []).map((field) => ({ ...field, arguments: byName(field.arguments ?? []) }));
    return { ...definition, fields: byName(fields) };
  });
  return { ...document, definitions: byName(definitions) };
}

function byName<Node extends { readonly kind: string }>(nodes: readonly Node[]): Node[] {
  const name = (node: Node & { readonly name?: { readonly value: string } }) => node.name?.value ?? '';
  return [...nodes].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** The `@link` that makes a schema a Federation 2 one; it imports what is used, so that the text stays small. */
function link(document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { Directive: (node) => void used.add(node.name.value) });
  const imports = FEDERATION_DIRECTIVES.filter((name) => used.has(name)).map((name) => `"@${name}"`);
  return `extend schema @link(url: "${FEDERATION}", import: [${imports.join(', ')}])`;
}

function withReferences(plain: GraphQLSchema, parts: SubgraphParts): Record<string, object> {
  const map: Record<string, object> = createResolversMap(plain);
  for (const [type, resolve] of Object.entries(parts.referenceResolvers ?? {})) {
    const known = plain.getType(type);
    if (!isObjectType(known) && !isInterfaceType(known)) {
      throw new Error(`Subgraph "${parts.name}" has a reference resolver for "${type}", but no such type.`);
    }
    map[type] = { ...map[type], __resolveReference: thawed(resolve) };
  }
  return map;
}

/** @apollo/subgraph writes `__typename` onto what a reference resolver returns, which a frozen object refuses. */
function thawed(resolve: ReferenceResolver): ReferenceResolver {
  return async (reference, context, info) => {
    const entity = await resolve(reference, context, info);
    if (typeof entity !== 'object' || entity === null || Object.isExtensible(entity)) return entity;
    return Object.assign(Object.create(Object.getPrototypeOf(entity)), entity);
  };
}

/**
 * An argument's default was read from the text before the enums and scalars of the classes were known, so it is
 * a name or raw text; read it again, or a resolver would get another value than for the same argument spelled out.
 */
function restoreDefaults(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap());
  const restore = (input: GraphQLArgument | GraphQLInputField) => {
    const written = input.astNode?.defaultValue;
    if (written) input.defaultValue = valueFromAST(written, input.type);
  };
  // Inputs first: the default of an argument may be an input object that lacks fields with defaults.
  for (const type of types) {
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(restore);
  }
  for (const type of types) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) field.args.forEach(restore);
  }
}
