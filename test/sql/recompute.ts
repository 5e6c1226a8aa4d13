import { CATALOGUE } from './catalogue.sql';
import type { Exported } from './export';
import { INDICATOR_QUERIES } from './indicators.sql';
import { DOSSIER_LIVES } from './life.sql';
import { REPORTS_DUE } from './reports.sql';

/** A window and the last instant that counts, in epoch milliseconds: the period's first, and one that is not after it. */
export interface Asked {
  readonly from: number;
  readonly T: number;
}

/** Both halves; the denominator of a count is null. */
export type Halves = readonly [numerator: number, denominator: number | null];

/** Halves by indicator and agency ('': none said); an agency of which nothing counts may be absent. */
export type Recomputed = ReadonlyMap<string, ReadonlyMap<string, Halves>>;

/** Works out, once for all questions, what does not depend on them, and lays the views of what does. */
export function prepare(exported: Exported): void {
  exported.exec([DOSSIER_LIVES, CATALOGUE, REPORTS_DUE, 'ANALYZE;'].join('\n'));
}

/**
 * Every indicator for every agency by itself (without its descendants), in SQL over exported states, under the rule
 * `DATE` and Vietnamese time. Shares nothing with the engine but the layout of a stored state.
 * @param exported made by `exportStates`, then `prepare`d
 */
export function recompute(exported: Exported, { from, T }: Asked): Recomputed {
  exported.exec('DELETE FROM question');
  exported.prepare('INSERT INTO question VALUES (?, ?)').run(BigInt(from), BigInt(T));
  const all = new Map<string, Map<string, Halves>>();
  for (const [code, query] of INDICATOR_QUERIES) {
    const rows = exported.prepare(query).raw().all() as [string, number, number | null][];
    all.set(code, new Map(rows.map(([agency, numerator, denominator]) => [agency, [numerator, denominator]])));
  }
  return all;
}
