import fc from 'fast-check';
import type { Fact, FactKind, FactValue } from '../../services/indicators/facts/fact';
import { midnight } from './index';

/** The zone in which the random days lie. */
export const ZONE = 'Asia/Ho_Chi_Minh';

/**
 * Days on which civil and reporting periods begin and end, and a few between. A history picks a handful of instants on
 * them and says everything at and about those, so that ties, boundaries, midnights and equalities are the rule.
 */
const DAYS = [
  ...['2022-10-31', '2022-11-01', '2022-11-02', '2022-11-05', '2022-11-14', '2022-11-15', '2022-11-16', '2022-11-22'],
  ...['2022-11-30', '2022-12-01', '2022-12-08', '2022-12-14', '2022-12-15', '2022-12-31', '2023-01-01'],
].map((date) => midnight(date, ZONE));

const HOUR = 3_600_000;
const INTO_THE_DAY = [0, 1, 9 * HOUR, 9 * HOUR + 1, 17 * HOUR, 24 * HOUR - 1];
/** Before all of the days, and after them. */
export const LONG_BEFORE = midnight('2022-01-01', ZONE);
export const A_YEAR_LATER = midnight('2023-11-20', ZONE) + 9 * HOUR;

/** What one message says. */
export type Data = Record<string, FactValue>;

/** An instant on the grid. */
export const gridInstant: fc.Arbitrary<number> = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...INTO_THE_DAY))
  .map(([day, into]) => day + into);

/** The few instants, in order, of which a whole history is made. */
export const instants: fc.Arbitrary<number[]> = fc
  .uniqueArray(gridInstant, { minLength: 5, maxLength: 9, size: 'max' })
  .map((pool) => pool.sort((a, b) => a - b));

/** Mostly the one, now and then the other. */
export const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 8): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight }, { arbitrary: rare, weight: 1 });

/** Now and then "no longer so". */
export const orNull = <T extends FactValue>(value: fc.Arbitrary<T>): fc.Arbitrary<FactValue> =>
  rarely<FactValue>(value, fc.constant(null));

/** One field. */
export const one = (field: string, value: fc.Arbitrary<FactValue>): fc.Arbitrary<Data> =>
  value.map((said) => ({ [field]: said }));

/** Several fields in one breath, any of them left out. */
export const some = (fields: Readonly<Record<string, fc.Arbitrary<FactValue>>>): fc.Arbitrary<Data> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [
          field,
          rarely<FactValue | undefined>(value, fc.constant(undefined), 4),
        ]),
      ),
    )
    .map((said) => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Data);

/** A statement without its place in the world. */
export interface Saying {
  readonly time: number;
  readonly sequence: string | null;
  readonly source: string;
  readonly data: Data;
}

/** A statement at one of the instants, now and then of another source or long after all of them. */
export function saying(instant: fc.Arbitrary<number>, data: fc.Arbitrary<Data>): fc.Arbitrary<Saying> {
  return fc.record({
    time: rarely(instant, fc.constant(A_YEAR_LATER), 20),
    sequence: fc.oneof(
      { arbitrary: fc.constant(null), weight: 2 },
      { arbitrary: fc.constantFrom('1', '9', '09', '10', '11'), weight: 1 },
    ),
    source: rarely(fc.constant('urn:test:a'), fc.constant('urn:test:b'), 5),
    data,
  });
}

/** Ids count up within a source, so that two sources use the same ones, and every message is told apart by source and id. */
export function named(kind: FactKind, subject: string, sayings: readonly Saying[]): Fact[] {
  return sayings.map((said, index) => {
    const before = sayings.slice(0, index).filter(({ source }) => source === said.source).length;
    return { kind, subject, id: `${subject}-${before}`, ...said };
  });
}
