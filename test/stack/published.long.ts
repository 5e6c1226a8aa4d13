import { ADAPTERS } from '../../services/hub/topics';
import { INDICATORS } from '../../services/indicators';
import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { shuffled } from './figures';
import { compacted, expectPublished, readEvents } from './published';

describeStack('values of facts of every kind', (stack) => {
  let box: StackBox;
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await box.createTopics();
  });
  afterAll(() => box.close());

  test('are published as the API says them, of every indicator', async () => {
    const relay = await box.role(['procedures', 'reporting', 'relay']);
    await Promise.all(ADAPTERS.map((role) => box.produce(shuffled(60, 71, role).records, role)));
    for (const role of ADAPTERS) await box.taken(role);
    await expectPublished(box);
    expect((await relay.stop()).code).toBe(0);
    const told = new Set([...compacted(await readEvents(box, 'values')).values()].map(({ indicator }) => indicator));
    expect([...told].sort()).toEqual(INDICATORS.map(({ code }) => code).sort());
  }, 300_000);
});
