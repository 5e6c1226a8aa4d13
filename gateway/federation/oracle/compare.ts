import fc from 'fast-check';
import { execute, parse, validate } from 'graphql';
import { FederatedExecutor } from '../federated-executor';
import { generateQuery } from './generate';
import { federated, merged } from './graph';

/** The planner fails, loudly, on a field with `@requires` of an entity that is reached within the same subgraph. */
const UNPLANNED = ['perHead'];
/**
 * Members of a union share what is fetched for any of them, so that one which fails takes along a member that did not
 * ask for it: an answer with an error, but not the one that a single schema gives.
 */
const ABSTRACT = ['items', 'things', 'reports'];

/** Faults of ours that came up on the way; there must be none. */
export const faults: string[] = [];
/** The world twice: with fields that fail, and without. */
export const worlds = [true, false].map((isBroken) => ({
  isBroken,
  schema: merged(isBroken),
  executor: new FederatedExecutor({ ...federated(isBroken), report: (fault) => faults.push(String(fault)) }),
}));
export type World = (typeof worlds)[number];

/** Asks both, and expects the same data, and errors from either both or neither. */
export async function same({ schema, executor }: World, query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const expected = await execute({ schema, document, variableValues: variables });
  const got = await executor.execute({ document, variables });
  const plain = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  expect({ query, variables, data: plain(got.data) }).toEqual({ query, variables, data: plain(expected.data) });
  expect({ query, errors: got.errors?.map(String), failed: Boolean(got.errors) }).toMatchObject({
    query,
    failed: Boolean(expected.errors),
  });
  return got;
}

/** Compares generated queries; returns how many were valid. */
export async function compareGenerated(world: World, numRuns: number, seed?: number): Promise<number> {
  const without = new Set([...UNPLANNED, ...(world.isBroken ? ABSTRACT : [])]);
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (each) => {
      const { query, variables } = generateQuery(world.schema, each, without);
      // Two fragments may ask for one key in two ways; such a query is refused before it is planned.
      if (validate(world.schema, parse(query)).length > 0) return;
      compared++;
      await same(world, query, variables);
    }),
    { numRuns, ...(seed !== undefined && { seed }) },
  );
  return compared;
}
