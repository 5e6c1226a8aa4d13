import { setTimeout as delay } from 'node:timers/promises';
import type { Record } from '../support/stack-box';
import { type FaultBox, MOMENTS, startWorker } from './faults';
import { expectExact, shuffled } from './figures';

const COMMITS = MOMENTS.filter(({ said }) => said === 'COMMIT');

/**
 * Drops the connection at a commit, before the server has it and after, again and again; then all connections now and
 * then under load. The worker lives on: nothing is lost, nothing counts twice.
 * @param milliseconds how long the load lasts
 */
export async function cutOff(box: FaultBox, rounds: number, milliseconds: number, seed: number): Promise<void> {
  const { events, records } = shuffled(60, seed);
  const worker = await startWorker(box);
  const next = pieces(records);
  for (let round = 0; round < rounds; round++) {
    for (const moment of COMMITS) {
      const cut = new Promise<void>((done) => {
        box.at(moment, 1, () => {
          done();
          return 'cut';
        });
      });
      await box.produce(next(20));
      await cut;
      await box.taken();
    }
  }
  box.untouched();
  let cuts = 0;
  for (const until = Date.now() + milliseconds; Date.now() < until; cuts++) {
    await box.produce(next(10));
    await delay(100 + (cuts % 7) * 60);
    box.proxy.cutAll();
  }
  expect(cuts).toBeGreaterThan(milliseconds / 1000);
  await box.produce(next(records.length));
  await box.taken();
  expect(worker.running.stderr()).not.toMatch(/internal fault/);
  expect((await worker.stop()).code).toBe(0);
  await expectExact(box, events);
}

/** Answers the next so many of the records; beyond their end those from the beginning again, which are repetitions. */
function pieces(records: readonly Record[]): (count: number) => Record[] {
  let at = 0;
  return (count) => {
    const piece = Array.from({ length: count }, (_, i) => records[(at + i) % records.length]!);
    at += count;
    return piece;
  };
}
