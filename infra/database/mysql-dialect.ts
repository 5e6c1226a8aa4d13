import type { Dialect } from './sql';

/**
 * MySQL 8 and MariaDB 10.11, in what they have in common. Texts of keys are bytes: under utf8mb4_bin a blank at the end
 * would not count. Four bytes hold any character.
 */
export const MYSQL: Dialect = {
  name: 'mysql',
  forUpdate: ' FOR UPDATE',
  forShare: ' LOCK IN SHARE MODE',
  text: (characters) => `VARBINARY(${characters * 4})`,
  longText: 'LONGBLOB',
  keyedTable: ' ENGINE=InnoDB',
  countingKey: 'BIGINT AUTO_INCREMENT PRIMARY KEY',
  dropTemporary: 'DROP TEMPORARY TABLE',
};
