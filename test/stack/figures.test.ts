import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { countedOnce } from './figures';

describeStack('facts that come three times, in any order, on any partition', (stack) => {
  let box: StackBox;
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await box.createTopics();
  });
  afterAll(() => box.close());

  test('give what an embedded store makes of them, while workers come and go', async () => {
    expect(await countedOnce(box, 400, 1)).toBeGreaterThan(1000);
  }, 180_000);
});
