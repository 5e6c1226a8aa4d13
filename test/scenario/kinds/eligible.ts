import { asOf, broken, END, type Said, type Scenario, thing } from './build';

const dossier = (subject: string, procedureCode: string | null, receivedAt: string, data: Said[1] = {}) =>
  thing('dossier', subject, [
    receivedAt,
    { agencyCode: 'EE', procedureCode, receivedAt, status: 'RECEIVED', channel: 'ONLINE', ...data },
  ]);

/** #42: dossiers of procedures that are offered online at the instant asked for, in force or not. */
export const ELIGIBLE: Scenario = {
  facts: [
    // pq1: on the portal from 10 November, 8:00, until 10 December; never said to be in force.
    ...thing(
      'procedure',
      'pq1',
      [
        '2022-11-01 00:00',
        { agencyCode: 'EQ', fieldCode: 'L1', onNationalPortalAt: '2022-11-10 08:00', onlineLevel: 'PARTIAL' },
      ],
      ['2022-12-10 08:00', { onlineLevel: 'NONE' }],
    ),
    // pq2: online since October, and not from 20 to 24 December. pq3: not on the portal.
    ...thing(
      'procedure',
      'pq2',
      [
        '2022-10-01 00:00',
        { agencyCode: 'EQ', inForce: true, onNationalPortalAt: '2022-10-01 00:00', onlineLevel: 'FULL' },
      ],
      ['2022-12-20 08:00', { onlineLevel: null }],
      ['2022-12-25 08:00', { onlineLevel: 'FULL' }],
    ),
    ...thing('procedure', 'pq3', ['2022-10-01 00:00', { agencyCode: 'EQ', inForce: true, onlineLevel: 'FULL' }]),
    ...dossier('ee1', 'pq1', '2022-11-02 09:00'),
    ...dossier('ee2', 'pq1', '2022-11-12 09:00', { channel: 'COUNTER' }),
    ...dossier('ee3', 'pq2', '2022-11-03 09:00'),
    ...dossier('ee4', 'pq3', '2022-11-04 09:00'),
    ...dossier('ee5', null, '2022-11-04 09:00'),
    // ee6: no channel is the counter. ee7: refused.
    ...dossier('ee6', 'pq2', '2022-11-30 23:59:59.999', { channel: null }),
    ...dossier('ee7', 'pq2', '2022-11-05 09:00', { status: 'REFUSED' }),
  ],
  cases: [
    ...asOf(
      'e-dossier-rate-eligible',
      { agency: 'EE', period: '2022-11' },
      {
        '2022-11-01': 'NO_DATA',
        '2022-11-02': ['', ''],
        '2022-11-03': ['ee3', 'ee3'],
        '2022-11-09': ['ee3', 'ee3'],
        '2022-11-10': ['ee1 ee3', 'ee1 ee3'],
        '2022-11-12': ['ee1 ee3', 'ee1 ee2 ee3'],
        [END]: ['ee1 ee3', 'ee1 ee2 ee3 ee6'],
      },
    ),
    ...asOf(
      'e-dossier-rate-eligible',
      { agency: 'EE', period: '2022-11', rule: 'INSTANT' },
      {
        '2022-11-10 07:59:59.999': ['ee3', 'ee3'],
        '2022-11-10 08:00': ['ee1 ee3', 'ee1 ee3'],
      },
    ),
    ...asOf(
      'e-dossier-rate-eligible',
      { agency: 'EE', period: '2022-Q4' },
      {
        '2022-12-09': ['ee1 ee3', 'ee1 ee2 ee3 ee6'],
        '2022-12-10': ['ee3', 'ee3 ee6'],
        '2022-12-20': ['', ''],
        '2022-12-25': ['ee3', 'ee3 ee6'],
      },
    ),
    // The tree of another day is another tree; what is online is that of the instant.
    ...asOf(
      'e-dossier-rate-eligible',
      { agency: 'EE', period: '2022-Q4', on: '2022-11-30' },
      { [END]: ['ee3', 'ee3 ee6'] },
    ),
    ...asOf('e-dossier-rate-eligible', { agency: 'EQ', period: '2022-11' }, { [END]: 'NO_DATA' }),
  ],
  broken: [
    ...broken('e-dossier-rate-eligible', { agency: 'EE', period: '2022-11' }, END, 'PROCEDURE', {
      pq1: [1, 2],
      pq2: [1, 2],
    }),
    ...broken('e-dossier-rate-eligible', { agency: 'EE', period: '2022-11' }, END, 'FIELD', { L1: [1, 2], '': [1, 2] }),
    ...broken('e-dossier-rate-eligible', { agency: 'EE', period: '2022-11' }, END, 'CHANNEL', {
      ONLINE: [2, 2],
      COUNTER: [0, 2],
    }),
  ],
};
