import { DEADLINE } from '../support/hub';
import { killRound, type Undisturbed, undisturbed } from './kill';

/** The long half of kill.test.ts: twenty rounds, with one to three kills each. */
jest.setTimeout(10 * DEADLINE);

let whole: Undisturbed;
beforeAll(async () => {
  whole = await undisturbed(4000);
});
afterAll(() => whole?.box.close());

test.each(Array.from({ length: 20 }, (_, i) => i + 1))('round %i', async (round) => {
  const moments = Array.from({ length: 1 + (round % 3) }, (): [number, number] => [Math.random(), Math.random()]);
  await killRound(whole, `round-${round}`, moments);
});
