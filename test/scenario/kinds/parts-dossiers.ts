import { asOf, broken, END, type Said, type Scenario, thing } from './build';

/** A dossier that is received, and what becomes of it. */
const dossier = (subject: string, agencyCode: string, receivedAt: string, data: Said[1], ...later: readonly Said[]) =>
  thing('dossier', subject, [receivedAt, { agencyCode, receivedAt, status: 'RECEIVED', ...data }], ...later);
const completed = (completedAt: string, data: Said[1] = {}): Said => [
  completedAt,
  { status: 'COMPLETED', completedAt, ...data },
];

/** Handled without lateness: what left in the period and what is in progress at its end; a second supplement is late. */
export const HANDLED: Scenario = {
  facts: [
    ...dossier('hs1', 'SC', '2022-10-20 08:00', { dueAt: '2022-11-10 17:00' }, completed('2022-11-10 17:00')),
    ...dossier('hs2', 'SC', '2022-11-02 08:00', { dueAt: '2022-11-10 17:00' }, completed('2022-11-10 20:00')),
    ...dossier('hs3', 'SC', '2022-11-02 08:00', { dueAt: '2022-11-10 17:00' }, completed('2022-11-12 09:00')),
    // hs4: asked for a supplement twice. hs5: once.
    ...dossier(
      'hs4',
      'SC',
      '2022-11-02 08:00',
      {},
      ['2022-11-04 09:00', { status: 'SUPPLEMENT_REQUESTED' }],
      ['2022-11-06 09:00', { status: 'PROCESSING' }],
      ['2022-11-08 09:00', { status: 'SUPPLEMENT_REQUESTED' }],
      ['2022-11-10 09:00', { status: 'PROCESSING' }],
      completed('2022-11-20 09:00'),
    ),
    ...dossier(
      'hs5',
      'SC',
      '2022-11-03 08:00',
      { dueAt: '2022-12-20 17:00' },
      ['2022-11-04 09:00', { status: 'SUPPLEMENT_REQUESTED' }],
      ['2022-11-06 09:00', { status: 'PROCESSING' }],
    ),
    ...dossier('hs6', 'SC', '2022-11-05 08:00', {}, ['2022-11-15 09:00', { status: 'WITHDRAWN' }]),
    // hs7: completed in October's last millisecond. hs8: late since October. hs9: received in November's last.
    ...dossier('hs7', 'SC', '2022-10-01 08:00', {}, completed('2022-10-31 23:59:59.999')),
    ...dossier('hs8', 'SC', '2022-10-05 08:00', { dueAt: '2022-10-20 17:00' }),
    ...dossier('hs9', 'SC', '2022-11-30 23:59:59.999', {}),
    // hs10: stopped when it was late. hs11: voided. hs12: refused. hs13: completed and opened again.
    ...dossier('hs10', 'SC', '2022-11-01 08:00', { dueAt: '2022-11-08 17:00' }, [
      '2022-11-18 09:00',
      { status: 'STOPPED' },
    ]),
    ...dossier('hs11', 'SC', '2022-11-01 08:00', {}, ['2022-12-08 09:00', { voided: true }]),
    ...dossier('hs12', 'SC', '2022-11-01 08:00', {}, ['2022-11-02 09:00', { status: 'REFUSED' }]),
    ...dossier('hs13', 'SC', '2022-11-06 08:00', { dueAt: '2022-12-30 17:00' }, completed('2022-11-16 09:00'), [
      '2022-11-20 09:00',
      { completedAt: null, status: 'PROCESSING' },
    ]),
  ],
  cases: [
    ...asOf(
      'handled-without-lateness',
      { agency: 'SC', period: '2022-11' },
      {
        '2022-11-07': ['hs1 hs2 hs3 hs4 hs5 hs6 hs10 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs10 hs13'],
        '2022-11-09': ['hs1 hs2 hs3 hs5 hs6 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs10 hs13'],
      },
    ),
    ...asOf(
      'handled-without-lateness',
      { agency: 'SC', period: '2022-11', rule: 'DATE' },
      {
        '2022-11-08': ['hs1 hs2 hs3 hs5 hs6 hs10 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs10 hs13'],
        [END]: ['hs1 hs2 hs5 hs6 hs9 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs9 hs10 hs13'],
      },
    ),
    ...asOf(
      'handled-without-lateness',
      { agency: 'SC', period: '2022-11', rule: 'INSTANT' },
      {
        '2022-11-08 08:59:59.999': ['hs1 hs2 hs3 hs4 hs5 hs6 hs10 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs10 hs13'],
        '2022-11-08 09:00': ['hs1 hs2 hs3 hs5 hs6 hs10 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs10 hs13'],
        '2022-11-08': ['hs1 hs2 hs3 hs5 hs6 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs10 hs13'],
        [END]: ['hs1 hs5 hs6 hs9 hs13', 'hs1 hs2 hs3 hs4 hs5 hs6 hs8 hs9 hs10 hs13'],
      },
    ),
    ...asOf('handled-without-lateness', { agency: 'SC', period: '2022-10' }, { [END]: ['hs1 hs7', 'hs1 hs7 hs8'] }),
    ...asOf('handled-without-lateness', { agency: 'SC', period: '2022-12' }, { [END]: ['hs9', 'hs5 hs8 hs9 hs13'] }),
  ],
};

const ON_THE_5TH = '2022-11-05 09:00';
const rated = (rating: number, ratedAt: string | null): Said => ['2022-12-31 08:00', { rating, ratedAt }];
/** Received on the 1st, completed on the 5th. */
const handled = (subject: string, agencyCode: string, data: Said[1], ...later: readonly Said[]) =>
  dossier(subject, agencyCode, '2022-11-01 08:00', data, completed(ON_THE_5TH), ...later);

/** Handling without lateness or complaint. */
export const CONTENT: Scenario = {
  facts: [
    ...handled('kh1', 'SD', { dueAt: '2022-11-20 17:00' }, rated(2, '2022-11-10 09:00')),
    ...handled('kh2', 'SD', { dueAt: '2022-11-20 17:00' }, rated(3, '2022-11-10 09:00')),
    // kh3: late, and rated badly too. kh4: rated by nobody. kh5: undated, rated in December.
    ...handled('kh3', 'SD', { dueAt: '2022-11-03 17:00' }, rated(1, '2022-11-10 09:00')),
    ...handled('kh4', 'SD', { dueAt: '2022-11-20 17:00' }),
    ...handled('kh5', 'SD', {}, rated(1, '2022-12-05 09:00')),
    // kh6: a rating without a date has not happened. kh7: corrected from 1 to 4. kh8: rated while in progress.
    ...handled('kh6', 'SD', {}, rated(2, null)),
    ...handled('kh7', 'SD', {}, rated(1, '2022-11-10 09:00'), ['2022-12-31 09:00', { rating: 4 }]),
    ...dossier('kh8', 'SD', '2022-11-01 08:00', {}, rated(1, '2022-11-10 09:00')),
  ],
  cases: [
    ...asOf(
      'handling-without-complaint',
      { agency: 'SD', period: '2022-11' },
      {
        '2022-11-04': ['', ''],
        '2022-11-09': ['kh1 kh2 kh4 kh5 kh6 kh7', 'kh1 kh2 kh3 kh4 kh5 kh6 kh7'],
        '2022-11-10': ['kh2 kh4 kh5 kh6 kh7', 'kh1 kh2 kh3 kh4 kh5 kh6 kh7'],
        [END]: ['kh2 kh4 kh5 kh6 kh7', 'kh1 kh2 kh3 kh4 kh5 kh6 kh7'],
      },
    ),
    ...asOf(
      'handling-without-complaint',
      { agency: 'SD', period: '2022-Q4' },
      {
        '2022-12-04': ['kh2 kh4 kh5 kh6 kh7', 'kh1 kh2 kh3 kh4 kh5 kh6 kh7'],
        '2022-12-05': ['kh2 kh4 kh6 kh7', 'kh1 kh2 kh3 kh4 kh5 kh6 kh7'],
      },
    ),
  ],
};

const DIGITISED = 'kq1 kq2 kq3 kq4 kq5 kq6 kq7';

/** Digitised with an electronic result; results in the personal store. */
export const RESULTS: Scenario = {
  facts: [
    ...handled('kq1', 'SE', { componentsRequired: 2, componentsDigitised: 2, eResultIssuedAt: ON_THE_5TH }),
    ...handled('kq2', 'SE', { componentsRequired: 2, componentsDigitised: 1, eResultIssuedAt: ON_THE_5TH }),
    // kq3: nothing had to be digitised. kq4: no electronic result. kq5: more than required, its result in December.
    ...handled('kq3', 'SE', { componentsDigitised: 3, eResultIssuedAt: ON_THE_5TH }),
    ...handled('kq4', 'SE', { componentsRequired: 3, componentsDigitised: 3 }),
    ...handled('kq5', 'SE', { componentsRequired: 1, componentsDigitised: 5, eResultIssuedAt: '2022-12-05 09:00' }),
    // kq6: the electronic result came after the hand-over. kq7: not digitised any more.
    ...handled('kq6', 'SE', { componentsRequired: 1, componentsDigitised: 1, eResultIssuedAt: '2022-11-07 09:00' }, [
      '2022-11-06 09:00',
      { status: 'RETURNED', returnedAt: '2022-11-06 09:00' },
    ]),
    ...handled('kq7', 'SE', { componentsRequired: 2, componentsDigitised: 2, eResultIssuedAt: ON_THE_5TH }, [
      '2022-11-20 09:00',
      { componentsDigitised: null },
    ]),

    ...handled('kt1', 'SG', { resultStoredAt: ON_THE_5TH }),
    ...handled('kt2', 'SG', { resultStoredAt: '2022-12-01 00:00' }),
    ...handled('kt3', 'SG', {}),
    // kt4: stored before it was completed. kt5: not stored any more. kt6: stored, but withdrawn.
    ...dossier('kt4', 'SG', '2022-11-01 08:00', { resultStoredAt: '2022-11-02 09:00' }, completed('2022-11-10 09:00')),
    ...handled('kt5', 'SG', { resultStoredAt: ON_THE_5TH }, ['2022-11-20 09:00', { resultStoredAt: null }]),
    ...dossier('kt6', 'SG', '2022-11-01 08:00', { resultStoredAt: '2022-11-02 09:00' }, [
      '2022-11-10 09:00',
      { status: 'WITHDRAWN' },
    ]),
  ],
  cases: [
    ...asOf(
      'digitised-with-result',
      { agency: 'SE', period: '2022-11' },
      {
        '2022-11-04': ['', ''],
        '2022-11-06': ['kq1', DIGITISED],
        '2022-11-07': ['kq1 kq6', DIGITISED],
        [END]: ['kq1 kq6', DIGITISED],
      },
    ),
    ...asOf('digitised-with-result', { agency: 'SE', period: '2022-Q4' }, { [END]: ['kq1 kq5 kq6', DIGITISED] }),
    ...asOf(
      'result-stored',
      { agency: 'SG', period: '2022-11' },
      {
        '2022-11-09': ['kt1', 'kt1 kt2 kt3 kt5'],
        [END]: ['kt1 kt4', 'kt1 kt2 kt3 kt4 kt5'],
      },
    ),
    ...asOf('result-stored', { agency: 'SG', period: '2022-Q4' }, { [END]: ['kt1 kt2 kt4', 'kt1 kt2 kt3 kt4 kt5'] }),
  ],
};

/** Data reused; dossiers with population data. */
export const REUSED: Scenario = {
  facts: [
    ...dossier('du1', 'SF', '2022-11-01 00:00', { componentsReused: 2, channel: 'ONLINE' }),
    ...dossier('du2', 'SF', '2022-11-02 09:00', { componentsReused: 0, populationDataUsed: true }),
    ...dossier('du3', 'SF', '2022-11-30 23:59:59.999', { channel: 'POSTAL', populationDataUsed: true }),
    ...dossier('du4', 'SF', '2022-11-03 09:00', { componentsReused: 1, populationDataUsed: true }, [
      '2022-12-03 09:00',
      { componentsReused: null, populationDataUsed: null },
    ]),
    ...dossier('du5', 'SF', '2022-12-01 00:00', { componentsReused: 1, populationDataUsed: true }),
    ...dossier('du6', 'SF', '2022-11-03 09:00', {
      componentsReused: 1,
      status: 'REGISTERED',
      populationDataUsed: true,
    }),
  ],
  cases: [
    ...asOf(
      'data-reused',
      { agency: 'SF', period: '2022-11' },
      {
        '2022-11-02': ['du1', 'du1 du2'],
        [END]: ['du1', 'du1 du2 du3 du4'],
      },
    ),
    ...asOf('data-reused', { agency: 'SF', period: '2022-Q4' }, { [END]: ['du1 du5', 'du1 du2 du3 du4 du5'] }),
    ...asOf(
      'population-data-dossiers',
      { agency: 'SF', period: '2022-11' },
      {
        '2022-11-29': ['du2', 'du1 du2 du4'],
        [END]: ['du2 du3', 'du1 du2 du3 du4'],
      },
    ),
  ],
  broken: [
    ...broken('data-reused', { agency: 'SF', period: '2022-11' }, END, 'CHANNEL', {
      ONLINE: [1, 1],
      COUNTER: [0, 2],
      POSTAL: [0, 1],
    }),
  ],
};
