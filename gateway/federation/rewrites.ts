import { type Data, isObject } from './merge';
import type { FetchNodePathSegment, FetchRewrite } from './planner';
import type { Supergraph } from './supergraph';

type IsOneOf = Supergraph['isOneOf'];

/** Applies the planner's rewrites to what goes to, or came from, a subgraph; the value is changed in place. */
export function applyRewrites(value: unknown, rewrites: readonly FetchRewrite[] | undefined, isOneOf: IsOneOf): void {
  for (const rewrite of rewrites ?? []) {
    if ('KeyRenamer' in rewrite) {
      const { path, renameKeyTo } = rewrite.KeyRenamer;
      atKey(value, path, isOneOf, (object, key) => {
        object[renameKeyTo] = object[key];
        delete object[key];
      });
    } else {
      const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
      atKey(value, path, isOneOf, (object, key) => {
        object[key] = setValueTo;
      });
    }
  }
}

/** The keys that a fetch renames in its answer, to be undone in the paths of its errors. */
export function renamedKeys(rewrites: readonly FetchRewrite[] | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    if (!('KeyRenamer' in rewrite)) continue;
    const last = rewrite.KeyRenamer.path.at(-1);
    if (last && 'Key' in last) names.set(last.Key, rewrite.KeyRenamer.renameKeyTo);
  }
  return names;
}

function atKey(
  value: unknown,
  path: readonly FetchNodePathSegment[],
  isOneOf: IsOneOf,
  change: (object: Data, key: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) atKey(item, path, isOneOf, change);
    return;
  }
  const [segment, ...rest] = path;
  if (!segment || !isObject(value)) return;
  if ('TypenameEquals' in segment) {
    const names: readonly string[] = [segment.TypenameEquals].flat();
    // An object that does not say its type was asked for by a type that has no others.
    if (value['__typename'] === undefined || isOneOf(value['__typename'], names)) atKey(value, rest, isOneOf, change);
    return;
  }
  if (!Object.hasOwn(value, segment.Key)) return;
  if (rest.length === 0) change(value, segment.Key);
  else atKey(value[segment.Key], rest, isOneOf, change);
}
