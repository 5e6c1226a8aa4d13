import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from './dialect';

/** What the relay has told the world last, so that it tells only what differs. */
export class Relay1700000000003 implements MigrationInterface {
  readonly name = 'Relay1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    const { text, longText } = dialectOf(runner);
    const statements = [
      // How far it has looked, and under which definitions.
      `relay_mark (name ${text(64)} NOT NULL PRIMARY KEY, value ${text(2000)} NOT NULL)`,
      // The values of a period and an agency ('': everything), by indicator, null where it is not known whether what was
      // sent came to be told; a revision has more digits than a BIGINT.
      `published_value (period ${text(16)} NOT NULL, agency ${text(64)} NOT NULL, body ${longText} NOT NULL,
        revision ${text(40)} NOT NULL, PRIMARY KEY (period, agency))`,
      // A dossier's lateness; an empty body: it was cleared; a ? before it: not known whether it came to be told.
      `published_late (subject ${text(128)} NOT NULL PRIMARY KEY, body ${longText} NOT NULL,
        revision ${text(40)} NOT NULL)`,
    ];
    for (const statement of statements) await runner.query(`CREATE TABLE IF NOT EXISTS ${statement}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['relay_mark', 'published_value', 'published_late']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}
