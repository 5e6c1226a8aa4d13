import fc from 'fast-check';
import type { Fact } from '../facts/fact';
import { mergeFact } from './merge';
import { emptyState, serialiseState } from './state';

/** Promises of one source about one agency, with ties, corrections and fields left out. */
const promises: fc.Arbitrary<Fact[]> = fc
  .array(
    fc.record({
      time: fc.integer({ min: 0, max: 5 }),
      sequence: fc.constantFrom(null, '1', '2', 'x'),
      source: fc.constantFrom('urn:test:a', 'urn:test:b'),
      through: fc.constantFrom<number | null | undefined>(undefined, null, 10, 20, 30),
      agencyCode: fc.constantFrom<string | null | undefined>(undefined, null, 'A', 'B'),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ time, sequence, source, through, agencyCode }, i): Fact => {
      const data = { ...(through !== undefined && { through }), ...(agencyCode !== undefined && { agencyCode }) };
      return { kind: 'watermark', subject: 's/A', id: `e${i}`, source, time, sequence, data };
    }),
  );

function merged(facts: readonly Fact[]): string {
  const state = emptyState('watermark', 's/A');
  for (const fact of facts) mergeFact(state, fact);
  return serialiseState(state);
}

test('what is told of for ever keeps only what stands, in whatever order and however often it comes', () => {
  const twoTellings = promises.chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length })),
  );
  fc.assert(
    fc.property(twoTellings, ([once, again]) => {
      expect(merged(again)).toBe(merged(once));
      // At most one statement a field stands.
      expect(JSON.parse(merged(again)).s.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 2000 },
  );
});
