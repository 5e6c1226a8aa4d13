/** Who stands above whom, by code; null: nobody. */
export type Parents = ReadonlyMap<string, string | null>;

/** A code and all above it, the nearest first. @param parents without circles */
export function pathOf(parents: Parents, code: string): string[] {
  const path: string[] = [];
  for (let at: string | null | undefined = code; at != null; at = parents.get(at)) path.push(at);
  return path;
}

/** The lowest code at or above all of these; null where nothing is above them all. */
export function commonAncestor(parents: Parents, codes: readonly string[]): string | null {
  const [first = [], ...others] = codes.map((code) => pathOf(parents, code));
  const above = others.map((path) => new Set(path));
  return first.find((code) => above.every((path) => path.has(code))) ?? null;
}

/** The circle that a code closes, from the code upwards; null where it closes none. */
export function circleOf(parents: Parents, code: string): string[] | null {
  const seen = new Set<string>();
  for (let at: string | null | undefined = code; at != null && !seen.has(at); at = parents.get(at)) {
    seen.add(at);
    if (parents.get(at) === code) return [...seen];
  }
  return null;
}

/** Whether a code is where its circle is cut: the lowest of the circle, whatever the order of arrival. */
export function isCut(parents: Parents, code: string): boolean {
  return circleOf(parents, code)?.every((member) => member >= code) ?? false;
}
