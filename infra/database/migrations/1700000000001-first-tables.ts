import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns of a cell row; the engine's plan counts on as many. */
const CELL_COLUMNS = 40;
/** Amounts of a contribution row. */
const SLOTS = 16;

const amounts = (count: number): string =>
  Array.from({ length: count }, (_, i) => `v${i} BIGINT NOT NULL DEFAULT 0`).join(', ');

/**
 * The columns that `state`, `contribution` and `cell` are made of, shared with the shadows that a rebuild fills.
 * Texts in keys compare byte by byte and are never NULL ('' instead).
 */
export const CONTRIBUTION_BODY = `
  series INTEGER NOT NULL,
  at_ms BIGINT NOT NULL,
  subject VARCHAR(128) NOT NULL,
  on_ms BIGINT NOT NULL,
  agency VARCHAR(64) NOT NULL,
  procedure_code VARCHAR(64) NOT NULL,
  channel VARCHAR(8) NOT NULL,
  ${amounts(SLOTS)},
  PRIMARY KEY (series, at_ms, subject, on_ms)`;

export const CELL_BODY = `
  grain INTEGER NOT NULL,
  page INTEGER NOT NULL,
  since_bucket INTEGER NOT NULL,
  on_bucket INTEGER NOT NULL,
  agency VARCHAR(64) NOT NULL,
  procedure_code VARCHAR(64) NOT NULL,
  channel VARCHAR(8) NOT NULL,
  ${amounts(CELL_COLUMNS)},
  PRIMARY KEY (grain, page, since_bucket, on_bucket, agency, procedure_code, channel)`;

/** The first tables: states, what they contribute, the cells that sum it, dead letters, sources, the embedded log. */
export class FirstTables1700000000001 implements MigrationInterface {
  readonly name = 'FirstTables1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    const text = [
      'CREATE TABLE meta (name VARCHAR(64) NOT NULL PRIMARY KEY, value VARCHAR(2000) NOT NULL)',
      `CREATE TABLE state (kind VARCHAR(16) NOT NULL, subject VARCHAR(128) NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (kind, subject))`,
      `CREATE TABLE contribution (${CONTRIBUTION_BODY}) WITHOUT ROWID`,
      `CREATE TABLE cell (${CELL_BODY}) WITHOUT ROWID`,
      `CREATE TABLE source (source VARCHAR(256) NOT NULL PRIMARY KEY, newest_event BIGINT, received_at BIGINT,
        accepted BIGINT NOT NULL, dead_lettered BIGINT NOT NULL)`,
      `CREATE TABLE dead_letter (id VARCHAR(64) NOT NULL PRIMARY KEY, place VARCHAR(1000) NOT NULL,
        position BIGINT NOT NULL, source VARCHAR(256) NOT NULL, field VARCHAR(300) NOT NULL,
        expected VARCHAR(2000) NOT NULL, value VARCHAR(200), redacted TEXT NOT NULL, incomplete INTEGER NOT NULL,
        at_ms BIGINT NOT NULL)`,
      'CREATE INDEX dead_letter_by_time ON dead_letter (at_ms, id)',
      'CREATE TABLE log (position INTEGER PRIMARY KEY AUTOINCREMENT, at_ms BIGINT NOT NULL, body TEXT NOT NULL)',
    ];
    for (const statement of text) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['meta', 'state', 'contribution', 'cell', 'source', 'dead_letter', 'log']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
