import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key as a person holds it: `hub_<id>_<secret>`. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

/** A new key; 256 random bits cannot be guessed, so one round of SHA-256 is enough to keep them by. */
export function newKey(): KeyText {
  return { id: randomBytes(6).toString('hex'), secret: randomBytes(32).toString('base64url') };
}

export function keyText({ id, secret }: KeyText): string {
  return `hub_${id}_${secret}`;
}

/** The parts of a key; undefined for a text that is none. */
export function parseKey(text: string): KeyText | undefined {
  const [, id, secret] = /^hub_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** SHA-256 of a secret, in hexadecimal digits. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a secret is the one that was hashed, in a time that does not tell how much of it was right. */
export function isSecretOf(hash: string, secret: string): boolean {
  const [known, given] = [Buffer.from(hash, 'hex'), Buffer.from(hashOf(secret), 'hex')];
  return known.length === given.length && timingSafeEqual(known, given);
}
