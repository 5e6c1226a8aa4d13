import type { Database } from '../../infra/database';
import { type MetaName, readMeta } from '../indicators';
import { type Marks, readMarks } from './marks';

/** What waits to be told, as one look at the store shows it. */
export interface Pending {
  /** The last commit that moved a figure. */
  readonly revision: string;
  /** Notes of changes, of each kind counted up to COUNTED; that everything must be looked at counts as one. */
  readonly count: number;
}

/** A longer queue need not be counted to its end several times a second. */
const COUNTED = 10_000;

const some = (table: string): string =>
  `(SELECT COUNT(*) FROM (SELECT 1 FROM ${table} LIMIT ${COUNTED}) AS ${table}_seen)`;

const TEXT = `SELECT ${some('changed_bucket')} AS buckets, ${some('changed_late')} AS late,
  ${some('unsent_letter')} AS letters`;

export async function readPending(database: Database): Promise<Pending> {
  return database.read(async (sql) => {
    const [row] = await sql.all<{ buckets: number; late: number; letters: number }>(TEXT);
    const { buckets, late, letters } = row!;
    const meta = await readMeta(sql);
    const notes = Number(buckets) + Number(late) + Number(letters);
    return {
      revision: meta.get('revision') ?? '0',
      count: notes + (isOutdated(await readMarks(sql), meta) ? 1 : 0),
    };
  });
}

/** Whether the store was rebuilt, or what figures are joined with has changed, since the last whole cycle. */
function isOutdated({ standing, catalogue }: Marks, meta: ReadonlyMap<MetaName, string>): boolean {
  if (standing === undefined) return false;
  const digest = meta.get('digest') ?? '';
  return catalogue !== (meta.get('catalogue_revision') ?? '0') || !standing.startsWith(`${digest} `);
}
