import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** One operation in two: what the gateway knows by itself, and what the subgraphs are asked. */
export interface SplitOperation {
  /** `__schema` and `__type`; absent where the operation asks for neither. */
  readonly introspection?: DocumentNode;
  /** The rest; absent where nothing is left but `__typename`. */
  readonly data?: DocumentNode;
}

/**
 * Splits an operation at its root; fragments that reach the root are written out there. Nothing is left of a part
 * that asks for nothing: the planner cannot plan an empty operation.
 */
export function splitOperation(operation: OperationDefinitionNode, document: DocumentNode): SplitOperation {
  const fragments = fragmentsOf(document);
  const part = (wanted: (field: FieldNode) => boolean): DocumentNode | undefined => {
    const selectionSet = filtered(operation.selectionSet, fragments, wanted);
    if (selectionSet.selections.length === 0) return undefined;
    return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments.values()] };
  };
  const introspection = part(isMeta);
  const data = part((field) => !isMeta(field) && field.name.value !== '__typename');
  return { ...(introspection && { introspection }), ...(data && { data }) };
}

/** Whether a root field asks about the schema itself. */
export function isMeta(field: FieldNode): boolean {
  return field.name.value === '__schema' || field.name.value === '__type';
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

function filtered(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  wanted: (field: FieldNode) => boolean,
): SelectionSetNode {
  const selections: SelectionNode[] = [];
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (wanted(selection)) selections.push(selection);
      continue;
    }
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!inner) continue;
    const selectionSet = filtered(inner.selectionSet, fragments, wanted);
    if (selectionSet.selections.length === 0) continue;
    selections.push({
      kind: Kind.INLINE_FRAGMENT,
      ...(inner.typeCondition && { typeCondition: inner.typeCondition }),
      ...(selection.directives && { directives: selection.directives }),
      selectionSet,
    });
  }
  return { ...set, selections };
}
