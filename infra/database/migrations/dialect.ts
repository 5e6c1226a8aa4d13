import type { QueryRunner } from 'typeorm';
import { MYSQL } from '../mysql-dialect';
import type { Dialect } from '../sql';
import { SQLITE } from '../sqlite-dialect';

/** The dialect of the database that a migration runs on. */
export function dialectOf(runner: QueryRunner): Dialect {
  return runner.connection.options.type === 'mysql' ? MYSQL : SQLITE;
}
