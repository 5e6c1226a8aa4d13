import type { BulkWrite, Sql } from '../../../infra/database';
import type { Fact, FactKind } from '../facts/fact';
import type { Merged } from './batch';

/** What kind of change a half-month saw. */
export const CHANGE = {
  /** A flow dated in it moved: the periods that hold it. */
  FLOW: 0,
  /** A stock began or ended in it: the periods that end after it begins. */
  STOCK: 1,
  /** An agency, a procedure or a regime changed, which every figure is joined with: all periods. */
  CATALOGUE: 2,
} as const;

const BUCKETS: BulkWrite = {
  table: 'changed_bucket',
  key: ['kind', 'bucket'],
  columns: ['kind', 'bucket', 'revision'],
  onConflict: 'replace',
};
const LATE: BulkWrite = {
  table: 'changed_late',
  key: ['subject'],
  columns: ['subject', 'revision'],
  onConflict: 'replace',
};
const LETTERS: BulkWrite = { table: 'unsent_letter', key: ['id'], columns: ['id', 'revision'], onConflict: 'ignore' };

/** Kinds that figures are joined with when they are read: a regime tells which reports are expected. */
const JOINED: readonly FactKind[] = ['agency', 'procedure', 'regime'];

/** Whether facts move what figures are joined with when they are read. */
export function isOfCatalogue(facts: readonly Fact[]): boolean {
  return facts.some(({ kind }) => JOINED.includes(kind));
}

/**
 * Notes what a batch has changed, in its own transaction, for the relay to tell: rows that say where to look, not what
 * is there, so that many changes of one place are told as one.
 */
export async function noteChanges(
  sql: Sql,
  { accepted, cells, late }: Merged,
  letters: readonly string[],
  revision: number,
): Promise<void> {
  const { flows, stocks } = cells.moved;
  const buckets = [
    ...[...flows].map((bucket) => [CHANGE.FLOW, bucket, revision]),
    ...[...stocks].map((bucket) => [CHANGE.STOCK, bucket, revision]),
    ...(isOfCatalogue(accepted) ? [[CHANGE.CATALOGUE, 0, revision]] : []),
  ];
  if (buckets.length > 0) await sql.write(BUCKETS, buckets);
  if (late.length > 0)
    await sql.write(
      LATE,
      [...late].sort().map((subject) => [subject, revision]),
    );
  if (letters.length > 0)
    await sql.write(
      LETTERS,
      letters.map((id) => [id, revision]),
    );
}
