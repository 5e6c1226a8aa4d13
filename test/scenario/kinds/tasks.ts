import { asOf, END, type Said, type Scenario, thing } from './build';

/** NV's share of a task, due on 10 November at 17:00 unless more is said. */
const share = (subject: string, data: Said[1], ...later: readonly Said[]) =>
  thing(
    'assignment',
    subject,
    ['2022-09-01 09:00', { agencyCode: 'NV', dueAt: '2022-11-10 17:00', ...data }],
    ...later,
  );

const BY_THE_10TH = 'as1 as2 as3 as4';
const BY_THE_20TH = `${BY_THE_10TH} as6 as7`;

/** #34: agencies' shares of dated tasks, for ever from their due date on. */
export const TASKS: Scenario = {
  facts: [
    ...share('as1', { completedAt: '2022-11-10 17:00' }),
    ...share('as2', { completedAt: '2022-11-10 23:59:59.999' }),
    ...share('as3', { completedAt: '2022-11-11 00:00' }),
    ...share('as4', {}),
    // as5: no due date. as6: done long before. as7: not done any more.
    ...share('as5', { dueAt: null, completedAt: '2022-10-01 09:00' }),
    ...share('as6', { dueAt: '2022-11-20 17:00', completedAt: '2022-10-01 09:00' }),
    ...share('as7', { dueAt: '2022-11-20 17:00', completedAt: '2022-11-05 09:00' }, [
      '2022-11-25 09:00',
      { completedAt: null },
    ]),
    // as8: its due date was moved by a month. as9: voided. as10: done in the evening of its due day.
    ...share('as8', { dueAt: '2022-11-12 17:00', completedAt: '2022-12-01 09:00' }, [
      '2022-11-15 09:00',
      { dueAt: '2022-12-12 17:00' },
    ]),
    ...share('as9', { completedAt: '2022-11-01 09:00' }, ['2023-01-01 09:00', { voided: true }]),
    ...share('as10', { dueAt: '2022-11-30 17:00', completedAt: '2022-11-30 20:00' }),
    // as11: turned out to be NX's.
    ...share('as11', { completedAt: '2022-11-01 09:00' }, ['2022-11-15 09:00', { agencyCode: 'NX' }]),
    // as12, alone in NY: due before it was told of.
    ...share('as12', { agencyCode: 'NY', dueAt: '2022-08-15 17:00', completedAt: '2022-08-15 17:00' }),
  ],
  cases: [
    ...asOf(
      'directive-tasks-on-time',
      { agency: 'NV', period: '2022' },
      {
        '2022-08-31': 'NO_DATA',
        '2022-09-01': ['', ''],
        '2022-11-09': ['', ''],
      },
    ),
    ...asOf(
      'directive-tasks-on-time',
      { agency: 'NV', period: '2022', rule: 'DATE' },
      {
        '2022-11-10': ['as1 as2', BY_THE_10TH],
        '2022-11-19': ['as1 as2', BY_THE_10TH],
        '2022-11-20': ['as1 as2 as6', BY_THE_20TH],
        '2022-11-30': ['as1 as2 as6 as10', `${BY_THE_20TH} as10`],
        [END]: ['as1 as2 as6 as8 as10', `${BY_THE_20TH} as8 as10`],
      },
    ),
    ...asOf(
      'directive-tasks-on-time',
      { agency: 'NV', period: '2022', rule: 'INSTANT' },
      {
        '2022-11-10 16:59:59.999': ['', ''],
        '2022-11-10 17:00': ['as1', BY_THE_10TH],
        '2022-11-10': ['as1', BY_THE_10TH],
        '2022-11-20 16:59:59.999': ['as1', BY_THE_10TH],
        '2022-11-20 17:00': ['as1 as6', BY_THE_20TH],
        '2022-11-30': ['as1 as6', `${BY_THE_20TH} as10`],
        [END]: ['as1 as6 as8', `${BY_THE_20TH} as8 as10`],
      },
    ),
    // Done after its due instant, in the evening of its due day, it counts from then on.
    ...asOf(
      'directive-tasks-on-time',
      { agency: 'NV', period: '2022-11', rule: 'DATE' },
      {
        [END]: ['as1 as2 as6 as10', `${BY_THE_20TH} as10`],
      },
    ),
    ...asOf(
      'directive-tasks-on-time',
      { agency: 'NV', period: '2023', rule: 'DATE' },
      {
        [END]: ['as1 as2 as6 as8 as10', `${BY_THE_20TH} as8 as10`],
      },
    ),
    ...asOf('directive-tasks-on-time', { agency: 'NX', period: '2022' }, { [END]: ['as11', 'as11'] }),
    ...asOf(
      'directive-tasks-on-time',
      { agency: 'NY', period: '2022' },
      {
        '2022-08-14': 'NO_DATA',
        '2022-08-15': ['as12', 'as12'],
      },
    ),
  ],
};
