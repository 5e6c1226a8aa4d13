import { eventually } from '../support/hub';
import { describeStack } from '../support/stack';
import type { RoleProcess } from '../support/stack-box';
import { FaultBox, MOMENTS, startWorker, untilReady } from './faults';
import { expectExact, shuffled } from './figures';

jest.setTimeout(180_000);

describeStack('workers of one group', (stack) => {
  let box: FaultBox;
  beforeEach(async () => {
    box = await FaultBox.open({
      databaseUrl: await stack.databaseUrl(),
      brokers: stack.brokers,
      prefix: stack.topicPrefix(),
    });
  });
  afterEach(() => box.close());

  test('three share six partitions, and one that stops hands over at once', async () => {
    // So long that a hand-over in time cannot be the session running out.
    const patient = { HUB_KAFKA_SESSION_SECONDS: '60' };
    const workers = await Promise.all([1, 2, 3].map(() => box.role(['procedures'], patient)));
    expect(await eventually(() => sharedOut(workers), 'six partitions to be shared by three')).toEqual([2, 2, 2]);
    const { events, records } = shuffled(60, 51);
    await box.produce(records.slice(0, 300));
    const began = Date.now();
    expect((await workers.pop()!.stop()).code).toBe(0);
    expect(await eventually(() => sharedOut(workers), 'six partitions to be shared by two')).toEqual([3, 3]);
    expect(Date.now() - began).toBeLessThan(10_000);
    await box.produce(records.slice(300));
    await box.taken();
    for (const worker of workers) expect((await worker.stop()).code).toBe(0);
    await expectExact(box, events);
  });

  test.each([
    MOMENTS.find(({ name }) => name === 'before the position is locked')!,
    MOMENTS.find(({ name }) => name === 'after its commit, before it knows')!,
  ])('one that was away for longer than its session writes nothing any more: $name', async (moment) => {
    const { events, records } = shuffled(60, 52);
    // On one partition: at such a moment no other transaction of the worker is open, which would have to run out first.
    const early = records.slice(0, 300).map((record) => ({ ...record, partition: 0 }));
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
    await box.taken();
    const taken = await box.dump();
    zombie.running.kill('SIGCONT');
    wake();
    // It learns that it was given up and joins anew: the two share what comes from now on.
    await eventually(() => sharedOut([zombie, heir]), 'the two to share the partitions');
    expect(await box.dump()).toEqual(taken);
    await box.produce(records.slice(300));
    await box.taken();
    for (const worker of [zombie, heir]) expect((await worker.stop()).code).toBe(0);
    await expectExact(box, events);
  });
});

/** How many partitions each worker holds, once they are all held. */
async function sharedOut(workers: readonly RoleProcess[]): Promise<number[] | undefined> {
  const counts = await Promise.all(
    workers.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return [...text.matchAll(/^hub_consumer_lag[^\n]*partition="\d+"/gm)].length;
    }),
  );
  return counts.reduce((sum, count) => sum + count) === 6 && !counts.includes(0) ? counts : undefined;
}
