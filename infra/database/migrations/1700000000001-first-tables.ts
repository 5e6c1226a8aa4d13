import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Dialect } from '../sql';
import { dialectOf } from './dialect';

/** Columns of a cell row; the engine's plan counts on as many. */
const CELL_COLUMNS = 40;
/** Amounts of a contribution row. */
const SLOTS = 16;

const amounts = (count: number): string =>
  Array.from({ length: count }, (_, i) => `v${i} BIGINT NOT NULL DEFAULT 0`).join(', ');

/**
 * Columns and key of `contribution`, shared with the shadows that a rebuild fills. Texts in keys compare byte by byte
 * and are never NULL ('' instead).
 */
export const contributionBody = ({ text }: Dialect): string => `
  series INTEGER NOT NULL,
  at_ms BIGINT NOT NULL,
  subject ${text(128)} NOT NULL,
  on_ms BIGINT NOT NULL,
  agency ${text(64)} NOT NULL,
  procedure_code ${text(64)} NOT NULL,
  channel ${text(8)} NOT NULL,
  ${amounts(SLOTS)},
  PRIMARY KEY (series, at_ms, subject, on_ms)`;

/** Columns and key of `cell`. */
export const cellBody = ({ text }: Dialect): string => `
  grain INTEGER NOT NULL,
  page INTEGER NOT NULL,
  since_bucket INTEGER NOT NULL,
  on_bucket INTEGER NOT NULL,
  agency ${text(64)} NOT NULL,
  procedure_code ${text(64)} NOT NULL,
  channel ${text(8)} NOT NULL,
  ${amounts(CELL_COLUMNS)},
  PRIMARY KEY (grain, page, since_bucket, on_bucket, agency, procedure_code, channel)`;

/** Columns and key of `meta`: what is said of the store as a whole. */
export const metaBody = ({ text }: Dialect): string =>
  `name ${text(64)} NOT NULL PRIMARY KEY, value ${text(2000)} NOT NULL`;

/** The first tables: states, what they contribute, the cells that sum it, dead letters, sources, the embedded log. */
export class FirstTables1700000000001 implements MigrationInterface {
  readonly name = 'FirstTables1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const { text, longText, keyedTable, countingKey } = dialect;
    const statements = [
      `meta (${metaBody(dialect)})`,
      `state (kind ${text(16)} NOT NULL, subject ${text(128)} NOT NULL, body ${longText} NOT NULL,
        PRIMARY KEY (kind, subject))`,
      `contribution (${contributionBody(dialect)})${keyedTable}`,
      `cell (${cellBody(dialect)})${keyedTable}`,
      `source (source ${text(256)} NOT NULL PRIMARY KEY, newest_event BIGINT, received_at BIGINT,
        accepted BIGINT NOT NULL, dead_lettered BIGINT NOT NULL)`,
      `dead_letter (id ${text(64)} NOT NULL PRIMARY KEY, place ${text(1000)} NOT NULL,
        position BIGINT NOT NULL, source ${text(256)} NOT NULL, field ${text(300)} NOT NULL,
        expected ${text(2000)} NOT NULL, value ${text(200)}, redacted ${longText} NOT NULL, incomplete INTEGER NOT NULL,
        at_ms BIGINT NOT NULL)`,
      `log (position ${countingKey}, at_ms BIGINT NOT NULL, body ${longText} NOT NULL)`,
    ];
    for (const statement of statements) await runner.query(`CREATE TABLE IF NOT EXISTS ${statement}`);
    await createIndex(runner, 'dead_letter_by_time', 'dead_letter', 'at_ms, id');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['meta', 'state', 'contribution', 'cell', 'source', 'dead_letter', 'log']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

/**
 * MySQL commits each step of a migration by itself: one that was cut off continues, and finds what it made. Its list of
 * all indexes would wait for whoever changes any table of the server; that of one table does not.
 */
async function createIndex(runner: QueryRunner, name: string, table: string, columns: string): Promise<void> {
  if (dialectOf(runner).name === 'sqlite') {
    await runner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${columns})`);
    return;
  }
  const there = (await runner.query(`SHOW INDEX FROM ${table} WHERE Key_name = '${name}'`)) as unknown[];
  if (there.length === 0) await runner.query(`CREATE INDEX ${name} ON ${table} (${columns})`);
}
