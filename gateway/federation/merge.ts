export type Data = Record<string, unknown>;

/**
 * Adds what a subgraph sent to what is known of one object. Nothing of the source is shared: a subgraph may keep its
 * answers, and one entity at two places of an answer is two objects, because each may be asked for other fields
 * further down.
 */
export function mergeInto(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    // A key of a free-form scalar could be this one; assigned, it would reach the prototype of everything.
    if (key !== '__proto__') target[key] = merged(target[key], source[key]);
  }
}

/** A copy down to the last value. */
export function cloned<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(cloned) as Value;
  if (!isObject(value)) return value;
  const result: Data = {};
  mergeInto(result, value);
  return result as Value;
}

function merged(known: unknown, added: unknown): unknown {
  if (added === null || added === undefined) return known === undefined ? added : known;
  if (Array.isArray(known) && Array.isArray(added) && known.length === added.length) {
    return known.map((item, index) => merged(item, added[index]));
  }
  if (isObject(known) && isObject(added)) {
    mergeInto(known, added);
    return known;
  }
  return cloned(added);
}

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
