import { asOf, broken, END, type Said, type Scenario, thing } from './build';

const IN_JANUARY = '2022-01-10 09:00';
/** A procedure of an agency, in force since January. */
const procedure = (subject: string, agencyCode: string, data: Said[1], ...later: readonly Said[]) =>
  thing('procedure', subject, [IN_JANUARY, { agencyCode, inForce: true, ...data }], ...later);

/** #3 and #37: procedures with an electronic and an internal process. PE stands below PR, as does PO. */
export const PROCESSES: Scenario = {
  facts: [
    ...thing('agency', 'PR', ['2022-01-01 00:00', { name: 'Tỉnh', level: 'PROVINCE' }]),
    ...thing('agency', 'PE', ['2022-01-01 00:00', { name: 'Sở E', level: 'DEPARTMENT', parentCode: 'PR' }]),
    ...thing('agency', 'PO', ['2022-01-01 00:00', { name: 'Sở O', level: 'DEPARTMENT', parentCode: 'PR' }]),
    ...procedure(
      'pe1',
      'PE',
      { fieldCode: 'G1', eProcessAt: '2022-02-01 09:00', internalProcessAt: '2022-03-01 09:00' },
      ['2022-08-01 00:00', { fieldCode: 'G2' }],
    ),
    // pe2: its electronic process was taken back: it never was.
    ...procedure('pe2', 'PE', { fieldCode: 'G2', eProcessAt: '2022-02-01 09:00' }, [
      '2022-06-01 09:00',
      { eProcessAt: null },
    ]),
    // pe3: in force from May to August. pe4: never in force.
    ...procedure(
      'pe3',
      'PE',
      { inForce: null, eProcessAt: '2022-01-15 09:00' },
      ['2022-05-01 09:00', { inForce: true }],
      ['2022-09-01 09:00', { inForce: false }],
    ),
    ...procedure('pe4', 'PE', { inForce: false, eProcessAt: '2022-01-15 09:00' }),
    // pe5: corrected in August: the process ran from April on.
    ...procedure('pe5', 'PE', { eProcessAt: '2022-08-01 09:00' }, [
      '2022-08-05 09:00',
      { eProcessAt: '2022-04-01 09:00' },
    ]),
  ],
  cases: [
    ...asOf(
      'e-process-coverage',
      { agency: 'PE', period: '2022' },
      {
        '2022-01-09': 'NO_DATA',
        '2022-01-31': ['', 'pe1 pe2 pe5'],
        '2022-02-01': ['pe1', 'pe1 pe2 pe5'],
        '2022-03-31': ['pe1', 'pe1 pe2 pe5'],
        '2022-04-01': ['pe1 pe5', 'pe1 pe2 pe5'],
        '2022-05-01': ['pe1 pe3 pe5', 'pe1 pe2 pe3 pe5'],
        '2022-08-31': ['pe1 pe3 pe5', 'pe1 pe2 pe3 pe5'],
        '2022-09-01': ['pe1 pe5', 'pe1 pe2 pe5'],
      },
    ),
    ...asOf(
      'e-process-coverage',
      { agency: 'PE', period: '2022-Q1', rule: 'INSTANT' },
      {
        '2022-02-01 08:59:59.999': ['', 'pe1 pe2 pe5'],
        '2022-02-01 09:00': ['pe1', 'pe1 pe2 pe5'],
      },
    ),
    ...asOf(
      'internal-process-coverage',
      { agency: 'PE', period: '2022' },
      {
        '2022-02-28': ['', 'pe1 pe2 pe5'],
        '2022-03-01': ['pe1', 'pe1 pe2 pe5'],
        [END]: ['pe1', 'pe1 pe2 pe5'],
      },
    ),
    // With what stands below it, and by itself.
    ...asOf(
      'e-process-coverage',
      { agency: 'PR', period: '2022' },
      {
        '2022-05-01': ['pe1 pe3 pe5', 'pe1 pe2 pe3 pe5 po1 po2 po3 po4'],
      },
    ),
    ...asOf('e-process-coverage', { agency: 'PR', period: '2022', only: true }, { '2022-05-01': 'NO_DATA' }),
  ],
  broken: [
    ...broken('e-process-coverage', { agency: 'PR', period: '2022' }, '2022-05-01', 'AGENCY', {
      PE: [3, 4],
      PO: [0, 4],
    }),
    ...broken('e-process-coverage', { agency: 'PE', period: '2022' }, '2022-05-01', 'PROCEDURE', {
      pe1: [1, 1],
      pe2: [0, 1],
      pe3: [1, 1],
      pe5: [1, 1],
    }),
    // A procedure's field is that of the instant asked for.
    ...broken('e-process-coverage', { agency: 'PE', period: '2022' }, '2022-07-31', 'FIELD', {
      G1: [1, 1],
      G2: [0, 1],
      '': [2, 2],
    }),
    ...broken('e-process-coverage', { agency: 'PE', period: '2022' }, '2022-08-01', 'FIELD', {
      G2: [1, 2],
      '': [2, 2],
    }),
    ...broken('e-process-coverage', { agency: 'PE', period: '2022' }, '2022-08-01', 'CHANNEL', { '': [3, 4] }),
  ],
};

/** #21, #22 and #38: procedures offered online, in full, and the essential ones among them. */
export const ONLINE: Scenario = {
  facts: [
    // po1: on the portal from February, in part; in full from April to June and in September and October.
    ...procedure(
      'po1',
      'PO',
      { essential: true, onNationalPortalAt: '2022-02-01 08:00', onlineLevel: 'PARTIAL' },
      ['2022-04-01 08:00', { onlineLevel: 'FULL' }],
      ['2022-07-01 08:00', { onlineLevel: 'NONE' }],
      ['2022-09-01 08:00', { onlineLevel: 'FULL' }],
      ['2022-11-01 08:00', { onlineLevel: null }],
    ),
    // po2: not on the portal. po3: nobody says how until March; essential from May to September.
    ...procedure('po2', 'PO', { onlineLevel: 'FULL' }),
    ...procedure(
      'po3',
      'PO',
      { onNationalPortalAt: '2022-01-20 08:00' },
      ['2022-03-01 08:00', { onlineLevel: 'FULL' }],
      ['2022-05-01 08:00', { essential: true }],
      ['2022-10-01 08:00', { essential: false }],
    ),
    // po4: in force until June.
    ...procedure('po4', 'PO', { essential: true, onNationalPortalAt: '2022-01-20 08:00', onlineLevel: 'FULL' }, [
      '2022-06-01 08:00',
      { inForce: false },
    ]),
  ],
  cases: [
    ...asOf(
      'online-service-coverage',
      { agency: 'PO', period: '2022' },
      {
        '2022-01-19': ['', 'po1 po2 po3 po4'],
        '2022-01-20': ['po4', 'po1 po2 po3 po4'],
        '2022-01-31': ['po4', 'po1 po2 po3 po4'],
        '2022-02-01': ['po1 po4', 'po1 po2 po3 po4'],
        '2022-03-01': ['po1 po3 po4', 'po1 po2 po3 po4'],
        '2022-06-01': ['po1 po3', 'po1 po2 po3'],
        '2022-07-01': ['po3', 'po1 po2 po3'],
        '2022-09-01': ['po1 po3', 'po1 po2 po3'],
        '2022-11-01': ['po3', 'po1 po2 po3'],
      },
    ),
    ...asOf(
      'online-service-coverage',
      { agency: 'PO', period: '2022', rule: 'INSTANT' },
      {
        '2022-02-01 07:59:59.999': ['po4', 'po1 po2 po3 po4'],
        '2022-02-01 08:00': ['po1 po4', 'po1 po2 po3 po4'],
        '2022-07-01 07:59:59.999': ['po1 po3', 'po1 po2 po3'],
        '2022-07-01 08:00': ['po3', 'po1 po2 po3'],
      },
    ),
    ...asOf(
      'full-online-coverage',
      { agency: 'PO', period: '2022' },
      {
        '2022-02-01': ['po4', 'po1 po2 po3 po4'],
        '2022-03-01': ['po3 po4', 'po1 po2 po3 po4'],
        '2022-04-01': ['po1 po3 po4', 'po1 po2 po3 po4'],
        '2022-07-01': ['po3', 'po1 po2 po3'],
        '2022-09-01': ['po1 po3', 'po1 po2 po3'],
        [END]: ['po3', 'po1 po2 po3'],
      },
    ),
    ...asOf(
      'essential-online-coverage',
      { agency: 'PO', period: '2022' },
      {
        '2022-01-20': ['po4', 'po1 po4'],
        '2022-02-01': ['po1 po4', 'po1 po4'],
        '2022-05-01': ['po1 po3 po4', 'po1 po3 po4'],
        '2022-06-01': ['po1 po3', 'po1 po3'],
        '2022-07-01': ['po3', 'po1 po3'],
        '2022-10-01': ['po1', 'po1'],
        '2022-11-01': ['', 'po1'],
      },
    ),
    // Facts, but none is essential.
    ...asOf('essential-online-coverage', { agency: 'PE', period: '2022' }, { [END]: ['', ''] }),
  ],
};

/** #23 and #25: online payment, and services of ministries. */
export const PAYMENT: Scenario = {
  facts: [
    ...procedure('pf1', 'PF', { feeBearing: true, onlinePayment: true }, [
      '2022-05-01 08:00',
      { onlinePayment: false },
    ]),
    ...procedure('pf2', 'PF', { feeBearing: true }),
    // pf3 bears a fee from March to July. pf4 bears none. pf5 is not in force.
    ...procedure(
      'pf3',
      'PF',
      { onlinePayment: true },
      ['2022-03-01 08:00', { feeBearing: true }],
      ['2022-08-01 08:00', { feeBearing: null }],
    ),
    ...procedure('pf4', 'PF', { feeBearing: false, onlinePayment: true }),
    ...procedure('pf5', 'PF', { inForce: false, feeBearing: true, onlinePayment: true }),

    ...procedure('pm1', 'PM', { ministryRun: true, integratedAt: '2022-03-01 08:00' }),
    // pm2: a ministry's until June, never integrated. pm3: a ministry's from April, integrated before. pm4: the province's.
    ...procedure('pm2', 'PM', { ministryRun: true }, ['2022-06-01 08:00', { ministryRun: false }]),
    ...procedure('pm3', 'PM', { integratedAt: '2022-02-01 08:00' }, ['2022-04-01 08:00', { ministryRun: true }]),
    ...procedure('pm4', 'PM', { ministryRun: false, integratedAt: '2022-02-01 08:00' }),
  ],
  cases: [
    ...asOf(
      'online-payment-coverage',
      { agency: 'PF', period: '2022' },
      {
        '2022-01-09': 'NO_DATA',
        '2022-01-10': ['pf1', 'pf1 pf2'],
        '2022-03-01': ['pf1 pf3', 'pf1 pf2 pf3'],
        '2022-05-01': ['pf3', 'pf1 pf2 pf3'],
        '2022-08-01': ['', 'pf1 pf2'],
      },
    ),
    ...asOf(
      'ministry-services-integrated',
      { agency: 'PM', period: '2022' },
      {
        '2022-02-28': ['', 'pm1 pm2'],
        '2022-03-01': ['pm1', 'pm1 pm2'],
        '2022-04-01': ['pm1 pm3', 'pm1 pm2 pm3'],
        '2022-06-01': ['pm1 pm3', 'pm1 pm3'],
      },
    ),
    ...asOf('ministry-services-integrated', { agency: 'PF', period: '2022' }, { [END]: ['', ''] }),
  ],
};
