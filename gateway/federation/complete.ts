import {
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Shape } from './shape';

type Path = readonly (string | number)[];
type Data = Readonly<Record<string, unknown>>;

/** A value that must not be null and is: its parent becomes null instead. */
const GONE = Symbol('gone');

export interface Completed {
  readonly data: Record<string, unknown> | null;
  /** What the subgraphs said, and a fault for every gap that none of them accounts for. */
  readonly errors: readonly GraphQLError[];
}

/**
 * Makes the answer out of what the subgraphs sent: the fields asked for, in the order asked for, and null only
 * where the schema allows it. A gap in a field that is never null takes its parent with it, as the specification
 * has it; so a client that trusts the schema never meets a null where there is none.
 */
export function complete(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  shape: Shape,
  data: Data,
  introspection: Data,
  errors: readonly GraphQLError[],
): Completed {
  const completion = new Completion(schema, introspection, errors);
  const completed = completion.object(root, shape, data);
  return { data: completed === GONE ? null : completed, errors: [...errors, ...completion.gaps] };
}

class Completion {
  readonly gaps: GraphQLError[] = [];
  readonly #path: (string | number)[] = [];
  #violations = 0;
  #explained: ((path: Path) => boolean) | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: Data,
    private readonly known: readonly GraphQLError[],
  ) {}

  object(type: GraphQLObjectType, shape: Shape, data: Data): Record<string, unknown> | typeof GONE {
    const result: Record<string, unknown> = {};
    for (const field of shape.fieldsOf(type)) {
      if (field.from === 'data') {
        this.#path.push(field.responseKey);
        const value = this.#value(field.type, field.sub, data[field.dataKey], field.coordinate);
        this.#path.pop();
        if (value === GONE) return GONE;
        result[field.responseKey] = value;
      } else {
        result[field.responseKey] = field.from === 'typename' ? type.name : this.introspection[field.responseKey];
      }
    }
    return result;
  }

  #value(type: GraphQLOutputType, sub: Shape | undefined, value: unknown, coordinate: string): unknown {
    if (!isNonNullType(type)) return this.#nullable(type, sub, value, coordinate);
    const before = this.#violations;
    const completed = this.#nullable(type.ofType, sub, value, coordinate);
    if (completed !== null) return completed;
    // A null that came up from below has been accounted for there.
    if (this.#violations === before) {
      this.#violations++;
      this.#gap(`Cannot return null for non-nullable field ${coordinate}.`, 'NO_VALUE');
    }
    return GONE;
  }

  /** Never GONE: a violation below ends here. */
  #nullable(type: GraphQLOutputType, sub: Shape | undefined, value: unknown, coordinate: string): unknown {
    if (value === null || value === undefined) return null;
    if (isListType(type)) return this.#list(type.ofType, sub, value, coordinate);
    if (!sub) return isEnumType(type) ? this.#enum(type.name, type.getValue(String(value)), value) : value;
    const object = this.#objectType(type, value);
    if (!object) return null;
    const completed = this.object(object, sub, value as Data);
    return completed === GONE ? null : completed;
  }

  #list(type: GraphQLOutputType, sub: Shape | undefined, value: unknown, coordinate: string): unknown[] | null {
    if (!Array.isArray(value)) return this.#misfit(`Expected a list for ${coordinate}.`);
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      this.#path.push(index);
      const item = this.#value(type, sub, value[index], coordinate);
      this.#path.pop();
      if (item === GONE) return null;
      items.push(item);
    }
    return items;
  }

  #enum(name: string, member: unknown, value: unknown): unknown {
    return member ? value : this.#misfit(`Enum "${name}" has no such value.`);
  }

  #objectType(type: GraphQLOutputType, value: unknown): GraphQLObjectType | null {
    if (typeof value !== 'object') return this.#misfit('Expected an object.');
    if (isObjectType(type)) return type;
    const named = this.schema.getType(String((value as Data)['__typename']));
    if (isAbstractType(type) && isObjectType(named) && this.schema.isSubType(type, named)) return named;
    return this.#misfit('Expected an object that says which type it is.');
  }

  /** A subgraph sent what its schema does not allow. */
  #misfit(message: string): null {
    this.#violations++;
    this.#gap(message, 'INTERNAL');
    return null;
  }

  #gap(message: string, code: string): void {
    this.#explained ??= explainer(this.known);
    if (this.#explained(this.#path)) return;
    this.gaps.push(new GraphQLError(message, { path: [...this.#path], extensions: { code } }));
  }
}

/** Whether a subgraph's error accounts for a gap: it is at the gap, above it or below it, or says no place at all. */
function explainer(errors: readonly GraphQLError[]): (path: Path) => boolean {
  const ends = new Set<string>();
  const above = new Set<string>();
  for (const { path } of errors) {
    if (!path) return () => true;
    for (let length = 0; length <= path.length; length++) above.add(JSON.stringify(path.slice(0, length)));
    ends.add(JSON.stringify(path));
  }
  return (path) => {
    if (above.has(JSON.stringify(path))) return true;
    for (let length = path.length; length >= 0; length--) {
      if (ends.has(JSON.stringify(path.slice(0, length)))) return true;
    }
    return false;
  };
}
