import type { Reads } from '../../infra/database';

/** Every state, every cell that is not zero and what follows besides, as text: the same dump gives the same figures. */
export interface Dump {
  readonly states: string[];
  readonly cells: string[];
  readonly contributions: string[];
  /** Which report fills which place that a regime expects. */
  readonly reportSlots: string[];
}

export async function dumpOf(database: Reads): Promise<Dump> {
  return database.read(async (sql) => {
    const text = (rows: Record<string, unknown>[]): string[] => rows.map((row) => JSON.stringify(row));
    const states = await sql.all<Record<string, unknown>>(
      'SELECT kind, subject, body FROM state ORDER BY kind, subject',
    );
    const cells = await sql.all<Record<string, unknown>>(
      'SELECT * FROM cell ORDER BY grain, page, since_bucket, on_bucket, agency, procedure_code, channel',
    );
    const contributions = await sql.all<Record<string, unknown>>(
      'SELECT * FROM contribution ORDER BY series, at_ms, subject, on_ms',
    );
    const reportSlots = await sql.all<Record<string, unknown>>(
      'SELECT * FROM report_slot ORDER BY period, regime, agency, subject',
    );
    const isZero = (row: Record<string, unknown>): boolean =>
      Object.entries(row).every(([name, value]) => !/^v\d+$/.test(name) || value === 0);
    return {
      states: text(states),
      cells: text(cells.filter((row) => !isZero(row))),
      contributions: text(contributions),
      reportSlots: text(reportSlots),
    };
  });
}
