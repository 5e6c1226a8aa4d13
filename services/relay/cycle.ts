import { readWork, type Work } from './changes';
import { publishLateCases } from './late';
import { noteAllLetters, publishLetters } from './letters';
import { writeMarks } from './marks';
import type { Relaying } from './relaying';
import { publishPeriod } from './values';

/**
 * Looks once at everything that has changed since the last whole cycle and publishes what differs from what was
 * published last. Each period and each page is read on a snapshot of its own, no older than the notes of what changed,
 * sent, and noted as published: memory stays small, and a cycle that is cut off goes on where it was. The notes are
 * removed at the end, those excepted that were written over meanwhile; a crash before publishes again.
 */
export async function runCycle(relaying: Relaying): Promise<Work> {
  const { database, store, targets, now } = relaying;
  const started = now();
  const work = await database.read((sql) => readWork(sql, store, targets, started));
  // Letters and cases first: a long list of periods need not hold them up.
  if (work.before.looked === undefined) await noteAllLetters(relaying);
  await publishLetters(relaying);
  await publishLateCases(relaying, work);
  for (const period of work.periods) await publishPeriod(relaying, period);
  await database.write(async (sql) => {
    if (work.buckets.length > 0) await sql.remove('changed_bucket', ['kind', 'bucket', 'revision'], work.buckets);
    await writeMarks(sql, work.after);
  });
  return work;
}
