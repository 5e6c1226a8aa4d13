export { type Lock, LockLost, takeFileLock, takeServerLock } from './lock';
export { cellBody, contributionBody, MIGRATIONS, metaBody, reportSlotBody } from './migrations';
export { openMysql } from './mysql';
export {
  type BulkWrite,
  chunks,
  type Database,
  DatabaseAway,
  type Dialect,
  placeholders,
  type Reads,
  RunAgain,
  type Session,
  type Sql,
  type SqlValue,
} from './sql';
export { openSqlite } from './sqlite';
