import type { KeyRole, StoredKey } from './keys';

/** Who asks. */
export type Caller =
  | { readonly role: 'anonymous'; readonly why: 'no key' | 'wrong key' | 'revoked key' }
  | { readonly role: KeyRole; readonly id: string; readonly source: string };

/** Without HUB_AUTH everyone who reaches the port is the provincial office. */
export const OFFICE: Caller = { role: 'office', id: '', source: '' };

export function callerOf({ role, id, source }: StoredKey): Caller {
  return { role, id, source };
}

/** Whether a key opens a CloudEvents source: the very same, or one that begins with what stands before the star. */
export function opensSource(key: string, source: string): boolean {
  return key.endsWith('*') ? source.startsWith(key.slice(0, -1)) : source === key;
}

/** What is told to who brings no key that opens. */
export function refusalOf(why: Extract<Caller, { role: 'anonymous' }>['why']): string {
  return {
    'no key':
      'A key is needed: send it as "Authorization: Bearer hub_...". The provincial office makes keys (hub keys create).',
    'wrong key': 'The key in the Authorization header is none of this hub: expected "Bearer hub_<id>_<secret>".',
    'revoked key': 'The key in the Authorization header was revoked: ask the provincial office for another.',
  }[why];
}
