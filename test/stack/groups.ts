import { DEADLINE, eventually } from '../support/hub';
import type { RoleProcess } from '../support/stack-box';
import { type FaultBox, type Moment, startWorker, untilReady } from './faults';
import { expectExact, shuffled } from './figures';

/**
 * A worker stands still in the middle of a batch for longer than its session, another takes its partitions over, and it
 * comes back: it writes nothing of what it had begun, joins anew, and the two share what comes.
 * @param partitions those that it works on when it stops
 */
export async function cameBack(
  box: FaultBox,
  moment: Moment,
  partitions: readonly number[],
  seed: number,
): Promise<void> {
  const { events, records } = shuffled(60, seed);
  const half = Math.ceil(records.length / 2);
  const early = records
    .slice(0, half)
    .map((record, i) => ({ ...record, partition: partitions[i % partitions.length]! }));
  const zombie = await startWorker(box);
  await untilReady(zombie, true);
  let wake = (): void => {};
  const asleep = new Promise<void>((done) => {
    box.at(moment, 1, () => {
      zombie.running.kill('SIGSTOP');
      done();
      return new Promise((go) => {
        wake = () => go('pass');
      });
    });
  });
  await box.produce(early);
  await asleep;
  box.untouched();
  const heir = await box.role(['procedures'], box.direct);
  // A transaction that stood open is undone after a minute.
  await box.taken('procedures', 2 * DEADLINE);
  const taken = await box.dump();
  zombie.running.kill('SIGCONT');
  wake();
  // It learns that it was given up and joins anew: the two share what comes from now on.
  await eventually(() => sharedOut([zombie, heir]), 'the two to share the partitions');
  expect(await box.dump()).toEqual(taken);
  await box.produce(records.slice(half));
  await box.taken();
  for (const worker of [zombie, heir]) expect((await worker.stop()).code).toBe(0);
  await expectExact(box, events);
}

/** How many partitions each worker holds, once all six are held. */
export async function sharedOut(workers: readonly RoleProcess[]): Promise<number[] | undefined> {
  const counts = await Promise.all(
    workers.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return [...text.matchAll(/^hub_consumer_lag[^\n]*partition="\d+"/gm)].length;
    }),
  );
  return counts.reduce((sum, count) => sum + count) === 6 && !counts.includes(0) ? counts : undefined;
}
