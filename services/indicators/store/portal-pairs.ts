import { chunks, placeholders, type Sql } from '../../../infra/database';
import { parseState, type State } from '../merge/state';

const CHUNK = 200;

/** The dossiers that say that the national portal knows them under one of these codes, by that code. */
export async function dossiersKnownAs(sql: Sql, codes: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const part of chunks(codes, CHUNK)) {
    const rows = await sql.all<{ code: string; dossier: string }>(
      `SELECT code, dossier FROM portal_code WHERE code IN (${placeholders(part.length)}) ORDER BY code, dossier`,
      part,
    );
    for (const { code, dossier } of rows) {
      const known = found.get(code);
      if (known === undefined) found.set(code, [dossier]);
      else known.push(dossier);
    }
  }
  return found;
}

/**
 * Walks the dossiers that call themselves synchronised and of which no copy was seen on the portal, in the order of their
 * codes, a page at a time. It looks at every dossier in the database, and brings back hardly more than those.
 */
export async function* walkUncopied(sql: Sql, page = 2000): AsyncGenerator<State[]> {
  let after = '';
  for (;;) {
    // `"syncedAt":[` is how a state says it; a text that happens to contain it is the reader's to tell apart.
    const rows = await sql.all<{ subject: string; body: string }>(
      `SELECT subject, body FROM state AS own WHERE kind = 'dossier' AND subject > ? AND INSTR(body, ?) > 0
        AND NOT EXISTS (SELECT 1 FROM state AS copy WHERE copy.kind = 'portal' AND copy.subject = own.subject)
        ORDER BY subject LIMIT ?`,
      [after, '"syncedAt":[', page],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.subject;
    yield rows
      .map(({ subject, body }) => parseState('dossier', subject, body))
      .filter((dossier) => dossier.portalSeenAt === null);
  }
}
