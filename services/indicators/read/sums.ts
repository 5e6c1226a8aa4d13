import type { Sql, SqlValue } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import type { Channel } from '../measure/dossier';
import { COLUMNS } from '../measure/plan';
import { pageOf } from '../store/cells';
import { DOSSIER_PLAN } from '../store/plans';
import { flowPieces, type Pieces, stockPieces } from './windows';

/** Which sums are wanted: everything that shares a row set is asked for together. */
export interface SumQuestion {
  /** First local day of the period. */
  readonly from: number;
  /** The last instant that counts. */
  readonly T: number;
  readonly channel: Channel | null;
  readonly procedure: string | null;
  /** Rows apart for each procedure (a field is joined from them). */
  readonly byProcedure: boolean;
  readonly byChannel: boolean;
  /** Keys of flow measures, summed over the period. */
  readonly flows: readonly string[];
  /** Keys of stock measures, at T. */
  readonly stocks: readonly string[];
}

/** Sums of one agency (and procedure, and channel) by measure key. */
export interface SumRow {
  readonly agency: string;
  readonly procedure: string;
  readonly channel: string;
  readonly sums: Map<string, number>;
}

/** Reads the sums: a handful of statements, however many agencies, procedures or dossiers there are. */
export async function readSums(sql: Sql, question: SumQuestion, zone: Zone): Promise<SumRow[]> {
  const rows = new Map<string, SumRow>();
  // Half-month cells tell procedures apart, day cells do not.
  const byProcedure = question.byProcedure || question.procedure !== null;
  const flows = flowPieces(question.from, question.T, zone, byProcedure);
  const stocks = stockPieces(question.T, zone, byProcedure);
  await addPieces(sql, question, question.flows, flows, rows);
  await addPieces(sql, question, question.stocks, stocks, rows);
  return [...rows.values()];
}

/**
 * The agencies of which there is any fact up to T: flows summed over all time, as an opening balance is. What came to
 * nothing by a correction does not count.
 */
export async function readPresence(sql: Sql, T: number, flows: readonly string[], zone: Zone): Promise<string[]> {
  const rows = new Map<string, SumRow>();
  const all = {
    from: 0,
    T,
    channel: null,
    procedure: null,
    byProcedure: false,
    byChannel: false,
    flows: [],
    stocks: [],
  };
  await addPieces(sql, all, flows, stockPieces(T, zone, false), rows);
  return [...rows.values()].filter((row) => flows.some((key) => row.sums.get(key) !== 0)).map((row) => row.agency);
}

interface GroupRow {
  agency: string;
  procedure_code?: string;
  channel?: string;
  [measure: `m${number}`]: number;
}

async function addPieces(
  sql: Sql,
  question: SumQuestion,
  keys: readonly string[],
  pieces: Pieces,
  into: Map<string, SumRow>,
): Promise<void> {
  if (keys.length === 0) return;
  const located = keys.map((key) => ({ key, ...DOSSIER_PLAN.locate(key) }));
  const { groups, where, parameters } = filtersOf(question);
  const collect = (found: readonly GroupRow[], measures: readonly { key: string }[]): void => {
    for (const row of found) {
      const { agency, procedure_code: procedure = '', channel = '' } = row;
      const name = `${agency}\u0000${procedure}\u0000${channel}`;
      let target = into.get(name);
      if (target === undefined) {
        target = { agency, procedure, channel, sums: new Map() };
        into.set(name, target);
      }
      for (let i = 0; i < measures.length; i++) {
        const { key } = measures[i]!;
        target.sums.set(key, (target.sums.get(key) ?? 0) + Number(row[`m${i}`]));
      }
    }
  };
  for (const [page, measures] of groupBy(located, ({ series }) => pageOf(series))) {
    const sums = measures.map(({ column }, i) => `SUM(v${column % COLUMNS}) AS m${i}`).join(', ');
    for (const { grain, first, last, onFrom } of pieces.cells) {
      const found = await sql.all<GroupRow>(
        `SELECT ${[...groups, sums].join(', ')} FROM cell WHERE grain = ? AND page = ? AND since_bucket BETWEEN ? AND ?
         AND on_bucket >= ?${where} GROUP BY ${groups.join(', ')}`,
        [grain, page, first, last, onFrom, ...parameters],
      );
      collect(found, measures);
    }
  }
  for (const [series, measures] of groupBy(located, (location) => location.series.id)) {
    const sums = measures.map(({ slot }, i) => `SUM(v${slot}) AS m${i}`).join(', ');
    for (const { first, last, onFrom } of pieces.ragged) {
      const found = await sql.all<GroupRow>(
        `SELECT ${[...groups, sums].join(', ')} FROM contribution WHERE series = ? AND at_ms BETWEEN ? AND ?
         AND on_ms >= ?${where} GROUP BY ${groups.join(', ')}`,
        [series, first, last, onFrom, ...parameters],
      );
      collect(found, measures);
    }
  }
}

function filtersOf(question: SumQuestion): { groups: string[]; where: string; parameters: SqlValue[] } {
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
