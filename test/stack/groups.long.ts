import { describeStack } from '../support/stack';
import { FaultBox, MOMENTS } from './faults';
import { cameBack } from './groups';

jest.setTimeout(600_000);

describeStack('a worker that stands still in the middle of transactions', (stack) => {
  let box: FaultBox;
  beforeEach(async () => {
    box = await FaultBox.open(await stack.place());
  });
  afterEach(() => box.close());

  // The server undoes them after a minute of silence; until then the others wait for the rows.
  test.each(MOMENTS.filter(({ name }) => /states|cells|before its commit/.test(name)))(
    '$name: the others go on when the server has undone them',
    (moment) => cameBack(box, moment, [0, 1, 2, 3, 4, 5], 53),
  );
});
