import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from './dialect';

/** Which record of a topic a dead letter is of: another may stand at its offset when the topic was made anew. */
export class LetterProofs1700000000005 implements MigrationInterface {
  readonly name = 'LetterProofs1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    const { name, text } = dialectOf(runner);
    // '' where it came from no topic, or was kept before this column was.
    const statement = `ALTER TABLE dead_letter ADD COLUMN proof ${text(64)} NOT NULL DEFAULT ''`;
    // MySQL commits each step by itself: one that was cut off finds what it made.
    const there =
      name === 'mysql' ? ((await runner.query("SHOW COLUMNS FROM dead_letter LIKE 'proof'")) as unknown[]) : [];
    if (there.length === 0) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dead_letter DROP COLUMN proof');
  }
}
