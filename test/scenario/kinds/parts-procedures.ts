import { asOf, END, type Said, type Scenario, thing } from './build';

const procedure = (subject: string, data: Said[1], ...later: readonly Said[]) =>
  thing('procedure', subject, ['2022-09-01 09:00', { agencyCode: 'PU', inForce: true, ...data }], ...later);

/** The parts of the 766 index that count procedures. */
export const PROCEDURE_PARTS: Scenario = {
  facts: [
    ...procedure(
      'pu1',
      {
        ...{ publicationDueAt: '2022-11-10 17:00', publishedAt: '2022-11-10 17:00' },
        ...{ updateDueAt: '2022-11-20 17:00', updatedAt: '2022-11-20 23:59:59.999' },
        forCitizens: true,
      },
      ['2022-11-05 09:00', { publicContentComplete: true, populationDataConnected: true }],
    ),
    // pu2: not in force; published a millisecond too late, updated in time.
    ...procedure('pu2', {
      ...{ inForce: false, publicContentComplete: true, forCitizens: true, populationDataConnected: true },
      ...{ publicationDueAt: '2022-11-30 23:59:59.999', publishedAt: '2022-12-01 00:00' },
      ...{ updateDueAt: '2022-12-01 00:00', updatedAt: '2022-11-30 09:00' },
    }),
    // pu3: published long before; its content is known to be incomplete, then complete, then not known.
    ...procedure(
      'pu3',
      { publicationDueAt: '2022-11-15 17:00', publishedAt: '2022-10-01 09:00', populationDataConnected: true },
      ['2022-11-05 09:00', { publicContentComplete: false }],
      ['2022-11-10 09:00', { forCitizens: true }],
      ['2022-11-15 09:00', { publicContentComplete: true }],
      ['2022-11-20 09:00', { populationDataConnected: null }],
      ['2022-11-25 09:00', { publicContentComplete: null }],
    ),
    // pu4: not in force from 20 November; not for citizens.
    ...procedure(
      'pu4',
      {
        ...{ publicContentComplete: true, populationDataConnected: true },
        ...{ publicationDueAt: '2022-12-01 00:00', publishedAt: '2022-11-30 09:00' },
      },
      ['2022-11-20 09:00', { inForce: false }],
    ),
    // pu5: voided. pu6, alone in PW: its update fell due before it was told of, and was never made.
    ...procedure('pu5', { publicationDueAt: '2022-11-10 17:00' }, ['2022-12-01 09:00', { voided: true }]),
    ...procedure('pu6', { agencyCode: 'PW', updateDueAt: '2022-08-10 17:00' }),
  ],
  cases: [
    ...asOf(
      'published-on-time',
      { agency: 'PU', period: '2022-11' },
      {
        '2022-11-09': ['', ''],
        '2022-11-10': ['pu1', 'pu1'],
        '2022-11-15': ['pu1 pu3', 'pu1 pu3'],
        [END]: ['pu1 pu3', 'pu1 pu2 pu3'],
      },
    ),
    ...asOf(
      'published-on-time',
      { agency: 'PU', period: '2022-11', rule: 'INSTANT' },
      {
        '2022-11-10 16:59:59.999': ['', ''],
        '2022-11-10 17:00': ['pu1', 'pu1'],
      },
    ),
    ...asOf('published-on-time', { agency: 'PU', period: '2022-12' }, { [END]: ['pu4', 'pu4'] }),

    ...asOf(
      'updates-on-time',
      { agency: 'PU', period: '2022-11', rule: 'DATE' },
      {
        '2022-11-19': ['', ''],
        [END]: ['pu1', 'pu1'],
      },
    ),
    ...asOf('updates-on-time', { agency: 'PU', period: '2022-11', rule: 'INSTANT' }, { [END]: ['', 'pu1'] }),
    ...asOf('updates-on-time', { agency: 'PU', period: '2022-12' }, { [END]: ['pu2', 'pu2'] }),
    ...asOf('updates-on-time', { agency: 'PW', period: '2022-08' }, { '2022-08-09': 'NO_DATA', [END]: ['', 'pu6'] }),

    ...asOf(
      'content-complete',
      { agency: 'PU', period: '2022-11' },
      {
        '2022-11-04': ['pu4', 'pu4'],
        '2022-11-05': ['pu1 pu4', 'pu1 pu3 pu4'],
        '2022-11-15': ['pu1 pu3 pu4', 'pu1 pu3 pu4'],
        '2022-11-20': ['pu1 pu3', 'pu1 pu3'],
        '2022-11-25': ['pu1', 'pu1'],
      },
    ),

    ...asOf(
      'population-data-procedures',
      { agency: 'PU', period: '2022-11' },
      {
        '2022-11-04': ['', 'pu1'],
        '2022-11-05': ['pu1', 'pu1'],
        '2022-11-10': ['pu1 pu3', 'pu1 pu3'],
        '2022-11-20': ['pu1', 'pu1 pu3'],
      },
    ),
  ],
};
