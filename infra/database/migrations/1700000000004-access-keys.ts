import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from './dialect';

/** Keys of those who may send facts or see dossiers: a hash each, never the secret. */
export class AccessKeys1700000000004 implements MigrationInterface {
  readonly name = 'AccessKeys1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    const { text } = dialectOf(runner);
    // `source` is '' for a role that sends nothing; `hash` is SHA-256 in hexadecimal digits.
    await runner.query(
      `CREATE TABLE IF NOT EXISTS access_key (id ${text(16)} NOT NULL PRIMARY KEY, hash ${text(64)} NOT NULL,
        role ${text(16)} NOT NULL, source ${text(256)} NOT NULL, name ${text(200)} NOT NULL,
        created_at BIGINT NOT NULL, revoked_at BIGINT)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS access_key');
  }
}
