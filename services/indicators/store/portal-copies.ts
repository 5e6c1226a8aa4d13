import { type BulkWrite, chunks, placeholders, type Sql } from '../../../infra/database';
import { type State, said } from '../merge/state';
import { loadStates } from './states';

const CHUNK = 200;
const CODES: BulkWrite = {
  table: 'portal_code',
  key: ['code', 'dossier'],
  columns: ['code', 'dossier'],
  onConflict: 'ignore',
};

/** The other code under which the national portal knows a dossier; null where it says none. */
export function portalCodeOf(state: State): string | null {
  if (state.kind !== 'dossier') return null;
  const code = (said(state, 'portalCode') as string | null | undefined) ?? null;
  return code === state.subject ? null : code;
}

/** Keeps the list of other codes up with the dossiers. */
export async function movePortalCodes(
  sql: Sql,
  touched: readonly { readonly state: State; readonly portalCode: string | null }[],
): Promise<void> {
  const moved = touched.filter(({ state, portalCode }) => portalCodeOf(state) !== portalCode);
  const gone = moved.flatMap(({ state, portalCode }) => (portalCode === null ? [] : [[portalCode, state.subject]]));
  const added = moved.flatMap(({ state }) => {
    const code = portalCodeOf(state);
    return code === null ? [] : [[code, state.subject]];
  });
  if (gone.length > 0) await sql.remove('portal_code', CODES.key, gone);
  if (added.length > 0) await sql.write(CODES, added);
}

/** The dossiers that copies under these codes are of, whether or not they are known. */
export async function dossiersCopied(sql: Sql, codes: readonly string[]): Promise<string[]> {
  const found = new Set(codes);
  for (const part of chunks(codes, CHUNK)) {
    const rows = await sql.all<{ dossier: string }>(
      `SELECT dossier FROM portal_code WHERE code IN (${placeholders(part.length)})`,
      part,
    );
    for (const { dossier } of rows) found.add(dossier);
  }
  return [...found].sort();
}

/**
 * When the portal was first seen to hold a copy of each dossier, under its own code or the other; by dossier.
 * @param fresh states of this batch, newer than what is stored
 */
export async function copiesOf(
  sql: Sql,
  dossiers: readonly State[],
  fresh: readonly State[],
): Promise<Map<string, number>> {
  const codesOf = (state: State): string[] => [state.subject, ...[portalCodeOf(state)].filter((code) => code !== null)];
  const copies = await loadStates(sql, 'portal', [...new Set(dossiers.flatMap(codesOf))].sort());
  for (const state of fresh) if (state.kind === 'portal') copies.set(state.subject, state);
  const seen = new Map<string, number>();
  for (const dossier of dossiers) {
    const instants = codesOf(dossier).flatMap((code) => {
      const copy = copies.get(code);
      const at = copy === undefined ? undefined : said(copy, 'firstSeenAt');
      return typeof at === 'number' ? [at] : [];
    });
    if (instants.length > 0) seen.set(dossier.subject, Math.min(...instants));
  }
  return seen;
}
