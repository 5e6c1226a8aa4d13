/** The known name that was probably meant: the nearest, if it is near enough to be more than a guess. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  // One slip in a short name, two in a longer one.
  let bound = wanted.length <= 4 ? 1 : 2;
  if (wanted.length > 64) return undefined;
  for (const candidate of known) {
    const distance = editDistance(wanted, plain(candidate), bound);
    if (distance <= bound) {
      best = candidate;
      bound = distance - 1;
      if (bound < 0) break;
    }
  }
  return best;
}

/** ", did you mean X?" or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** `agency_code`, `AgencyCode` and `agencyCode` are one name to a reader. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Insertions, deletions and replacements from one text to the other; any number above `bound` means "more". */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
