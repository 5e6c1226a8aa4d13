/** What is wrong with one file; every fault names the file, the place in it, the value, and what would be right. */
export class Faults {
  constructor(
    /** What the file is called in a fault. */
    readonly file: string,
    /** Shared by all files of one load, so that all faults are told at once. */
    readonly list: string[],
  ) {}

  add(place: string, value: unknown, expected: string): void {
    this.list.push(`${this.file}: ${place === '' ? '' : `${place}: `}${shown(value)}: expected ${expected}`);
  }

  /** Notes every key that is there twice; `placeOf` says where the one at an index stands. */
  repeated(keys: readonly string[], placeOf: (index: number) => string): void {
    const seen = new Set<string>();
    keys.forEach((key, index) => {
      if (seen.has(key)) this.add(placeOf(index), key, 'one that is there only once');
      seen.add(key);
    });
  }

  /** Notes the keys that are not among the known ones. */
  unknown(keys: readonly string[], known: Iterable<string>, place: string): void {
    const all = new Set(known);
    for (const key of keys) if (!all.has(key)) this.add(place, key, `one of ${[...all].join(', ') || '(none)'}`);
  }
}

/** A value as a fault shows it: cut where it is long. */
function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
