import { dayNumber, formatDay } from '../../infra/time/zone';
import { decodeFact, type Incoming, readMeta, writeMeta } from '../indicators';
import { importAll } from './import';
import type { OpenStore } from './open';
import { progress } from './progress';
import { simulate } from './simulate';

/** How large the demonstration's province is, and how far back it goes, in days. */
const DOSSIERS = 4000;
const DAYS = 540;
const SEED = 15090;
const FILLED = 'filled';

/**
 * Fills an empty demonstration store with a small simulated province up to the day of its first start. A fill that was
 * cut off is finished at the next start: the same facts are merged again.
 */
export async function fillDemonstration(open: OpenStore, now: number): Promise<void> {
  const { database, store } = open;
  const today = await database.write(async (sql) => {
    const known = (await readMeta(sql)).get('demonstration');
    if (known !== undefined) return known;
    const day = formatDay(store.settings.zone.localDay(now));
    await writeMeta(sql, { demonstration: day });
    return day;
  });
  if (today === FILLED) return;
  const shown = progress('filling the demonstration with a simulated province', 2000);
  const day = dayNumber(today);
  const range = { from: formatDay(day - DAYS), to: formatDay(day + 1) };
  // What would happen later on the first day has not happened yet.
  const source = simulatedBatches({ ...range, dossiers: DOSSIERS, seed: SEED }, now);
  await importAll(
    store,
    source,
    () => now,
    (sofar) => shown.update(null, `${sofar.accepted} facts`),
  );
  shown.done();
  await database.write((sql) => writeMeta(sql, { demonstration: FILLED }));
}

function* simulatedBatches(
  options: { dossiers: number; seed: number; from: string; to: string },
  now: number,
): Generator<Incoming[]> {
  let batch: Incoming[] = [];
  let position = 0;
  for (const event of simulate(options)) {
    if (Date.parse(event.time) > now) break;
    batch.push({
      origin: { place: 'simulation', position: position++ },
      decoded: decodeFact(event, { receivedAt: now }),
    });
    if (batch.length === 1000) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
