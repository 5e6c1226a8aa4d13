import type { Database } from '../../infra/database';

/** What waits to be told, as one look at the store shows it. */
export interface Pending {
  /** The last commit that moved a figure. */
  readonly revision: string;
  /** Notes of changes; of each kind counted up to COUNTED. */
  readonly count: number;
}

/** A longer queue need not be counted to its end several times a second. */
const COUNTED = 10_000;

const some = (table: string): string =>
  `(SELECT COUNT(*) FROM (SELECT 1 FROM ${table} LIMIT ${COUNTED}) AS ${table}_seen)`;

const TEXT = `SELECT (SELECT value FROM meta WHERE name = 'revision') AS revision,
  ${some('changed_bucket')} AS buckets, ${some('changed_late')} AS late, ${some('unsent_letter')} AS letters`;

export async function readPending(database: Database): Promise<Pending> {
  const [row] = await database.read((sql) =>
    sql.all<{ revision: string | null; buckets: number; late: number; letters: number }>(TEXT),
  );
  const { revision, buckets, late, letters } = row!;
  return { revision: revision ?? '0', count: Number(buckets) + Number(late) + Number(letters) };
}
