import type { ElementReader } from './reader';
import { type Saying, stated, statementTime, type Terms } from './saying';

/** More are a slip: nobody is asked so often. */
const MOST = 200;

/** A request for more papers (an entry of DanhSachHoSoBoSung): instants, as far as they are stated. */
export interface Supplement {
  /** NgayBoSung. */
  readonly askedAt: number | undefined;
  /** NgayTiepNhanBoSung. */
  readonly answeredAt: number | undefined;
  /** NgayHenTraTruoc and NgayHenTraMoi: the due date before and after. */
  readonly dueBefore: number | undefined;
  readonly dueAfter: number | undefined;
}

/** The requests in the order in which they were made, however the body lists them. */
export function supplementsOf(reader: ElementReader, terms: Terms): Supplement[] {
  const found = reader.list('DanhSachHoSoBoSung', MOST).map((entry) => ({
    askedAt: statementTime(entry, 'NgayBoSung', terms),
    answeredAt: statementTime(entry, 'NgayTiepNhanBoSung', terms),
    dueBefore: entry.time('NgayHenTraTruoc'),
    dueAfter: entry.time('NgayHenTraMoi'),
  }));
  const madeAt = ({ askedAt, answeredAt }: Supplement): number => askedAt ?? answeredAt ?? 0;
  return found.sort((a, b) => madeAt(a) - madeAt(b));
}

/** The date in force: NgayHenTra, or where it moved to if the source left it as it was before a move. */
export function dueInForce(promised: number | undefined, supplements: readonly Supplement[]): number | undefined {
  let due = promised;
  for (const { dueBefore, dueAfter } of supplements) {
    if (dueAfter !== undefined && (due === undefined || due === dueBefore)) due = dueAfter;
  }
  return due;
}

/**
 * The course that the supplements tell: received with the first date, waiting from each request on, in process again
 * with the new date from each answer on. Nothing where there are none: then the body's own status and date are all.
 * For the sole source only.
 */
export function courseOf(
  receivedAt: number | undefined,
  supplements: readonly Supplement[],
  { timestamp }: Terms,
): Saying[] {
  const sayings: Saying[] = [];
  const add = (time: number | undefined, data: Saying['data']): void => {
    // Never after the body that tells it, whose own status is the newer word.
    if (time !== undefined) sayings.push({ time: Math.min(time, timestamp), data });
  };
  const first = supplements.find(({ dueBefore }) => dueBefore !== undefined)?.dueBefore;
  if (supplements.length > 0) add(receivedAt, stated({ status: 'RECEIVED', dueAt: first }));
  for (const { askedAt, answeredAt, dueAfter } of supplements) {
    add(askedAt, { status: 'SUPPLEMENT_REQUESTED' });
    const dueReason = dueAfter === undefined ? undefined : 'SUPPLEMENT';
    add(answeredAt, stated({ status: 'PROCESSING', dueAt: dueAfter, dueReason }));
  }
  return sayings;
}
