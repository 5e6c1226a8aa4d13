import { describeStack } from '../support/stack';
import { cutOff } from './cuts';
import { FaultBox } from './faults';

jest.setTimeout(180_000);

describeStack('a database behind a bad network', (stack) => {
  let box: FaultBox;
  beforeEach(async () => {
    box = await FaultBox.open(await stack.place());
  });
  afterEach(() => box.close());

  test('connections dropped at the commit and under load: nothing is lost, nothing counts twice', () =>
    cutOff(box, 1, 4_000, 31));
});
