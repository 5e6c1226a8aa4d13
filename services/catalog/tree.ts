import type { AgencyRecord } from './agency';
import { isCut } from './forest';
import { settle } from './succession';

/**
 * The agencies as a tree on one local day, each in one place. A parent that nothing describes yet is a root; a circle is
 * cut at its lowest code; an agency that has ended or not begun hangs where its succession leads (see `settle`).
 */
export class AgencyTree {
  readonly #parents = new Map<string, string | null>();
  readonly #children = new Map<string | null, string[]>();
  readonly #subtrees = new Map<string, ReadonlySet<string>>();

  constructor(agencies: Iterable<AgencyRecord>, day: number) {
    const described = new Map([...agencies].map((agency) => [agency.code, agency]));
    for (const agency of described.values()) this.#parents.set(agency.code, agency.parent(day));
    for (const parent of [...this.#parents.values()]) {
      if (parent !== null && !this.#parents.has(parent)) this.#parents.set(parent, null);
    }
    for (const code of this.#parents.keys()) if (isCut(this.#parents, code)) this.#parents.set(code, null);
    settle(this.#parents, described, day);
    for (const code of [...this.#parents.keys()].sort()) {
      const parent = this.#parents.get(code) ?? null;
      const siblings = this.#children.get(parent);
      if (siblings === undefined) this.#children.set(parent, [code]);
      else siblings.push(code);
    }
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
