import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { travelKey } from './aliases';
import { isFiller } from './conditions';
import { fragmentsOf, isMeta } from './split';

/** One field of an answer: where its value is found, where it goes, and what it must be. */
export interface FieldShape {
  readonly responseKey: string;
  readonly dataKey: string;
  readonly coordinate: string;
  readonly from: 'data' | 'introspection' | 'typename';
  readonly type: GraphQLOutputType;
  /** Below a leaf there is none. */
  readonly sub?: Shape;
}

interface Compilation {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly fieldNames: ReadonlySet<string>;
}

/** The fields asked of one place in the answer, merged as the specification says, worked out once per type. */
export class Shape {
  readonly #byType = new Map<string, readonly FieldShape[]>();

  constructor(
    private readonly sets: readonly SelectionSetNode[],
    private readonly compilation: Compilation,
  ) {}

  fieldsOf(type: GraphQLObjectType): readonly FieldShape[] {
    let fields = this.#byType.get(type.name);
    if (!fields) {
      const nodes = new Map<string, FieldNode[]>();
      for (const set of this.sets) collect(set, type, this.compilation, nodes);
      fields = [...nodes.values()].flatMap((same) => fieldShape(same, type, this.compilation) ?? []);
      this.#byType.set(type.name, fields);
    }
    return fields;
  }
}

/** The shape of an operation's whole answer; its conditions have been carried out. */
export function operationShape(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
  fieldNames: ReadonlySet<string>,
): Shape {
  return new Shape([operation.selectionSet], { schema, fragments: fragmentsOf(document), fieldNames });
}

function fieldShape(nodes: readonly FieldNode[], parent: GraphQLObjectType, compilation: Compilation) {
  const node = nodes[0]!;
  const name = node.name.value;
  const responseKey = node.alias?.value ?? name;
  const base = { responseKey, coordinate: `${parent.name}.${name}` };
  if (name === '__typename') {
    return { ...base, dataKey: responseKey, from: 'typename', type: parent } satisfies FieldShape;
  }
  if (isMeta(node)) return { ...base, dataKey: responseKey, from: 'introspection', type: parent } satisfies FieldShape;
  const field = parent.getFields()[name];
  if (!field) return undefined;
  const sets = nodes.flatMap((each) => each.selectionSet ?? []);
  return {
    ...base,
    dataKey: travelKey(name, node.alias?.value, compilation.fieldNames),
    from: 'data',
    type: field.type,
    ...(sets.length > 0 && { sub: new Shape(sets, compilation) }),
  } satisfies FieldShape;
}

function collect(
  set: SelectionSetNode,
  type: GraphQLObjectType,
  compilation: Compilation,
  into: Map<string, FieldNode[]>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      if (isFiller(key)) continue;
      const same = into.get(key);
      if (same) same.push(selection);
      else into.set(key, [selection]);
      continue;
    }
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? compilation.fragments.get(selection.name.value) : selection;
    if (inner && applies(inner.typeCondition?.name.value, type, compilation.schema)) {
      collect(inner.selectionSet, type, compilation, into);
    }
  }
}

function applies(condition: string | undefined, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}
