/**
 * The order of statements. A stamp is (time, sequence, source, id, canonical value), compared in this order
 * (facts.schema.json), so any two different statements about one field have a first and a second, whatever the order in
 * which they arrived.
 */
export interface Stamp {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly sequence: string | null;
  readonly source: string;
  readonly id: string;
}

const DIGITS = /^[0-9]+$/;

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Absent is lowest; digits compare as numbers of any length and stand below every other text. (Falling back to text
 * order for a mixed pair would be circular: 9 < 10 < 1a < 9.)
 */
export function compareSequence(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  const aDigits = DIGITS.test(a);
  const bDigits = DIGITS.test(b);
  if (aDigits !== bDigits) return aDigits ? -1 : 1;
  if (!aDigits) return compareText(a, b);
  const an = a.replace(/^0+(?=.)/, '');
  const bn = b.replace(/^0+(?=.)/, '');
  return an.length - bn.length || compareText(an, bn);
}

/** Compares two stamps without their values. */
export function compareStamp(a: Stamp, b: Stamp): number {
  return (
    a.time - b.time ||
    compareSequence(a.sequence, b.sequence) ||
    compareText(a.source, b.source) ||
    compareText(a.id, b.id)
  );
}

/** One text per value: equal values give equal text whatever the order of their keys. */
export function canonical(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

/**
 * 53 bits of what an event said, whatever the order of its fields: enough to tell the contents of events with one and the
 * same stamp. (Two multiplicative hashes over the fields in order, each with its value's canonical text.)
 */
export function digestOf(data: Readonly<Record<string, unknown>>): number {
  const fields = Object.keys(data);
  if (fields.length > 1) fields.sort();
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let n = 0; n < fields.length; n++) {
    const field = fields[n]!;
    const value = data[field];
    // The first character tells a text from a number; the separators occur in no field name.
    const text =
      typeof value === 'string' ? `${field}\u0000"${value}\u0000` : `${field}\u0000${canonical(value)}\u0000`;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      h1 = Math.imul(h1 ^ c, 2654435761);
      h2 = Math.imul(h2 ^ c, 1597334677);
    }
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
