import type { DeadLetter, Incoming, Store } from '../indicators';

/** Messages merged in one transaction: few enough to keep memory flat, many enough that a cell is written once for many. */
export const BATCH = 5000;

export interface ImportTotals {
  accepted: number;
  repeated: number;
  deadLettered: number;
  /** The first dead letters, to be shown. */
  readonly problems: DeadLetter[];
}

const SHOWN = 10;

/** Merges a stream of messages, batch by batch; each batch is committed before the next is read. */
export async function importAll(
  store: Pick<Store, 'ingest'>,
  source: AsyncIterable<readonly Incoming[]> | Iterable<readonly Incoming[]>,
  now: () => number,
  onBatch: (totals: ImportTotals) => void = () => {},
): Promise<ImportTotals> {
  const totals: ImportTotals = { accepted: 0, repeated: 0, deadLettered: 0, problems: [] };
  let waiting: Incoming[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const { accepted, repeated, deadLetters } = await store.ingest(batch, now());
    totals.accepted += accepted;
    totals.repeated += repeated;
    totals.deadLettered += deadLetters.length;
    totals.problems.push(...deadLetters.slice(0, SHOWN - totals.problems.length));
    onBatch(totals);
  };
  try {
    for await (const messages of source) {
      for (const message of messages) waiting.push(message);
      if (waiting.length >= BATCH) await flush();
    }
  } finally {
    // What was read before a fault of the file is kept.
    await flush();
  }
  return totals;
}

/** The totals as the last line of an import. */
export function totalsText({ accepted, repeated, deadLettered }: ImportTotals): string {
  return `accepted ${accepted}, repeated ${repeated}, dead-lettered ${deadLettered}`;
}

/** A dead letter as one line. */
export function problemText({ origin, problem }: DeadLetter): string {
  const value = problem.value === undefined ? '' : ` (got '${problem.value}')`;
  const field = problem.field === '' ? '' : `${problem.field}: `;
  return `${origin.place}:${origin.position}: ${field}expected ${problem.expected}${value}`;
}
