import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const SAFE = '__alias_';

/**
 * The key under which a field travels between subgraphs. An alias that reads like a field ("code: name") would
 * overwrite the very key by which the next subgraph is asked, and the answer would be another entity's, without
 * an error. Such an alias travels under a name that no client can use.
 */
export function travelKey(fieldName: string, alias: string | undefined, fieldNames: ReadonlySet<string>): string {
  if (alias === undefined || alias === fieldName) return fieldName;
  return fieldNames.has(alias) ? SAFE + alias : alias;
}

/** The client's name for a key in the path of a subgraph's error. */
export function clientKey(key: string): string {
  return key.startsWith(SAFE) ? key.slice(SAFE.length) : key;
}

/**
 * The document as it is planned: every alias replaced by the key it travels under, and every object that may be of
 * several types asked which one it is, without which its fields could not be told apart afterwards.
 */
export function forTravel(
  document: DocumentNode,
  schema: GraphQLSchema,
  fieldNames: ReadonlySet<string>,
): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const alias = node.alias;
        if (!alias) return undefined;
        const key = travelKey(node.name.value, alias.value, fieldNames);
        return key === alias.value ? undefined : { ...node, alias: { ...alias, value: key } };
      },
      SelectionSet: {
        leave: (node) =>
          isAbstractType(types.getParentType()) ? { ...node, selections: [TYPENAME, ...node.selections] } : undefined,
      },
    }),
  );
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
