import fc from 'fast-check';
import type { Fact } from '../../services/indicators';
import { rebuild, verify } from '../../services/indicators';
import { histories, ZONE } from '../oracle/arbitraries';
import { worlds } from '../oracle/worlds';
import { clearEngine } from '../support/clear';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';

const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 40);

const cuts = fc.array(fc.nat(), { maxLength: 8 });
/** Dossiers and their catalogue, or facts of every kind. */
const anyFacts = fc.oneof(histories(), worlds());

/** An order, repetitions and batch borders for a history. */
function tellings(facts: readonly Fact[]): fc.Arbitrary<{ told: Fact[]; places: number[] }> {
  return fc
    .tuple(
      fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length }),
      fc.subarray([...facts]),
      cuts,
    )
    .chain(([once, again, places]) =>
      fc
        .shuffledSubarray([...once, ...again], { minLength: once.length + again.length })
        .map((told) => ({ told, places })),
    );
}

function batches<T>(items: readonly T[], places: readonly number[]): T[][] {
  const borders = [...new Set(places.map((place) => place % (items.length + 1)))].sort((a, b) => a - b);
  return [0, ...borders]
    .map((from, i) => items.slice(from, [...borders, items.length][i]))
    .filter((part) => part.length > 0);
}

/** Corrections, retractions and voided facts are among the histories; two tellings of one history are compared. */
describeEngines('the order, the repetition and the batches of facts', (openEngine, effort) => {
  let one: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    [one, other] = [await openEngine('DATE', ZONE), await openEngine('DATE', ZONE)];
  });
  afterAll(async () => {
    await one.close();
    await other.close();
  });

  test('change neither states nor contributions nor cells, to the byte, and a recomputation finds the same', async () => {
    const twoTellings = anyFacts.chain((facts) => fc.tuple(tellings(facts), tellings(facts)));
    await fc.assert(
      fc.asyncProperty(twoTellings, async ([first, second]) => {
        await clearEngine(one);
        await clearEngine(other);
        let accepted = 0;
        for (const batch of batches(first.told, first.places)) accepted += (await one.ingest(batch)).accepted;
        let again = 0;
        for (const batch of batches(second.told, second.places)) again += (await other.ingest(batch)).accepted;
        // Each fact is new once, whatever the telling.
        expect(again).toBe(accepted);
        const [left, right] = [await one.dump(), await other.dump()];
        expect(right).toEqual(left);
        expect((await verify(one.database, one.store.settings)).differences).toEqual([]);
        await rebuild(other.database, other.store.settings);
        expect(await other.dump()).toEqual(left);
        // Telling all of it once more changes nothing and is recognised.
        expect(await one.ingest(first.told)).toMatchObject({ accepted: 0, repeated: first.told.length });
        expect(await one.dump()).toEqual(left);
      }),
      { numRuns: effort.runs(RUNS) },
    );
  }, 600_000);

  test('leave nothing behind where everything is voided in the end', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, cuts, async (facts, places) => {
        await clearEngine(one);
        for (const batch of batches(facts, places)) await one.ingest(batch);
        const kinds = new Map(facts.map(({ kind, subject }) => [`${kind} ${subject}`, { kind, subject }]));
        const far = Date.UTC(2030, 0, 1);
        await one.ingest(
          [...kinds.values()].map(({ kind, subject }) => ({
            ...{ kind, subject, id: `void-${subject}`, source: 'urn:test:a', time: far, sequence: null },
            data: { voided: true },
          })),
        );
        const { cells, contributions, reportSlots } = await one.dump();
        expect({ cells, contributions, reportSlots }).toEqual({ cells: [], contributions: [], reportSlots: [] });
      }),
      { numRuns: effort.runs(RUNS) },
    );
  }, 600_000);
});
