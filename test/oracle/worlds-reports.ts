import fc from 'fast-check';
import type { Fact, FactValue } from '../../services/indicators/facts/fact';
import { type Data, one, orNull, rarely, saying, some } from './sayings';
import { agency, flag, history, type Instant, inForceFrom, said } from './things';

/** How a regime usually asks, so that its reports can name periods that it asks for. */
interface Habit {
  readonly code: string;
  readonly frequency: string;
  readonly calendar: string | null;
  readonly reporters: readonly string[];
}

/** The periods of each frequency in and around the days looked at. */
const PERIODS: Readonly<Record<string, readonly string[]>> = {
  MONTH: ['2022-11', '2022-12', '2022-10', '2023-01'],
  QUARTER: ['2022-Q4', '2022-Q3'],
  HALF: ['2022-H2', '2022-H1'],
  NINE_MONTHS: ['2022-9M'],
  YEAR: ['2022', '2021'],
};

const frequency = fc.constantFrom('MONTH', 'MONTH', 'MONTH', 'QUARTER', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR');
const calendar = fc.constantFrom('CIVIL', 'REPORTING', null);
/** Due in the night after a day on which something may happen, and on days that a month may not have. */
const dueDay = fc.constantFrom<FactValue>(1, 2, 9, 15, 16, 31);
const reporters = fc.array(fc.constantFrom('B', 'C', 'D', 'E'), { minLength: 1, maxLength: 4, size: 'max' });
const changedReporters = fc.array(fc.constantFrom('B', 'C', 'D', 'E'), { maxLength: 4 });
const habit = (code: string): fc.Arbitrary<Habit> =>
  fc.record({ code: fc.constant(code), frequency, calendar, reporters });

function regime({ code, ...usual }: Habit, at: Instant): fc.Arbitrary<Fact[]> {
  const opening = inForceFrom(at, {
    ...{ frequency: fc.constant(usual.frequency), calendar: fc.constant(usual.calendar) },
    ...{ dueDay, reporterAgencyCodes: fc.constant([...usual.reporters]), standardised: flag },
  });
  return history(
    'regime',
    code,
    opening,
    [
      ...said(['inForce', 'standardised'], flag, 3),
      ...said(['dueDay'], orNull(dueDay)),
      ...said(['frequency'], rarely<FactValue>(fc.constant(usual.frequency), orNull(frequency), 3)),
      ...said(['calendar'], rarely(fc.constant(usual.calendar), calendar, 3)),
      ...said(['reporterAgencyCodes'], orNull(rarely(fc.constant([...usual.reporters]), changedReporters, 1))),
    ],
    at,
  );
}

/** A report of a regime's agency for a period: mostly under the name that the hub would give it, else under any other. */
function reportNames(habits: readonly Habit[]): fc.Arbitrary<{ readonly subject: string; readonly triple: Data }> {
  const named = fc.constantFrom(...habits).chain(({ code, ...usual }) => {
    const written = usual.calendar === 'REPORTING' ? 'R' : '';
    const periods = PERIODS[usual.frequency]!.map((period) => `${written}${period}`);
    return fc.record({
      regimeCode: rarely(fc.constant(code), fc.constantFrom('M', 'N', 'O'), 10),
      period: rarely(fc.constantFrom(...periods.slice(0, 2)), fc.constantFrom(...periods, '2022-11', 'R2022-Q4'), 4),
      agencyCode: rarely(fc.constantFrom(...usual.reporters), agency, 6),
    });
  });
  const nameOf = (triple: Data) => `${triple['regimeCode']}/${triple['period']}/${triple['agencyCode']}`;
  const strange = fc.constantFrom('s1', 's2', 's3');
  return fc
    .tuple(
      named,
      fc.oneof(
        { arbitrary: fc.constant(null), weight: 6 },
        { arbitrary: strange, weight: 8 },
        { arbitrary: named.map(nameOf), weight: 1 },
      ),
    )
    .map(([triple, subject]) => ({ subject: subject ?? nameOf(triple), triple }));
}

function report(subject: string, triple: Data, at: Instant): fc.Arbitrary<Fact[]> {
  const rest = some({ submittedAt: at, sharedWithGovernment: flag });
  const due = rarely<Data>(fc.constant({}), one('dueAt', at), 3);
  const opening = saying(
    at,
    fc.tuple(rest, due).map(([more, dated]): Data => ({ ...triple, ...more, ...dated })),
  );
  return history(
    'report',
    subject,
    opening,
    [
      ...said(['submittedAt'], orNull(at), 8),
      ...said(['dueAt'], rarely(fc.constant(null), at, 2)),
      ...said(['sharedWithGovernment'], flag, 4),
      ...said(['period'], fc.constantFrom<FactValue>('2022-11', 'R2022-12', '2022-Q4', null)),
      ...said(['regimeCode'], fc.constantFrom<FactValue>('M', 'N', null)),
    ],
    at,
  );
}

const reportsOf = (habits: readonly Habit[], at: Instant): fc.Arbitrary<Fact[]> =>
  fc
    .uniqueArray(reportNames(habits), { maxLength: 5, size: 'max', selector: ({ subject }) => subject })
    .chain((names) => fc.tuple(...names.map(({ subject, triple }) => report(subject, triple, at))))
    .map((each) => each.flat());

/** Two regimes and up to five reports: in the places of expected ones under any name, or elsewhere. */
export const reporting = (at: Instant): fc.Arbitrary<Fact[]> =>
  fc
    .tuple(habit('M'), habit('N'))
    .chain((habits) => fc.tuple(...habits.map((one) => regime(one, at)), reportsOf(habits, at)))
    .map((each) => each.flat());
