import { readMeta } from '../../services/indicators';
import type { TestEngine } from './engine';

/** Empties a store between two histories, so that opening files does not take all the time of a test. */
export async function clearEngine(engine: TestEngine): Promise<void> {
  await engine.database.write(async (sql) => {
    for (const table of ['state', 'contribution', 'cell', 'source', 'report_slot'])
      await sql.run(`DELETE FROM ${table}`);
    // What was read of the catalogue before is forgotten.
    const revision = String(Number((await readMeta(sql)).get('revision')) + 1);
    const bulk = { table: 'meta', key: ['name'], columns: ['name', 'value'], onConflict: 'replace' } as const;
    await sql.write(bulk, [
      ['revision', revision],
      ['catalogue_revision', revision],
    ]);
  });
}
