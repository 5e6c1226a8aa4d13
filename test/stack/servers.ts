import type { Verdict } from '../support/proxy';
import { type FaultBox, MOMENTS, untilReady } from './faults';
import { expectExact, shuffled } from './figures';
import { expectPublished } from './published';

/** A server that a test may stop and start again. */
interface Stoppable {
  stop(): Promise<unknown>;
  kill(): Promise<unknown>;
  start(): Promise<unknown>;
}

/** One stop in the middle of a batch: of what, how, and what the worker must say of itself meanwhile. */
export interface Outage {
  readonly server: Stoppable;
  readonly by: 'stop' | 'kill';
  readonly says: RegExp;
}

/** Before the commit: all of the batch is written and nothing of it kept. */
const MID_BATCH = MOMENTS.find(({ name }) => name === 'before its commit')!;

/** Lets servers go in the middle of a batch, one after the other; the same process goes on when they are back. */
export async function outlived(box: FaultBox, outages: readonly Outage[], seed: number): Promise<void> {
  const { events, records } = shuffled(30 + 10 * outages.length, seed);
  const size = Math.ceil(records.length / (outages.length + 1));
  const worker = await box.role(['procedures', 'relay']);
  for (const [round, { server, by, says }] of outages.entries()) {
    const gone = new Promise<void>((done, failed) => {
      box.at(MID_BATCH, 1, async (): Promise<Verdict> => {
        await server[by]().then(() => done(), failed);
        return 'pass';
      });
    });
    await box.produce(records.slice(round * size, (round + 1) * size));
    await gone;
    const checks = await untilReady(worker, false);
    expect(Object.values(checks).join('\n')).toMatch(says);
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200);
    await server.start();
    await untilReady(worker, true);
    await box.taken();
  }
  await box.produce(records.slice(outages.length * size));
  await box.taken();
  await expectExact(box, events);
  await expectPublished(box);
  expect((await worker.stop()).code).toBe(0);
}
