import fc from 'fast-check';
import type { Fact, FactValue } from '../../services/indicators/facts/fact';
import { type Channel, DOSSIER_CODES, effectiveAsOf, type Question, type Settings, windowOf } from './index';
import {
  A_YEAR_LATER,
  type Data,
  gridInstant,
  instants,
  LONG_BEFORE,
  named,
  one,
  orNull,
  rarely,
  type Saying,
  saying,
  some,
  ZONE,
} from './sayings';

export { gridInstant, ZONE } from './sayings';

const STATUSES = [
  ...['PROCESSING', 'PROCESSING', 'RECEIVED', 'SUPPLEMENT_REQUESTED', 'SUPPLEMENT_REQUESTED', 'FEE_REQUESTED'],
  ...['COMPLETED', 'COMPLETED', 'RETURNED', 'WITHDRAWN', 'STOPPED'],
];

/** One thing that a statement about a dossier may say; the weight says how often it is among what is said. */
function clauses(
  instant: fc.Arbitrary<number>,
  { early, later }: Readonly<Record<'early' | 'later', fc.Arbitrary<number>>>,
  ids: fc.Arbitrary<string>,
): readonly [number, fc.Arbitrary<Data>][] {
  const flag = orNull(fc.boolean());
  const count = orNull(fc.integer({ min: 0, max: 4 }));
  const dates = ['syncedAt', 'eResultIssuedAt', 'explainedAt', 'apologisedAt'];
  const status = rarely<FactValue>(fc.constantFrom(...STATUSES), fc.constantFrom('REGISTERED', 'REFUSED', null), 16);
  const reason = fc.constantFrom<FactValue>('INITIAL', 'SUPPLEMENT', 'CORRECTION', 'APOLOGY', null);
  const due: fc.Arbitrary<Data> = fc
    .tuple(orNull(later), fc.option(reason, { nil: undefined }))
    .map(([dueAt, dueReason]) => (dueReason === undefined ? { dueAt } : { dueAt, dueReason }));
  const rating: fc.Arbitrary<Data> = fc
    .tuple(orNull(fc.integer({ min: 1, max: 5 })), orNull(instant))
    .map(([given, ratedAt]) => ({ rating: given, ratedAt }));
  return [
    [9, one('status', status)],
    [8, due],
    [1, one('receivedAt', orNull(early))],
    [4, one('completedAt', rarely<FactValue>(later, fc.constant(null), 3))],
    [2, one('returnedAt', orNull(later))],
    [2, one('agencyCode', orNull(fc.constantFrom('A', 'B', 'C', 'D', 'E')))],
    [2, one('procedureCode', orNull(fc.constantFrom('P', 'Q', 'R')))],
    [2, one('channel', orNull(fc.constantFrom('ONLINE', 'COUNTER', 'POSTAL')))],
    [2, one('retracts', fc.uniqueArray(ids, { minLength: 1, maxLength: 2 }))],
    [1, one('dueReason', reason)],
    [1, rating],
    [1, one('voided', rarely<FactValue>(fc.constantFrom(false, null), fc.constant(true), 1))],
    ...dates.map((field): [number, fc.Arbitrary<Data>] => [1, one(field, orNull(instant))]),
    ...['outsideTerritory', 'resultRequired', 'signedOnMobile'].map((field): [number, fc.Arbitrary<Data>] => [
      1,
      one(field, flag),
    ]),
    [2, some({ componentsRequired: count, componentsDigitised: count, componentsReused: count })],
    [
      2,
      some({
        feeRequired: rarely<FactValue>(fc.constant(true), flag, 2),
        feePaidOnline: flag,
        feePaidAt: orNull(instant),
      }),
    ],
  ];
}

/** The history of one dossier: 1 to 12 messages. */
export function dossier(subject: string, pool: readonly number[]): fc.Arbitrary<Fact[]> {
  const instant = fc.constantFrom(...pool);
  // Mostly received among the first of the instants and completed among the others, so that it has a life.
  const early = rarely(fc.constantFrom(...pool.slice(0, 2)), instant, 6);
  const later = rarely(fc.constantFrom(...pool.slice(2)), instant, 4);
  const ids = rarely(
    fc.integer({ min: 0, max: 6 }).map((number) => `${subject}-${number}`),
    fc.constant('nobody-knows'),
  );
  const clause = fc.oneof(
    ...clauses(instant, { early, later }, ids).map(([weight, arbitrary]) => ({ weight, arbitrary })),
  );
  const data = fc
    .array(clause, { minLength: 1, maxLength: 4 })
    .map((parts): Data => Object.assign({}, ...parts))
    .filter((said) => Object.keys(said).length > 0);
  // Most dossiers begin as they do in life; the others begin with anything.
  const opening = fc.constantFrom<Data>(
    { status: 'RECEIVED', channel: 'ONLINE' },
    { status: 'RECEIVED' },
    { channel: 'ONLINE' },
    { channel: 'POSTAL' },
  );
  const receipt = fc
    .tuple(early, fc.option(instant, { nil: undefined }), fc.constantFrom('A', 'B', 'C', 'D'), opening, data)
    .map(
      ([receivedAt, dueAt, agencyCode, opened, more]): Data => ({
        ...(dueAt === undefined ? {} : { dueAt }),
        ...opened,
        ...more,
        receivedAt,
        agencyCode,
      }),
    );
  return fc
    .tuple(saying(early, rarely(receipt, data, 5)), fc.array(saying(later, data), { maxLength: 11, size: 'max' }))
    .map(([first, others]) => named('dossier', subject, [first, ...others]));
}

/** A field of a catalogue entry, said at first long before (or, held backwards, long after), that changes now and then. */
export function entry(
  field: string,
  values: readonly string[],
  first: fc.Arbitrary<number>,
  instant: fc.Arbitrary<number>,
): fc.Arbitrary<Saying[]> {
  const value = fc.constantFrom(...values);
  return fc
    .tuple(saying(first, one(field, value)), fc.array(saying(instant, one(field, orNull(value))), { maxLength: 2 }))
    .map(([beginning, changes]) =>
      // The first statement must be the lowest of all: what a null before it would mean is not laid down.
      [beginning, ...changes.filter(({ time }) => time > beginning.time)],
    );
}

/** The possible parents of each agency: always one before it in the alphabet, so that there is never a circle. */
export const PARENTS: Readonly<Record<string, readonly string[]>> = { B: ['A'], C: ['A', 'B'], D: ['A', 'B', 'C'] };

/**
 * The catalogue: A above all; the parents of B, C and D move. E is never described. P and Q move between the fields F
 * and G; R is never described.
 */
function catalogue(instant: fc.Arbitrary<number>): fc.Arbitrary<Fact[]> {
  const anyTime = fc.oneof(fc.constant(LONG_BEFORE), instant);
  const agencies = Object.entries(PARENTS).map(([code, parents]) =>
    entry('parentCode', parents, anyTime, instant).map((sayings) => named('agency', code, sayings)),
  );
  const procedures = ['P', 'Q'].map((code) =>
    entry('fieldCode', ['F', 'G'], fc.constant(LONG_BEFORE), instant).map((sayings) =>
      named('procedure', code, sayings),
    ),
  );
  return fc.tuple(...agencies, ...procedures).map((entries) => entries.flat());
}

/** The same facts out of order, some of them told twice. */
export function told(facts: readonly Fact[]): fc.Arbitrary<Fact[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length }),
      fc.subarray([...facts], { maxLength: Math.min(5, facts.length) }),
    )
    .map(([once, again]) => [...once, ...again]);
}

/** Random histories of 2 to 6 dossiers and their catalogue, told out of order, some of it twice. */
export function histories(): fc.Arbitrary<Fact[]> {
  // Without bias: it would prefer the first and the last of every list, so that all days were the same two.
  const all = instants
    .chain((pool) => {
      const instant = fc.constantFrom(...pool);
      const dossiers = fc
        .integer({ min: 2, max: 6 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => dossier(`d${n + 1}`, pool))));
      return fc.tuple(dossiers, catalogue(instant)).map(([each, described]) => [...each.flat(), ...described]);
    })
    .chain(told);
  return fc.noBias(all);
}

/** A question as one would put it to the API; `questionOf` says which instants it means. */
export interface Asking {
  readonly rule: Settings['rule'];
  readonly code: string;
  readonly period: string;
  /** The asOf asked for; null is none, on a day after every period. */
  readonly asked: number | null;
  readonly agency: string | null;
  readonly only: boolean;
  readonly channel: Channel | null;
  readonly procedure: string | null;
  readonly field: string | null;
}

/** Long ones more often, so that there is something to count. */
const PERIODS = [
  ...['2022', '2022-H2', '2022-Q4', 'R2022', 'R2022-Q4', '2022-Q4', 'R2022-Q4'],
  ...['2022-11', '2022-12', 'R2022-11', 'R2022-12', '2022-11', '2022-12', 'R2022-11', 'R2022-12'],
  ...['2022-10', '2023-01', 'R2023', 'R2022-H1', 'R2022-9M', 'R2023-Q1', 'R2023-01'],
  ...['2022-11-01', '2022-11-15', '2022-11-16', '2022-11-30', '2022-12-01', '2022-12-15'],
];

/** Random questions: indicator, period, T, agency, channel; now and then a procedure or a field. */
export function questions(codes: readonly string[] = DOSSIER_CODES): fc.Arbitrary<Asking> {
  const mostlyNone = <T>(value: fc.Arbitrary<T>, weight: number) => rarely<T | null>(fc.constant(null), value, weight);
  const asking = fc.record({
    rule: fc.constantFrom<Settings['rule']>('DATE', 'INSTANT'),
    code: fc.constantFrom(...codes),
    period: fc.constantFrom(...PERIODS),
    asked: rarely<number | null>(fc.constant(null), gridInstant, 2),
    agency: rarely<string | null>(fc.constantFrom(null, null, 'A'), fc.constantFrom('B', 'C', 'D', 'E', 'Z'), 4),
    only: rarely(fc.constant(false), fc.constant(true), 6),
    channel: mostlyNone(fc.constantFrom<Channel>('ONLINE', 'COUNTER', 'POSTAL'), 9),
    procedure: mostlyNone(fc.constantFrom('P', 'Q', 'R'), 12),
    field: mostlyNone(fc.constantFrom('F', 'G'), 12),
  });
  return fc.noBias(asking);
}

/** The instants that a question means. */
export function questionOf(asking: Asking, zone: string = ZONE): Question {
  const { rule, period, asked, ...rest } = asking;
  const window = windowOf(period, zone);
  return { ...rest, ...window, asOf: effectiveAsOf(asked ?? A_YEAR_LATER, window, { zone, rule }) };
}
