import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import contract from '../../schema/contracts/facts.schema.json';
import { histories } from '../oracle/arbitraries';
import { asEvent, asFact } from './build';
import { EVENTS, FACTS } from './facts';

// The contract marks fields with x-merge, which no validator knows.
const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
const valid = ajv.compile(contract);

const problems = (event: unknown) => (valid(event) ? [] : (valid.errors ?? []));

describe('what the tests tell the hub', () => {
  test('keeps the contract, in the scenarios', () => {
    for (const event of EVENTS)
      expect({ id: event.id, problems: problems(event) }).toEqual({ id: event.id, problems: [] });
  });

  test('keeps the contract, at random', () => {
    fc.assert(
      fc.property(histories(), (facts) => {
        for (const fact of facts) expect(problems(asEvent(fact))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('is the same before and after it is written down', () => {
    expect(FACTS.map(asEvent).map(asFact)).toEqual(FACTS);
  });
});
