export { CELL_BODY, CONTRIBUTION_BODY, MIGRATIONS } from './migrations';
export {
  type BulkWrite,
  chunks,
  type Database,
  placeholders,
  type Reads,
  type Session,
  type Sql,
  type SqlValue,
} from './sql';
export { openSqlite } from './sqlite';
