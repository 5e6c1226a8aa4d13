import { describeStack } from '../support/stack';
import { cutOff } from './cuts';
import { FaultBox } from './faults';
import { killedRelays } from './relays';

jest.setTimeout(900_000);

describeStack('a database behind a bad network, for long', (stack) => {
  let box: FaultBox;
  beforeEach(async () => {
    box = await FaultBox.open(await stack.place());
  });
  afterEach(() => box.close());

  test('ten rounds at the commit, and a minute under load', () => cutOff(box, 10, 60_000, 32));

  test('ten relays killed at each of their moments', () => killedRelays(box, 10, 42));
});
