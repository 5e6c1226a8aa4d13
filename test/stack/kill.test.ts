import { describeStack } from '../support/stack';
import { FaultBox, killedAt, MOMENTS, REPORTING_MOMENTS } from './faults';

describeStack('a worker that is killed', (stack) => {
  let box: FaultBox;
  beforeEach(async () => {
    box = await FaultBox.open(await stack.place());
  });
  afterEach(() => box.close());

  test.each(MOMENTS)('$name: nothing is lost, nothing counts twice', (moment) => killedAt(box, moment, 1, 7), 120_000);

  test.each(REPORTING_MOMENTS)(
    'with reports, $name: nothing is lost, nothing counts twice',
    (moment) => killedAt(box, moment, 1, 7, 'reporting'),
    120_000,
  );
});
