import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Dialect } from '../sql';
import { dialectOf } from './dialect';

/**
 * Columns and key of `report_slot`, shared with the shadow that a rebuild fills: every report that was not voided, where
 * it is looked for. A text that was not stated is '', an instant 8640000000000000: no amount is NULL, so rows compare.
 */
export const reportSlotBody = ({ text }: Dialect): string => `
  period ${text(16)} NOT NULL,
  regime ${text(64)} NOT NULL,
  agency ${text(64)} NOT NULL,
  subject ${text(128)} NOT NULL,
  due_at BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL,
  shared INTEGER NOT NULL,
  PRIMARY KEY (period, regime, agency, subject)`;

/** Which report fills which place: what regimes expect is held against it when a figure is read. */
export class ReportSlots1700000000006 implements MigrationInterface {
  readonly name = 'ReportSlots1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS report_slot (${reportSlotBody(dialect)})${dialect.keyedTable}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS report_slot');
  }
}
