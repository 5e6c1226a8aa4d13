import { type Data, isObject } from './merge';
import type { FetchRewrite, FlattenNodePathSegment, RequiresSelection } from './planner';
import { applyRewrites } from './rewrites';
import type { Supergraph } from './supergraph';

/** An object of the answer that another subgraph knows more about, and where it stands. */
export interface Place {
  readonly entity: Data;
  readonly path: readonly (string | number)[];
}

/** Finds the objects at a plan's path. */
export function placesAt(data: Data, path: readonly FlattenNodePathSegment[], isOneOf: Supergraph['isOneOf']): Place[] {
  const places: Place[] = [];
  const here: (string | number)[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (value === null || value === undefined) return;
    const segment = path[depth];
    if (Array.isArray(value)) {
      // The planner marks lists with "@"; a list that it left unmarked is entered all the same.
      for (let index = 0; index < value.length; index++) {
        here.push(index);
        walk(value[index], segment === '@' ? depth + 1 : depth);
        here.pop();
      }
    } else if (!isObject(value)) {
      return;
    } else if (segment === undefined) {
      places.push({ entity: value, path: [...here] });
    } else if (segment === '@') {
      walk(value, depth + 1);
    } else if ('Field' in segment) {
      here.push(segment.Field);
      walk(value[segment.Field], depth + 1);
      here.pop();
    } else if (value['__typename'] === undefined || isOneOf(value['__typename'], segment.TypeCondition)) {
      walk(value, depth + 1);
    }
  };
  walk(data, 0);
  return places;
}

/** Entities for one request to a subgraph: each asked for once, however often it stands in the answer. */
export class Representations {
  readonly list: Data[] = [];
  readonly #indexes = new Map<string, number>();

  /** The index under which the subgraph will answer. */
  add(representation: Data): number {
    const identity = JSON.stringify(representation);
    let index = this.#indexes.get(identity);
    if (index === undefined) {
      index = this.list.push(representation) - 1;
      this.#indexes.set(identity, index);
    }
    return index;
  }
}

export interface RepresentationRules {
  readonly requires: readonly RequiresSelection[];
  readonly inputRewrites?: readonly FetchRewrite[] | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly isOneOf: Supergraph['isOneOf'];
}

/**
 * What a subgraph needs to know an entity by; undefined where the entity is of another type, or where a part of it
 * is missing because an earlier fetch failed.
 */
export function representationOf(entity: Data, rules: RepresentationRules): Data | undefined {
  if (typeof entity['__typename'] !== 'string') return undefined;
  const result = projected(entity, rules.requires, rules);
  if (!result || Object.keys(result).every((key) => key === '__typename')) return undefined;
  result['__typename'] ??= entity['__typename'];
  applyRewrites(result, rules.inputRewrites, rules.isOneOf);
  return result;
}

function projected(
  object: Data,
  selections: readonly RequiresSelection[],
  rules: RepresentationRules,
): Data | undefined {
  const result: Data = {};
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const key = selection.alias ?? selection.name;
      const value = object[key] === undefined ? object[selection.name] : object[key];
      if (value === undefined) {
        if (key === '__typename') continue;
        return undefined;
      }
      const part = selection.selections ? projectedDeep(value, selection.selections, rules) : value;
      if (part === undefined) return undefined;
      result[key] = part;
    } else if (selection.kind === 'InlineFragment') {
      if (!isWanted(selection, rules.variables)) continue;
      if (!rules.isOneOf(object['__typename'], [selection.typeCondition])) continue;
      const part = projected(object, selection.selections, rules);
      if (!part) return undefined;
      Object.assign(result, part);
    } else {
      throw new Error(`The query plan has a requirement of an unknown kind: ${JSON.stringify(selection)}`);
    }
  }
  return result;
}

function projectedDeep(value: unknown, selections: readonly RequiresSelection[], rules: RepresentationRules): unknown {
  if (value === null) return null;
  if (!Array.isArray(value)) return isObject(value) ? projected(value, selections, rules) : value;
  const items = value.map((item) => projectedDeep(item, selections, rules));
  return items.includes(undefined) ? undefined : items;
}

function isWanted(
  selection: { skipIf?: string; includeIf?: string },
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (selection.skipIf && variables[selection.skipIf] === true) return false;
  return !selection.includeIf || variables[selection.includeIf] === true;
}
