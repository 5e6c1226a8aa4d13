import { eventually } from '../support/hub';
import { describeStack } from '../support/stack';
import { FaultBox, MOMENTS } from './faults';
import { expectExact, shuffled } from './figures';
import { cameBack, sharedOut } from './groups';

jest.setTimeout(180_000);

describeStack('workers of one group', (stack) => {
  let box: FaultBox;
  beforeEach(async () => {
    box = await FaultBox.open(await stack.place());
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
    expect(Date.now() - began).toBeLessThan(5_000);
    await box.produce(records.slice(300));
    await box.taken();
    for (const worker of workers) expect((await worker.stop()).code).toBe(0);
    await expectExact(box, events);
  });

  test.each([
    MOMENTS.find(({ name }) => name === 'before the position is locked')!,
    MOMENTS.find(({ name }) => name === 'after its commit, before it knows')!,
  ])('one that was away for longer than its session writes nothing any more: $name', (moment) =>
    // On one partition: at such a moment no other transaction of the worker is open, which would have to run out first.
    cameBack(box, moment, [0], 52),
  );
});
