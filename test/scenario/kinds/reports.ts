import { asOf, END, type Said, type Scenario, thing } from './build';

/** A regime of an agency, told of in January. */
export const regime = (subject: string, agencyCode: string, ...said: readonly Said[]) =>
  thing('regime', subject, ['2022-01-10 09:00', { agencyCode }], ...said);
/** A report; its agency is said with every statement. */
export const report = (subject: string, agencyCode: string, ...said: readonly Said[]) =>
  thing('report', subject, ...said.map(([time, data]): Said => [time, { agencyCode, ...data }]));

/** #31: regimes of reporting that are standardised. */
export const REGIMES: Scenario = {
  facts: [
    ...regime('rg1', 'RG', ['2022-01-10 09:01', { inForce: true }], ['2022-03-01 09:00', { standardised: true }]),
    ...regime(
      'rg2',
      'RG',
      ['2022-01-10 09:01', { inForce: true, standardised: true }],
      ['2022-06-01 09:00', { inForce: false }],
    ),
    ...regime('rg3', 'RG', ['2022-01-10 09:01', { standardised: true }], ['2022-05-01 09:00', { inForce: true }]),
    ...regime(
      'rg4',
      'RG',
      ['2022-01-10 09:01', { inForce: true }],
      ['2022-02-01 09:00', { standardised: true }],
      ['2022-09-01 09:00', { standardised: null }],
    ),
    // rg5: of two statements of one instant the later in sequence decides, 10 after 9. rg6: voided, alone in RV.
    ...regime(
      'rg5',
      'RG',
      ['2022-01-10 09:01', { inForce: false, standardised: true }, '10'],
      ['2022-01-10 09:01', { inForce: true }, '9'],
    ),
    ...regime('rg6', 'RV', ['2022-01-10 09:01', { inForce: true }], ['2022-12-10 09:00', { voided: true }]),
  ],
  cases: [
    ...asOf(
      'reports-standardised',
      { agency: 'RG', period: '2022' },
      {
        '2022-01-09': 'NO_DATA',
        '2022-01-10': ['rg2', 'rg1 rg2 rg4'],
        '2022-02-01': ['rg2 rg4', 'rg1 rg2 rg4'],
        '2022-03-01': ['rg1 rg2 rg4', 'rg1 rg2 rg4'],
        '2022-05-01': ['rg1 rg2 rg3 rg4', 'rg1 rg2 rg3 rg4'],
        '2022-06-01': ['rg1 rg3 rg4', 'rg1 rg3 rg4'],
        [END]: ['rg1 rg3', 'rg1 rg3 rg4'],
      },
    ),
    ...asOf('reports-standardised', { agency: 'RV', period: '2022' }, { '2022-06-30': 'NO_DATA', [END]: 'NO_DATA' }),
  ],
};

/** #32, reports shared, and #33 of reports that no regime expects. */
export const SHARED: Scenario = {
  facts: [
    ...report('rk1', 'RK', [
      '2022-11-15 17:00',
      { dueAt: '2022-11-15 17:00', submittedAt: '2022-11-15 17:00', sharedWithGovernment: true },
    ]),
    ...report('rk2', 'RK', ['2022-11-16 09:00', { dueAt: '2022-11-30 23:59:59.999', sharedWithGovernment: false }]),
    // rk3: no due date. rk4: due in December's first millisecond, done in November's last.
    ...report('rk3', 'RK', ['2022-11-16 09:00', { submittedAt: '2022-11-16 09:00', sharedWithGovernment: true }]),
    ...report('rk4', 'RK', [
      '2022-11-16 09:00',
      { dueAt: '2022-12-01 00:00', submittedAt: '2022-11-30 23:59:59.999', sharedWithGovernment: true },
    ]),
    // rk5: not shared any more. rk6: voided. rk7: shared after all, said in January of what was due in November.
    ...report(
      'rk5',
      'RK',
      ['2022-11-16 09:00', { dueAt: '2022-11-20 17:00', sharedWithGovernment: true }],
      ['2022-11-17 09:00', { sharedWithGovernment: null }],
    ),
    ...report(
      'rk6',
      'RK',
      ['2022-11-16 09:00', { dueAt: '2022-11-20 17:00', sharedWithGovernment: true }],
      ['2022-12-17 09:00', { voided: true }],
    ),
    ...report(
      'rk7',
      'RK',
      ['2022-11-16 09:00', { dueAt: '2022-11-25 17:00', sharedWithGovernment: false }],
      ['2023-01-05 09:00', { sharedWithGovernment: true }],
    ),
    // The first submission counts, whatever is said of later ones.
    ...report(
      'rl1',
      'RL',
      ['2022-11-01 09:00', { dueAt: '2022-11-10 17:00', submittedAt: '2022-11-10 17:00' }],
      ['2022-11-20 09:00', { submittedAt: '2022-11-20 09:00' }],
      ['2022-11-21 09:00', { submittedAt: null }],
    ),
  ],
  cases: [
    ...asOf(
      'reports-shared',
      { agency: 'RK', period: '2022-11' },
      {
        '2022-11-14': 'NO_DATA',
        '2022-11-15': ['rk1', 'rk1'],
        '2022-11-20': ['rk1', 'rk1 rk5'],
        [END]: ['rk1 rk7', 'rk1 rk2 rk5 rk7'],
      },
    ),
    ...asOf('reports-shared', { agency: 'RK', period: '2022-12' }, { [END]: ['rk4', 'rk4'] }),
    ...asOf('reports-on-time', { agency: 'RK', period: '2022-11' }, { [END]: ['rk1', 'rk1 rk2 rk5 rk7'] }),
    ...asOf('reports-on-time', { agency: 'RK', period: '2022-12' }, { [END]: ['rk4', 'rk4'] }),
    ...asOf('reports-on-time', { agency: 'RL', period: '2022-11' }, { '2022-11-09': ['', ''], [END]: ['rl1', 'rl1'] }),
  ],
};
