import { FirstTables1700000000001 } from './1700000000001-first-tables';

export { CELL_BODY, CONTRIBUTION_BODY } from './1700000000001-first-tables';

/** Every step of the store's tables, in order; a step that was released is never changed. */
export const MIGRATIONS = [FirstTables1700000000001];
