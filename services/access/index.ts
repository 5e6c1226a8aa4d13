export { Access, type AccessOptions, KEY_MEMORY } from './access';
export { type Caller, OFFICE, opensSource, refusalOf } from './caller';
export { createKey, KEY_ROLES, type KeyRole, listKeys, type NewKey, revokeKey, type StoredKey } from './keys';
