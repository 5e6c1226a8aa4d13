import { FirstTables1700000000001 } from './1700000000001-first-tables';
import { StackTables1700000000002 } from './1700000000002-stack-tables';

export { cellBody, contributionBody, metaBody } from './1700000000001-first-tables';

/** Every step of the store's tables, in order; a step that was released is never changed. */
export const MIGRATIONS = [FirstTables1700000000001, StackTables1700000000002];
