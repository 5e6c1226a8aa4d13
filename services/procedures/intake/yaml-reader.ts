import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { InputError } from '../../../infra/errors';

/** A node of the document, null where a key has no value, and the keys that lead to it. */
export interface Place {
  readonly node: Node | null;
  readonly path: string;
  /** Where the key stands in the text. */
  readonly offset?: number | undefined;
}

/**
 * Reads a YAML document of texts, and gathers what is wrong with it under the path and line where it stands.
 * Every plain value stays the text that was written: `01` is no number and `no` no flag, because cells are texts too.
 */
export class YamlReader {
  readonly faults: string[] = [];
  readonly root: Place;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  /** @throws InputError when the text is not one YAML document */
  constructor(text: string, name: string) {
    this.#document = parseDocument(text, { schema: 'failsafe', lineCounter: this.#lines });
    if (this.#document.errors.length > 0) {
      throw new InputError(
        `${name} is not valid YAML:`,
        this.#document.errors.map(({ message }) => message.trim().replaceAll(/\s*\n\s*/g, ' ')),
      );
    }
    this.root = { node: this.#document.contents, path: '' };
  }

  fault({ node, path, offset = node?.range?.[0] }: Place, message: string): void {
    const where = offset === undefined ? '' : ` (line ${this.#lines.linePos(offset).line})`;
    this.faults.push(path === '' ? message : `${path}${where}: ${message}`);
  }

  /** The members of a mapping by their keys; undefined, with a fault noted, when it is none. */
  members(place: Place): Map<string, Place> | undefined {
    const node = this.#resolve(place.node);
    if (!isMap(node)) {
      this.fault(place, 'keys with values are expected here');
      return undefined;
    }
    const members = new Map<string, Place>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '?';
      const path = place.path === '' ? name : `${place.path}.${name}`;
      if (isScalar(key)) members.set(name, { node: (value as Node | null) ?? null, path, offset: key.range?.[0] });
      else this.fault({ node: key as Node, path }, 'a key must be a text');
    }
    return members;
  }

  /** A text, or null for a plain `null`, `~` or nothing; undefined, with a fault noted, for lists and mappings. */
  text(place: Place): string | null | undefined {
    const node = this.#resolve(place.node);
    if (node === null) return null;
    if (!isScalar(node)) {
      this.fault(place, 'a single value is expected here');
      return undefined;
    }
    const text = String(node.value);
    return node.type === 'PLAIN' && ['', '~', 'null', 'Null', 'NULL'].includes(text) ? null : text;
  }

  /** The entries of a list; undefined when it is none. */
  items(place: Place): Place[] | undefined {
    const node = this.#resolve(place.node);
    if (!isSeq(node)) return undefined;
    return node.items.map((item, index) => ({ node: item as Node, path: `${place.path}[${index}]` }));
  }

  #resolve(node: Node | null): Node | null {
    return isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
  }
}
