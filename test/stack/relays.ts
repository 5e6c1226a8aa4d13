import type { Running } from '../support/hub';
import { dossier } from '../support/hub-facts';
import type { Record } from '../support/stack-box';
import type { FaultBox, Moment } from './faults';
import { shuffled } from './figures';
import { expectPublished, untilTold } from './published';

/** Moments of a relay: what it has told by then is known to readers, and not yet to the store. */
const MOMENTS: readonly (Moment & { readonly nth: number })[] = [
  { name: 'before it looks', said: 'FROM changed_bucket ORDER', answered: false, nth: 1 },
  { name: 'about to tell late cases, in doubt', said: 'INTO published_late', answered: true, nth: 1 },
  // What it tells it notes twice: that it does, and that it has.
  { name: 'late cases told, not noted', said: 'INTO published_late', answered: false, nth: 2 },
  { name: 'values told, not noted', said: 'INTO published_value', answered: false, nth: 2 },
  { name: 'all told, before the notes are cleared', said: 'DELETE FROM changed_bucket', answered: false, nth: 1 },
  { name: 'the notes are cleared, before it knows', said: 'DELETE FROM changed_bucket', answered: true, nth: 1 },
];

/** Kills the relay at each of its moments while facts go on; the topics end as what the API says. */
export async function killedRelays(box: FaultBox, rounds: number, seed: number): Promise<void> {
  const { records } = shuffled(20 * rounds, seed);
  const worker = await box.role(['procedures'], box.direct);
  const size = Math.ceil(records.length / (rounds * MOMENTS.length));
  for (let round = 0; round < rounds * MOMENTS.length; round++) {
    const moment = MOMENTS[round % MOMENTS.length]!;
    // What becomes late in one round has been on time in the next: readers must not be left with what was in between.
    await box.produce([...records.slice(round * size, (round + 1) * size), ...onTime(round - 1), late(round)]);
    await box.taken();
    let running: Running | undefined;
    const killed = new Promise<void>((done) => {
      box.at(moment, moment.nth, () => {
        running?.kill('SIGKILL');
        done();
        return 'cut';
      });
    });
    const relay = await box.role(['relay']);
    running = relay.running;
    await Promise.race([killed, relay.running.ended]);
    expect(await relay.running.ended).toMatchObject({ signal: 'SIGKILL' });
  }
  box.untouched();
  await box.produce(onTime(rounds * MOMENTS.length - 1));
  await box.taken();
  const last = await box.role(['relay']);
  await untilTold(box);
  expect((await last.stop()).code).toBe(0);
  expect((await worker.stop()).code).toBe(0);
  await expectPublished(box);
}

// The same kind of source as the other facts: a store holds simulated facts or real ones.
const source = 'urn:hub:simulation:relays';

function late(round: number): Record {
  return record(dossier(`R-${round}`, { dueAt: '2022-11-11T17:00:00+07:00' }, { source }));
}

/** The same dossier, of which it turns out that it was done in time. */
function onTime(round: number): Record[] {
  if (round < 0) return [];
  const data = { status: 'COMPLETED', completedAt: '2022-11-10T16:00:00+07:00' };
  return [record(dossier(`R-${round}`, data, { source, id: `R-${round}/2`, time: '2022-11-10T16:00:00+07:00' }))];
}

function record(event: object): Record {
  return { key: (event as { subject: string }).subject, value: JSON.stringify(event) };
}
