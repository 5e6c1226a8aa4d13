import type { Sql } from '../../infra/database';
import { InputError } from '../../infra/errors';
import { hashOf, keyText, newKey } from './secret';

/** `source` sends facts; `office` sees everything. */
export type KeyRole = 'source' | 'office';
export const KEY_ROLES: readonly KeyRole[] = ['source', 'office'];

/** A key as the store knows it. */
export interface StoredKey {
  readonly id: string;
  readonly hash: string;
  readonly role: KeyRole;
  /** The CloudEvents source it may send as; one that ends with `*` stands for all that begin so. '' for an office. */
  readonly source: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

export interface NewKey {
  readonly role: KeyRole;
  /** For the role `source`, and for no other. */
  readonly source?: string | undefined;
  readonly name: string;
}

/**
 * Makes a key.
 * @returns its text, which is not kept and cannot be told again
 * @throws InputError where role, source and name do not fit
 */
export async function createKey(sql: Sql, key: NewKey, now: number): Promise<string> {
  const source = checkedSource(key);
  const name = key.name.trim();
  if (name === '' || name.length > 200)
    throw new InputError(`--name '${key.name}': expected 1 to 200 characters that say who holds the key`);
  const made = newKey();
  await sql.run(
    'INSERT INTO access_key (id, hash, role, source, name, created_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, NULL)',
    [made.id, hashOf(made.secret), key.role, source, name, now],
  );
  return keyText(made);
}

function checkedSource({ role, source = '' }: NewKey): string {
  if (role === 'office') {
    if (source === '') return '';
    throw new InputError(`--source ${source}: expected none with --role office, which sends no facts`);
  }
  // A lone star would be every system at once: such a key could speak for all of them.
  if (/^[^\s*]{3,255}\*?$/.test(source)) return source;
  throw new InputError(
    `--source ${source || '(absent)'}: expected the CloudEvents source that this system writes, such as urn:province:one-stop, ` +
      'or its beginning and a star, such as urn:province:one-stop:*',
  );
}

/** Every key, the oldest first. */
export async function listKeys(sql: Sql): Promise<StoredKey[]> {
  return sql.all<StoredKey>(`SELECT ${COLUMNS} FROM access_key ORDER BY created_at, id`);
}

export async function readKey(sql: Sql, id: string): Promise<StoredKey | undefined> {
  const [row] = await sql.all<StoredKey>(`SELECT ${COLUMNS} FROM access_key WHERE id = ?`, [id]);
  return row;
}

/** Ends a key. @throws InputError for an id that no key has, or whose key was revoked before */
export async function revokeKey(sql: Sql, id: string, now: number): Promise<void> {
  const changed = await sql.run('UPDATE access_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [now, id]);
  if (changed > 0) return;
  const known = await readKey(sql, id);
  if (known === undefined) throw new InputError(`${id}: no key has this id; hub keys list tells them`);
  throw new InputError(`${id}: this key was revoked at ${new Date(known.revokedAt!).toISOString()} already`);
}

const COLUMNS = 'id, hash, role, source, name, created_at AS createdAt, revoked_at AS revokedAt';
