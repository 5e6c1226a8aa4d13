import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importAll } from '../../services/hub/import';
import { form06aTotals, parsePeriod } from '../../services/indicators';
import { readFacts, readMapping } from '../../services/procedures';
import { openEngine } from '../support/engine';
import { contextOf } from './support';

const DATA = resolve(__dirname, '../../../shared/data/wabo-receipt');
const LOG = join(DATA, 'receipt-events.csv.gz');
const MAPPING = join(__dirname, '../wabo/mapping.yaml');
const given = existsSync(LOG) ? test : test.skip;
if (!existsSync(LOG))
  process.stderr.write('The permit log is absent (shared/data/wabo-receipt): its form is left out.\n');

/** Figures that the log's own documentation computed, by month. */
interface Expected {
  received_by_start_month: Record<string, { received: number; internet: number }>;
  finished_by_end_month: Record<string, { finished: number; finished_after_deadline: number }>;
}

given(
  'the form of every month of the permit log is what its documentation counts, one month continuing the other',
  async () => {
    const expected: Expected = JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8'));
    const engine = await openEngine('INSTANT', 'Europe/Amsterdam');
    try {
      const mapping = await readMapping(MAPPING);
      await importAll(engine.store, readFacts(LOG, { mapping, receivedAt: Date.now }), Date.now);
      const totals = form06aTotals(contextOf(engine, { now: Date.UTC(2014, 0, 1) }));
      const months = [
        ...new Set([expected.received_by_start_month, expected.finished_by_end_month].flatMap(Object.keys)),
      ].sort();
      expect(months.length).toBeGreaterThan(12);
      let carried = 0;
      for (const month of months) {
        const { received, internet } = expected.received_by_start_month[month] ?? { received: 0, internet: 0 };
        const done = expected.finished_by_end_month[month] ?? { finished: 0, finished_after_deadline: 0 };
        const form = await totals(null, parsePeriod(month));
        expect({ month, ...form }).toMatchObject({
          ...{ month, 3: received + carried, 4: internet, 5: received - internet, 6: carried },
          ...{ 7: done.finished, 10: done.finished_after_deadline },
        });
        carried = form[11]!;
      }
    } finally {
      await engine.close();
    }
  },
  120_000,
);
