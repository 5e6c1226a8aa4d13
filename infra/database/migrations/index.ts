import { FirstTables1700000000001 } from './1700000000001-first-tables';
import { StackTables1700000000002 } from './1700000000002-stack-tables';
import { Relay1700000000003 } from './1700000000003-relay';
import { AccessKeys1700000000004 } from './1700000000004-access-keys';
import { LetterProofs1700000000005 } from './1700000000005-letter-proofs';
import { ReportSlots1700000000006 } from './1700000000006-report-slots';

export { cellBody, contributionBody, metaBody } from './1700000000001-first-tables';
export { reportSlotBody } from './1700000000006-report-slots';

/** Every step of the store's tables, in order; a step that was released is never changed. */
export const MIGRATIONS = [
  FirstTables1700000000001,
  StackTables1700000000002,
  Relay1700000000003,
  AccessKeys1700000000004,
  LetterProofs1700000000005,
  ReportSlots1700000000006,
];
