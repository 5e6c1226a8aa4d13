import { GraphQLError } from 'graphql';
import type { Reads } from '../../infra/database';
import { type Caller, callerOf, OFFICE, refusalOf } from './caller';
import { readKey, type StoredKey } from './keys';
import { isSecretOf, parseKey } from './secret';

export interface AccessOptions {
  readonly reads: Reads;
  /** `off`: everyone is the provincial office. */
  readonly auth: 'on' | 'off';
  /** A clock that only goes forward, milliseconds. */
  readonly clock?: () => number;
}

/** How long a revoked key may still open, in milliseconds. */
export const KEY_MEMORY = 10_000;
/** Most keys remembered at a time. */
const KEYS_REMEMBERED = 1000;

/** Who may do what, by the keys in the database. Each process looks for itself, so that none trusts another's word. */
export class Access {
  readonly auth: 'on' | 'off';
  readonly #reads: Reads;
  readonly #clock: () => number;
  readonly #known = new Map<string, { readonly key: StoredKey; readonly until: number }>();

  constructor({ reads, auth, clock = () => performance.now() }: AccessOptions) {
    this.auth = auth;
    this.#reads = reads;
    this.#clock = clock;
  }

  /**
   * Who sent an Authorization header; `undefined` stands for none. Rejects where the database cannot be asked.
   * @param reads where the key is looked up
   */
  async caller(authorization: string | undefined, reads: Reads = this.#reads): Promise<Caller> {
    if (this.auth === 'off') return OFFICE;
    if (authorization === undefined || authorization.trim() === '') return { role: 'anonymous', why: 'no key' };
    const given = parseKey(/^Bearer +(\S+)\s*$/i.exec(authorization)?.[1] ?? '');
    if (given === undefined) return { role: 'anonymous', why: 'wrong key' };
    const key = await this.#key(given.id, reads);
    if (key === undefined || !isSecretOf(key.hash, given.secret)) return { role: 'anonymous', why: 'wrong key' };
    return key.revokedAt === null ? callerOf(key) : { role: 'anonymous', why: 'revoked key' };
  }

  /**
   * What may be read by the provincial office alone, for one request: the key is looked at with the first reading.
   * Readings of others reject with a GraphQLError whose code is UNAUTHENTICATED (no key that opens) or FORBIDDEN.
   */
  forOffice(reads: Reads, authorization: string | undefined): Reads {
    let caller: Promise<Caller> | undefined;
    return {
      read: async (work) => {
        // In the request's own snapshot: one that holds a connection and waits for a second may wait for ever.
        caller ??= this.caller(authorization, reads);
        requireOffice(await caller);
        return reads.read(work);
      },
    };
  }

  async #key(id: string, reads: Reads): Promise<StoredKey | undefined> {
    const now = this.#clock();
    const remembered = this.#known.get(id);
    if (remembered !== undefined && now < remembered.until) return remembered.key;
    this.#known.delete(id);
    const key = await reads.read((sql) => readKey(sql, id));
    // An unknown id is not remembered: a key opens as soon as it was made, and made-up ids fill no memory.
    if (key === undefined) return undefined;
    if (this.#known.size >= KEYS_REMEMBERED) this.#known.clear();
    this.#known.set(id, { key, until: now + KEY_MEMORY });
    return key;
  }
}

/** @throws GraphQLError for everyone but the provincial office */
function requireOffice(caller: Caller): void {
  if (caller.role === 'office') return;
  if (caller.role === 'anonymous') {
    throw new GraphQLError(refusalOf(caller.why), { extensions: { code: 'UNAUTHENTICATED' } });
  }
  throw new GraphQLError('A key that sends facts does not show dossiers: expected a key of the role office.', {
    extensions: { code: 'FORBIDDEN' },
  });
}
