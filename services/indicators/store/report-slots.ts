import { type BulkWrite, chunks, placeholders, type Sql, type SqlValue } from '../../../infra/database';
import { FOREVER } from '../measure/settings';
import { type State, said } from '../merge/state';
import { parsePeriod } from '../read/period';
import { bucketsOf } from './buckets';
import { walkStates } from './states';

/** Codes asked for in one statement. */
const CHUNK = 200;

/** Key and further columns of `report_slot`, as a check of the whole table compares them. */
export const REPORT_SLOT_KEY = ['period', 'regime', 'agency', 'subject'] as const;
export const REPORT_SLOT_REST = ['due_at', 'submitted_at', 'shared'] as const;

const writeTo = (table: string): BulkWrite => ({
  table,
  key: REPORT_SLOT_KEY,
  columns: [...REPORT_SLOT_KEY, ...REPORT_SLOT_REST],
  onConflict: 'replace',
});

/** The place of a report: what it is about, and what decides whether it came in time. */
export interface ReportSlot {
  /** As stated, whether or not it parses; '' where none was, as for the other two codes. */
  readonly period: string;
  readonly regime: string;
  readonly agency: string;
  readonly subject: string;
  /** Its own due date, epoch milliseconds; null: none was stated. */
  readonly dueAt: number | null;
  readonly submittedAt: number | null;
  /** Passed on to the Government reporting system. */
  readonly shared: boolean;
}

/** The place of a report; null for other kinds, for one that was voided and for one of which nothing was said yet. */
export function reportSlotOf(state: State): ReportSlot | null {
  if (state.kind !== 'report' || state.events.length === 0 || said(state, 'voided') === true) return null;
  const text = (field: string): string => (said(state, field) as string | null | undefined) ?? '';
  const instant = (field: string): number | null => (said(state, field) as number | null | undefined) ?? null;
  return {
    period: text('period'),
    regime: text('regimeCode'),
    agency: text('agencyCode'),
    subject: state.subject,
    dueAt: instant('dueAt'),
    submittedAt: instant('submittedAt'),
    shared: said(state, 'sharedWithGovernment') === true,
  };
}

/**
 * Keeps the places of reports up with their states, inside the transaction that changes them.
 * @param touched changed states of any kind, each with its place before the change
 */
export async function moveReportSlots(
  sql: Sql,
  touched: readonly { readonly state: State; readonly reportSlot: ReportSlot | null }[],
): Promise<void> {
  const gone: SqlValue[][] = [];
  const written: SqlValue[][] = [];
  for (const { state, reportSlot: before } of touched) {
    const after = reportSlotOf(state);
    if (before !== null && (after === null || !isSame(keyOf(before), keyOf(after)))) gone.push(keyOf(before));
    if (after !== null && (before === null || !isSame(rowOf(before), rowOf(after)))) written.push(rowOf(after));
  }
  if (gone.length > 0) await sql.remove('report_slot', REPORT_SLOT_KEY, gone);
  if (written.length > 0) await sql.write(writeTo('report_slot'), written);
}

/** The half-months in which a report about this period may be due by its regime: in its last civil month, or just before. */
export function dueHalves(slot: ReportSlot | null): number[] {
  if (slot === null || slot.period === '') return [];
  let last: number;
  try {
    last = parsePeriod(slot.period).to - 1;
  } catch {
    // No regime asks about what is no period.
    return [];
  }
  const month = Math.floor(bucketsOf(last).half / 2) * 2;
  return [month - 1, month, month + 1];
}

/** Writes the place of every stored report into an empty table. */
export async function fillReportSlots(sql: Sql, table: string): Promise<void> {
  for await (const page of walkStates(sql, 'report')) {
    const rows = page.flatMap((state) => reportSlotOf(state) ?? []).map(rowOf);
    if (rows.length > 0) await sql.write(writeTo(table), rows);
  }
}

function keyOf({ period, regime, agency, subject }: ReportSlot): SqlValue[] {
  return [period, regime, agency, subject];
}

function rowOf(slot: ReportSlot): SqlValue[] {
  return [...keyOf(slot), slot.dueAt ?? FOREVER, slot.submittedAt ?? FOREVER, Number(slot.shared)];
}

function isSame(a: readonly SqlValue[], b: readonly SqlValue[]): boolean {
  return a.every((value, i) => value === b[i]);
}

interface Row {
  period: string;
  regime: string;
  agency: string;
  subject: string;
  due_at: number;
  submitted_at: number;
  shared: number;
}

const slotOf = ({ due_at, submitted_at, shared, ...key }: Row): ReportSlot => ({
  ...key,
  dueAt: instantOf(due_at),
  submittedAt: instantOf(submitted_at),
  shared: Number(shared) !== 0,
});

function instantOf(stored: number): number | null {
  return Number(stored) === FOREVER ? null : Number(stored);
}

/** Which reports are wanted: about one of the periods, or with a due date of their own in [from, until]. */
export interface ReportFilter {
  readonly periods: readonly string[];
  readonly from: number;
  readonly until: number;
}

/**
 * The places of reports, of all or of those wanted.
 * @param agencies only of these; null: of all
 */
export async function readReportSlots(
  sql: Sql,
  filter: ReportFilter | null,
  agencies: ReadonlySet<string> | null,
): Promise<ReportSlot[]> {
  const found = new Map<string, Row>();
  const read = async (where: string, parameters: readonly SqlValue[]): Promise<void> => {
    const rows = await sql.all<Row>(`SELECT * FROM report_slot ${where}`, parameters);
    for (const row of rows) if (agencies === null || agencies.has(row.agency)) found.set(row.subject, row);
  };
  if (filter === null) await read('', []);
  else {
    await read('WHERE due_at BETWEEN ? AND ?', [filter.from, filter.until]);
    for (const part of chunks(filter.periods, CHUNK))
      await read(`WHERE period IN (${placeholders(CHUNK)})`, padded(part));
  }
  return [...found.values()].map(slotOf);
}

/** What has come in for one place. */
export interface Filling {
  readonly period: string;
  readonly regime: string;
  readonly agency: string;
  /** Whether one of the reports has a due date of its own. */
  readonly hasOwnDue: boolean;
  /** The earliest submission; null: none yet. */
  readonly submittedAt: number | null;
  readonly shared: boolean;
}

/** What has come in for these regimes and periods, by place; a number of statements that no number of reports moves. */
export async function readFillings(
  sql: Sql,
  regimes: readonly string[],
  periods: readonly string[],
): Promise<Filling[]> {
  const found: Filling[] = [];
  for (const some of chunks(regimes, CHUNK)) {
    for (const part of chunks(periods, CHUNK)) {
      const rows = await sql.all<Row>(
        `SELECT period, regime, agency, MIN(due_at) AS due_at, MIN(submitted_at) AS submitted_at, MAX(shared) AS shared
         FROM report_slot WHERE period IN (${placeholders(CHUNK)}) AND regime IN (${placeholders(CHUNK)})
         GROUP BY period, regime, agency`,
        [...padded(part), ...padded(some)],
      );
      for (const row of rows) {
        const { dueAt, ...filling } = slotOf(row);
        found.push({ ...filling, hasOwnDue: dueAt !== null });
      }
    }
  }
  return found;
}

/** One statement text for every size of the last part. */
function padded(part: readonly string[]): string[] {
  return [...part, ...new Array<string>(CHUNK - part.length).fill(part[0]!)];
}
