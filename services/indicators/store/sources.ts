import { placeholders, type Sql } from '../../../infra/database';

/** How far a source has come: a topic, or the source of an import. */
export interface SourceState {
  readonly source: string;
  /** The latest `time` among its facts. */
  readonly newestEvent: number | null;
  /** When something of it was last received. */
  readonly receivedAt: number | null;
  readonly accepted: number;
  readonly deadLettered: number;
}

/** What a batch adds to one source. */
export interface SourceGain {
  newestEvent: number | null;
  accepted: number;
  deadLettered: number;
}

interface Row {
  source: string;
  newest_event: number | null;
  received_at: number | null;
  accepted: number;
  dead_lettered: number;
}

/** All sources by name, or only those named. */
export async function readSources(sql: Sql, names?: readonly string[]): Promise<SourceState[]> {
  const where = names === undefined ? '' : ` WHERE source IN (${placeholders(names.length)})`;
  const rows = await sql.all<Row>(`SELECT * FROM source${where} ORDER BY source`, names ?? []);
  return rows.map((row) => ({
    source: row.source,
    newestEvent: row.newest_event,
    receivedAt: row.received_at,
    accepted: row.accepted,
    deadLettered: row.dead_lettered,
  }));
}

/** Adds a batch's gains to its sources. */
export async function addToSources(
  sql: Sql,
  gains: ReadonlyMap<string, SourceGain>,
  receivedAt: number,
): Promise<void> {
  const known = new Map((await readSources(sql, [...gains.keys()])).map((state) => [state.source, state]));
  const rows = [...gains].map(([source, gain]) => {
    const before = known.get(source);
    return [
      source,
      larger(before?.newestEvent ?? null, gain.newestEvent),
      larger(before?.receivedAt ?? null, receivedAt),
      (before?.accepted ?? 0) + gain.accepted,
      (before?.deadLettered ?? 0) + gain.deadLettered,
    ];
  });
  const columns = ['source', 'newest_event', 'received_at', 'accepted', 'dead_lettered'];
  await sql.write({ table: 'source', key: ['source'], columns, onConflict: 'replace' }, rows);
}

function larger(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

/** The latest `time` among the facts of all sources; null where there is none. */
export async function newestEvent(sql: Sql): Promise<number | null> {
  const [row] = await sql.all<{ newest: number | null }>('SELECT MAX(newest_event) AS newest FROM source');
  return row?.newest ?? null;
}
