import fc from 'fast-check';
import type { FactKind, FactValue } from '../../services/indicators/facts/fact';
import { type Data, LONG_BEFORE, named, one, orNull, rarely, type Saying, saying, some } from './sayings';

export type Instant = fc.Arbitrary<number>;
/** One thing that a statement may say; the weight says how often it is among what is said. */
export type Clause = readonly [weight: number, said: fc.Arbitrary<Data>];

const AGENCIES = ['A', 'B', 'C', 'D', 'E'];
/** Any of the agencies. */
export const agency = fc.constantFrom(...AGENCIES);
/** Mostly true. */
export const flag = orNull(fc.constantFrom(true, true, false));
const voided = one('voided', rarely<FactValue>(fc.constantFrom(false, null), fc.constant(true), 1));
/** One clause for each field, all of one weight. */
export const said = (fields: readonly string[], value: fc.Arbitrary<FactValue>, weight = 1): Clause[] =>
  fields.map((field) => [weight, one(field, value)]);

/** A thing's messages: how it begins, then up to five more that say anything of their kind. */
export function history(
  kind: FactKind,
  subject: string,
  opening: fc.Arbitrary<Saying>,
  clauses: readonly Clause[],
  at: Instant,
) {
  const common: Clause[] = [[1, voided], ...said(['agencyCode'], orNull(agency))];
  const clause = fc.oneof(...[...common, ...clauses].map(([weight, arbitrary]) => ({ weight, arbitrary })));
  const data = fc
    .array(clause, { minLength: 1, maxLength: 3 })
    .map((parts): Data => Object.assign({}, ...parts))
    .filter((all) => Object.keys(all).length > 0);
  return fc.tuple(opening, fc.array(saying(at, data), { maxLength: 5, size: 'max' })).map(([first, others]) =>
    named(
      kind,
      subject,
      [first, ...others].filter((told) => Object.keys(told.data).length > 0),
    ),
  );
}

/** What is in force began long before or within the days looked at, and mostly says at once that it is in force. */
export const inForceFrom = (at: Instant, fields: Readonly<Record<string, fc.Arbitrary<FactValue>>>) =>
  saying(
    fc.oneof(fc.constant(LONG_BEFORE), at),
    fc
      .tuple(
        rarely(fc.constant<Data>({ inForce: true }), one('inForce', flag), 4),
        some({ agencyCode: agency, ...fields }),
      )
      .map(([force, rest]): Data => ({ ...force, ...rest })),
  );
