import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { countedOnce } from './figures';

describeStack('sixty thousand facts that come three times, in any order, on any partition', (stack) => {
  let box: StackBox;
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await box.createTopics();
  });
  afterAll(() => box.close());

  test('give what an embedded store makes of them, while workers come and go', async () => {
    expect(await countedOnce(box, 9_500, 3)).toBeGreaterThan(60_000);
  }, 900_000);
});
