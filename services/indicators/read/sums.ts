import { placeholders, type Sql, type SqlValue } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import type { Channel } from '../measure/channel';
import type { ExpectedMeasure } from '../measure/measure';
import { COLUMNS } from '../measure/plan';
import type { Settings } from '../measure/settings';
import { pageOf } from '../store/cells';
import { locate } from '../store/plans';
import { amountOf, readExpectedDue } from './expected';
import { flowPieces, type Pieces, stockPieces } from './windows';

/** Which sums are wanted: everything that shares a row set is asked for together. */
export interface SumQuestion {
  /** First local day of the period. */
  readonly from: number;
  /** The last instant that counts. */
  readonly T: number;
  readonly channel: Channel | '' | null;
  readonly procedure: string | null;
  /** Rows apart for each procedure (a field is joined from them). */
  readonly byProcedure: boolean;
  readonly byChannel: boolean;
  /** Keys of flow measures, summed over the period. */
  readonly flows: readonly string[];
  /** Keys of stock measures, at T. */
  readonly stocks: readonly string[];
  /** Reports that regimes expect and that nothing stored counts, by due date. */
  readonly expected: readonly ExpectedMeasure[];
}

/** Sums of one agency (and procedure, and channel) by measure key. */
export interface SumRow {
  readonly agency: string;
  readonly procedure: string;
  readonly channel: string;
  readonly sums: Map<string, number>;
}

/** Reads the sums: a handful of statements, however many agencies, procedures or dossiers there are. */
export async function readSums(sql: Sql, question: SumQuestion, settings: Settings): Promise<SumRow[]> {
  const { zone } = settings;
  const rows = new Map<string, SumRow>();
  // Half-month cells tell procedures apart, day cells do not.
  const byProcedure = question.byProcedure || question.procedure !== null;
  const flows = flowPieces(question.from, question.T, zone, byProcedure);
  const stocks = stockPieces(question.T, zone, byProcedure);
  await addPieces(sql, question, question.flows, flows, rows);
  await addPieces(sql, question, question.stocks, stocks, rows);
  if (question.expected.length > 0) await addExpected(sql, question, settings, rows);
  return [...rows.values()];
}

/**
 * The agencies of which there is any fact up to T, by the flows that tell so: flows summed over all time, as an opening
 * balance is. What came to nothing by a correction does not count.
 */
export async function readPresence(
  sql: Sql,
  T: number,
  flows: readonly string[],
  zone: Zone,
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = new Map<string, SumRow>();
  await addPieces(sql, WHOLE, flows, stockPieces(T, zone, false), rows);
  return new Map(flows.map((key) => [key, agenciesWith(rows.values(), key)]));
}

/** The agencies whose sum of a measure is not 0. */
export function agenciesWith(rows: Iterable<SumRow>, key: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const row of rows) if ((row.sums.get(key) ?? 0) !== 0) found.add(row.agency);
  return found;
}

/** No filter: all channels and procedures together. */
export const WHOLE = { channel: null, procedure: null, byProcedure: false, byChannel: false } as const;

/** They have no channel and no procedure: what asks for one does not see them. */
async function addExpected(
  sql: Sql,
  question: SumQuestion,
  settings: Settings,
  rows: Map<string, SumRow>,
): Promise<void> {
  if (question.channel || question.procedure) return;
  for (const report of await readExpectedDue(sql, question.from, question.T, settings)) {
    const row = rowOf(rows, report.agency, '', '');
    for (const measure of question.expected) {
      const sum = row.sums.get(measure.key) ?? 0;
      row.sums.set(measure.key, sum + amountOf(measure, report, question.T, settings));
    }
  }
}

function rowOf(rows: Map<string, SumRow>, agency: string, procedure: string, channel: string): SumRow {
  const name = `${agency}\u0000${procedure}\u0000${channel}`;
  let row = rows.get(name);
  if (row === undefined) {
    row = { agency, procedure, channel, sums: new Map() };
    rows.set(name, row);
  }
  return row;
}

interface GroupRow {
  agency: string;
  procedure_code?: string;
  channel?: string;
  [measure: `m${number}`]: number;
}

async function addPieces(
  sql: Sql,
  question: Pick<SumQuestion, 'channel' | 'procedure' | 'byProcedure' | 'byChannel'>,
  keys: readonly string[],
  pieces: Pieces,
  into: Map<string, SumRow>,
): Promise<void> {
  if (keys.length === 0) return;
  const located = keys.map((key) => ({ key, ...locate(key) }));
  const { groups, where, parameters } = filtersOf(question);
  const collect = (found: readonly GroupRow[], measures: readonly { key: string; index: number }[]): void => {
    for (const row of found) {
      const { agency, procedure_code: procedure = '', channel = '' } = row;
      const target = rowOf(into, agency, procedure, channel);
      for (const { key, index } of measures) {
        target.sums.set(key, (target.sums.get(key) ?? 0) + Number(row[`m${index}`]));
      }
    }
  };
  await addCells();
  await addRagged();

  /** One statement a piece for all pages: what a column means is told apart by the page of its row. */
  async function addCells(): Promise<void> {
    const pages = groupBy(located, ({ series }) => pageOf(series));
    const columns = [...new Set(located.map(({ column }) => column % COLUMNS))].sort((a, b) => a - b);
    const sums = columns.map((column) => `SUM(v${column}) AS m${column}`).join(', ');
    for (const { grain, first, last, onFrom } of pieces.cells) {
      const found = await sql.all<GroupRow & { page: number }>(
        `SELECT ${['page', ...groups, sums].join(', ')} FROM cell WHERE grain = ? AND page IN (${placeholders(pages.size)})
         AND since_bucket BETWEEN ? AND ? AND on_bucket >= ?${where} GROUP BY ${['page', ...groups].join(', ')}`,
        [grain, ...pages.keys(), first, last, onFrom, ...parameters],
      );
      for (const [page, rows] of groupBy(found, (row) => Number(row.page))) {
        collect(
          rows,
          pages.get(page)!.map(({ key, column }) => ({ key, index: column % COLUMNS })),
        );
      }
    }
  }

  async function addRagged(): Promise<void> {
    for (const [series, measures] of groupBy(located, (location) => location.series.id)) {
      const sums = measures.map(({ slot }) => `SUM(v${slot}) AS m${slot}`).join(', ');
      for (const { first, last, onFrom } of pieces.ragged) {
        const found = await sql.all<GroupRow>(
          `SELECT ${[...groups, sums].join(', ')} FROM contribution WHERE series = ? AND at_ms BETWEEN ? AND ?
           AND on_ms >= ?${where} GROUP BY ${groups.join(', ')}`,
          [series, first, last, onFrom, ...parameters],
        );
        collect(
          found,
          measures.map(({ key, slot }) => ({ key, index: slot })),
        );
      }
    }
  }
}

function filtersOf(question: Pick<SumQuestion, 'channel' | 'procedure' | 'byProcedure' | 'byChannel'>): {
  groups: string[];
  where: string;
  parameters: SqlValue[];
} {
  const groups = ['agency'];
  if (question.byProcedure) groups.push('procedure_code');
  if (question.byChannel) groups.push('channel');
  const parameters: SqlValue[] = [];
  let where = '';
  if (question.channel !== null) {
    where += ' AND channel = ?';
    parameters.push(question.channel);
  }
  if (question.procedure !== null) {
    where += ' AND procedure_code = ?';
    parameters.push(question.procedure);
  }
  return { groups, where, parameters };
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
