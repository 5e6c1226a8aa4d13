import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { churn, expectExact, shuffled } from './figures';

describeStack('sixty thousand facts that come three times, in any order, on any partition', (stack) => {
  let box: StackBox;
  beforeAll(async () => {
    box = new StackBox({
      databaseUrl: await stack.databaseUrl(),
      brokers: stack.brokers,
      prefix: stack.topicPrefix(),
    });
    await box.createTopics();
  });
  afterAll(() => box.close());

  test('give what an embedded store makes of them, while workers come and go', async () => {
    const { events, records } = shuffled(9_500, 3);
    expect(events.length).toBeGreaterThan(60_000);
    const produced = box.produce(records);
    const workers = await churn(box, produced);
    await box.taken();
    for (const worker of workers) expect((await worker.stop()).code).toBe(0);
    await expectExact(box, events);
  }, 900_000);
});
