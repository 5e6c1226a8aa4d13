import type { AgencyRecord } from './agency';

/** The agencies as a tree on one local day. A parent that nothing describes yet is a root; a circle is cut. */
export class AgencyTree {
  readonly #parents = new Map<string, string | null>();
  readonly #children = new Map<string | null, string[]>();
  readonly #subtrees = new Map<string, ReadonlySet<string>>();

  constructor(agencies: Iterable<AgencyRecord>, day: number) {
    for (const agency of agencies) this.#parents.set(agency.code, agency.parent(day));
    for (const parent of [...this.#parents.values()]) {
      if (parent !== null && !this.#parents.has(parent)) this.#parents.set(parent, null);
    }
    for (const code of this.#parents.keys()) if (this.#isCut(code)) this.#parents.set(code, null);
    for (const code of [...this.#parents.keys()].sort()) {
      const parent = this.#parents.get(code) ?? null;
      const siblings = this.#children.get(parent);
      if (siblings === undefined) this.#children.set(parent, [code]);
      else siblings.push(code);
    }
  }

  /** In a circle of parents the lowest code becomes a root, whatever the order of arrival. */
  #isCut(code: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null | undefined = code; at != null && !seen.has(at); at = this.#parents.get(at)) {
      seen.add(at);
      if (this.#parents.get(at) === code) return [...seen].every((member) => member >= code);
    }
    return false;
  }

  has(code: string): boolean {
    return this.#parents.has(code);
  }

  codes(): readonly string[] {
    return [...this.#parents.keys()].sort();
  }

  parent(code: string): string | null {
    return this.#parents.get(code) ?? null;
  }

  children(code: string | null): readonly string[] {
    return this.#children.get(code) ?? [];
  }

  /** The agency and all below it. */
  subtree(code: string): ReadonlySet<string> {
    let found = this.#subtrees.get(code);
    if (found === undefined) {
      const all = new Set([code]);
      for (const member of all) for (const child of this.children(member)) all.add(child);
      found = all;
      this.#subtrees.set(code, found);
    }
    return found;
  }
}
