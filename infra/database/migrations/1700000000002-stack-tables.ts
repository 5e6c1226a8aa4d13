import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from './dialect';

/** What consumers and the relay stand on: how far each partition was read, and what has changed since it was told. */
export class StackTables1700000000002 implements MigrationInterface {
  readonly name = 'StackTables1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    const { name, text } = dialectOf(runner);
    const statements = [
      // The truth about how far a partition was read; `epoch` fences off a consumer that has lost it.
      `position (topic ${text(249)} NOT NULL, part INTEGER NOT NULL, next_offset BIGINT NOT NULL, epoch BIGINT NOT NULL,
        proof ${text(64)} NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY (topic, part))`,
      // Which dossiers the national portal knows under another code.
      `portal_code (code ${text(64)} NOT NULL, dossier ${text(128)} NOT NULL, PRIMARY KEY (code, dossier))`,
      // Half-months whose flows (kind 0) or stocks (kind 1) have moved since the relay last looked.
      `changed_bucket (kind INTEGER NOT NULL, bucket INTEGER NOT NULL, revision BIGINT NOT NULL, PRIMARY KEY (kind, bucket))`,
      // Dossiers whose lateness may have moved.
      `changed_late (subject ${text(128)} NOT NULL PRIMARY KEY, revision BIGINT NOT NULL)`,
      // Dead letters that the relay has not sent yet.
      `unsent_letter (id ${text(64)} NOT NULL PRIMARY KEY, revision BIGINT NOT NULL)`,
    ];
    for (const statement of statements) await runner.query(`CREATE TABLE IF NOT EXISTS ${statement}`);
    if (name !== 'mysql') return;
    // Every writer holds this row shared; who replaces whole tables holds it alone.
    await runner.query('CREATE TABLE IF NOT EXISTS gate (id INTEGER NOT NULL PRIMARY KEY)');
    await runner.query('INSERT IGNORE INTO gate (id) VALUES (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['position', 'portal_code', 'changed_bucket', 'changed_late', 'unsent_letter', 'gate']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}
