import { createHash } from 'node:crypto';
import type { Sql } from '../../../infra/database';
import { type CatalogueView, type EvidenceRow, readEvidence, type Settings } from '../../indicators';

type Request = Omit<Parameters<typeof readEvidence>[1], 'first' | 'after'> & {
  /** How many facts are kept to be named. */
  readonly shown: number;
  /** How many are read at a time; some thousands where absent. */
  readonly page?: number;
};

/** The facts behind a half: how many, what they come to, and the first of them by code. */
export interface FactsBehind {
  readonly count: number;
  readonly sum: number;
  /**
   * SHA-256 (hex) of a line `subject, tab, amount, line feed` for each fact in the order of codes: who has the same
   * digest has the same facts. null where there is none.
   */
  readonly digest: string | null;
  readonly first: readonly EvidenceRow[];
}

/** Facts read at a time: each page works the whole list out anew. */
const PAGE = 20_000;

/** Reads all facts behind a half, a page at a time. */
export async function factsBehind(
  sql: Sql,
  { shown, page: size = PAGE, ...request }: Request,
  view: CatalogueView,
  settings: Settings,
): Promise<FactsBehind> {
  const first: EvidenceRow[] = [];
  const digest = createHash('sha256');
  let [count, sum] = [0, 0];
  let after: string | null = null;
  do {
    const page = await readEvidence(sql, { ...request, first: size, after }, view, settings);
    for (const row of page.rows) {
      digest.update(`${row.subject}\t${row.amount}\n`);
      count++;
      sum += row.amount;
      if (first.length < shown) first.push(row);
    }
    after = page.hasNext ? page.rows.at(-1)!.subject : null;
  } while (after !== null);
  return { count, sum, digest: count === 0 ? null : digest.digest('hex'), first };
}
