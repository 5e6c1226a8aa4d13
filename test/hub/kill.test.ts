import { DEADLINE } from '../support/hub';
import { killRound, type Undisturbed, undisturbed } from './kill';

/** Kill -9 at any moment; twenty rounds are in kill.long.ts. */
jest.setTimeout(4 * DEADLINE);

let whole: Undisturbed;
beforeAll(async () => {
  whole = await undisturbed(2500);
});
afterAll(() => whole?.box.close());

test.each([1, 2, 3])(
  'an import killed at a random moment, round %i: finished later, nothing is lost or counted twice',
  async (round) => {
    // The first round meets an empty store, the last is killed twice.
    const moments = Array.from({ length: round === 3 ? 2 : 1 }, (): [number, number] => [
      round === 1 ? 0 : Math.random(),
      Math.random(),
    ]);
    await killRound(whole, `round-${round}`, moments);
  },
);
