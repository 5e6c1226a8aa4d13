import type { Sql } from '../../infra/database';
import { decodeFact, encodeFact, type Fact, type Incoming } from '../indicators';

/**
 * The embedded event log: the facts that came over HTTP, in order, in their canonical form (what the contract does not
 * know was never kept). With Kafka its topics take this place.
 */
export async function appendToLog(sql: Sql, facts: readonly Fact[], at: number): Promise<void> {
  const rows = facts.map((fact) => [at, JSON.stringify(encodeFact(fact))]);
  await sql.write({ table: 'log', key: ['position'], columns: ['at_ms', 'body'], onConflict: 'ignore' }, rows);
}

/** The log from a position on, a batch at a time. */
export async function readLog(
  sql: Sql,
  after: number,
  limit: number,
): Promise<{ incoming: Incoming[]; last: number } | undefined> {
  const rows = await sql.all<{ position: number; at_ms: number; body: string }>(
    'SELECT position, at_ms, body FROM log WHERE position > ? ORDER BY position LIMIT ?',
    [after, limit],
  );
  if (rows.length === 0) return undefined;
  const incoming = rows.map((row) => ({
    origin: { place: 'log', position: Number(row.position) },
    decoded: decodeFact(row.body, { receivedAt: Number(row.at_ms) }),
  }));
  return { incoming, last: Number(rows.at(-1)!.position) };
}
