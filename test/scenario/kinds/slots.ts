import { asOf, broken, END, type Said, type Scenario, thing } from './build';
import { regime, report } from './reports';

/** A report in a place of the quarterly regime. */
const quarterly = (subject: string, agencyCode: string, period: string, ...said: readonly Said[]) =>
  report(
    subject,
    agencyCode,
    ...said.map(([time, data], index): Said => [time, { ...(index === 0 && { regimeCode: 'rq', period }), ...data }]),
  );

/**
 * #33, reports on time, of the quarterly regime rq: before day 16 of the quarter's last month, so by 15 September and by
 * 15 December, 23:59:59.999. In force from 1 August: nothing was expected in June. The reporters stand below RP.
 */
export const QUARTERLY: Scenario = {
  facts: [
    ...thing('agency', 'RP', ['2022-01-01 00:00', { name: 'Tỉnh', level: 'PROVINCE' }]),
    ...['RA', 'RB', 'RC', 'RD', 'RE', 'RI'].flatMap((code) =>
      thing('agency', code, ['2022-01-01 00:00', { name: `Sở ${code}`, level: 'DEPARTMENT', parentCode: 'RP' }]),
    ),
    ...regime(
      'rq',
      'RH',
      ['2022-01-10 09:02', { frequency: 'QUARTER', dueDay: 16, reporterAgencyCodes: ['RA', 'RB', 'RC'] }],
      ['2022-08-01 08:00', { inForce: true }],
      // The reporters are those stated last, for all the past.
      ['2022-11-01 08:00', { reporterAgencyCodes: ['RA', 'RB', 'RC', 'RD', 'RE', 'RI'] }],
      ['2023-01-10 08:00', { inForce: false }],
    ),
    // RA: in the last millisecond, under a name of its own; a quarter later a millisecond too late.
    ...quarterly('ra3', 'RA', '2022-Q3', ['2022-09-15 23:59:59.999', { submittedAt: '2022-09-15 23:59:59.999' }]),
    ...quarterly('ra4', 'RA', '2022-Q4', ['2022-12-16 00:00', { submittedAt: '2022-12-16 00:00' }]),
    // RB: with a due date of its own, the 20th at 17:00, and handed in an hour later; then begun, but never handed in.
    ...quarterly(
      'rb3',
      'RB',
      '2022-Q3',
      ['2022-09-10 09:00', { dueAt: '2022-09-20 17:00' }],
      ['2022-09-20 18:00', { submittedAt: '2022-09-20 18:00' }],
    ),
    ...quarterly('rb4', 'RB', '2022-Q4', ['2022-12-01 09:00', { obstacle: 'chờ số liệu' }]),
    // RC: silent, for its report was voided. RD: twice in one place, the earlier one counts.
    ...quarterly(
      'rc3',
      'RC',
      '2022-Q3',
      ['2022-09-10 09:00', { submittedAt: '2022-09-10 09:00' }],
      ['2022-10-10 09:00', { voided: true }],
    ),
    ...quarterly('rd3', 'RD', '2022-Q3', ['2022-09-16 09:00', { submittedAt: '2022-09-16 09:00' }]),
    ...quarterly('rd3-first', 'RD', '2022-Q3', ['2022-09-14 09:00', { submittedAt: '2022-09-14 09:00' }]),
    // RE: its report turned out to be RF's, of which none is expected. RI: its own due date was taken back.
    ...quarterly('re3', 'RE', '2022-Q3', ['2022-09-10 09:00', { submittedAt: '2022-09-10 09:00' }]),
    ...thing('report', 're3', ['2022-10-01 09:00', { agencyCode: 'RF' }]),
    ...quarterly(
      'ri3',
      'RI',
      '2022-Q3',
      ['2022-09-10 09:00', { dueAt: '2022-09-01 09:00', submittedAt: '2022-09-10 09:00' }],
      ['2022-09-25 09:00', { dueAt: null }],
    ),
  ],
  cases: [
    ...asOf(
      'reports-on-time',
      { agency: 'RA', period: '2022-09' },
      {
        '2022-09-14': 'NO_DATA',
        '2022-09-15': ['rq/2022-Q3/RA', 'rq/2022-Q3/RA'],
        [END]: ['rq/2022-Q3/RA', 'rq/2022-Q3/RA'],
      },
    ),
    ...asOf(
      'reports-on-time',
      { agency: 'RA', period: '2022-09', rule: 'INSTANT' },
      {
        '2022-09-15 23:59:59.998': 'NO_DATA',
      },
    ),
    ...asOf('reports-on-time', { agency: 'RA', period: '2022-06' }, { [END]: 'NO_DATA' }),
    ...asOf(
      'reports-on-time',
      { agency: 'RA', period: '2022-Q4' },
      {
        '2022-12-14': ['', ''],
        '2022-12-15': ['', 'rq/2022-Q4/RA'],
        [END]: ['', 'rq/2022-Q4/RA'],
      },
    ),
    // A report that is due by itself counts by that, and its place does not.
    ...asOf(
      'reports-on-time',
      { agency: 'RB', period: '2022-09' },
      {
        '2022-09-09': 'NO_DATA',
        '2022-09-15': ['', ''],
        '2022-09-19': ['', ''],
      },
    ),
    ...asOf('reports-on-time', { agency: 'RB', period: '2022-09', rule: 'DATE' }, { '2022-09-20': ['rb3', 'rb3'] }),
    ...asOf(
      'reports-on-time',
      { agency: 'RB', period: '2022-09', rule: 'INSTANT' },
      {
        '2022-09-20 16:59:59.999': ['', ''],
        '2022-09-20 17:00': ['', 'rb3'],
        '2022-09-20': ['', 'rb3'],
      },
    ),
    ...asOf('reports-on-time', { agency: 'RB', period: '2022-Q4' }, { [END]: ['', 'rq/2022-Q4/RB'] }),
    // Of a silent agency there is data once a report of it was due.
    ...asOf(
      'reports-on-time',
      { agency: 'RC', period: '2022-09' },
      {
        '2022-09-14': 'NO_DATA',
        '2022-09-15': ['', 'rq/2022-Q3/RC'],
      },
    ),
    ...asOf('reports-on-time', { agency: 'RD', period: '2022-09' }, { [END]: ['rq/2022-Q3/RD', 'rq/2022-Q3/RD'] }),
    ...asOf('reports-on-time', { agency: 'RE', period: '2022-09' }, { [END]: ['', 'rq/2022-Q3/RE'] }),
    ...asOf('reports-on-time', { agency: 'RF', period: '2022-09' }, { '2022-09-09': 'NO_DATA', [END]: ['', ''] }),
    ...asOf('reports-on-time', { agency: 'RI', period: '2022-09' }, { [END]: ['rq/2022-Q3/RI', 'rq/2022-Q3/RI'] }),
    ...asOf(
      'reports-on-time',
      { agency: 'RP', period: '2022-Q3', rule: 'DATE' },
      {
        [END]: [
          'rq/2022-Q3/RA rb3 rq/2022-Q3/RD rq/2022-Q3/RI',
          'rq/2022-Q3/RA rb3 rq/2022-Q3/RC rq/2022-Q3/RD rq/2022-Q3/RE rq/2022-Q3/RI',
        ],
      },
    ),
    // Not in force any more by 15 March.
    ...asOf('reports-on-time', { agency: 'RP', period: '2023-Q1' }, { [END]: ['', ''] }),
    // #32 counts reports with a due date only, and a place that nobody fills is no report.
    ...asOf('reports-shared', { agency: 'RA', period: '2022-Q3' }, { [END]: ['', ''] }),
    ...asOf('reports-shared', { agency: 'RB', period: '2022-Q3' }, { [END]: ['', 'rb3'] }),
    ...asOf('reports-shared', { agency: 'RC', period: '2022-Q3' }, { [END]: 'NO_DATA' }),
  ],
  broken: [
    ...broken('reports-on-time', { agency: 'RP', period: '2022-Q3', rule: 'INSTANT' }, END, 'AGENCY', {
      RA: [1, 1],
      RB: [0, 1],
      RC: [0, 1],
      RD: [1, 1],
      RE: [0, 1],
      RI: [1, 1],
    }),
    ...broken('reports-on-time', { agency: 'RP', period: '2022-Q3', rule: 'DATE' }, END, 'CHANNEL', { '': [4, 6] }),
    ...broken('reports-on-time', { agency: 'RP', period: '2022-Q3', rule: 'DATE' }, END, 'FIELD', { '': [4, 6] }),
    ...broken('reports-on-time', { agency: 'RP', period: '2022-Q3', rule: 'DATE' }, END, 'PROCEDURE', { '': [4, 6] }),
  ],
};

/**
 * #33 of the monthly regime rm, in the reporting calendar, due before day 31 of the month of its name. February has no
 * such day: by its end. Said to be in force on 31 January, when January's was due (by the 30th); no longer so on 15 April.
 */
export const MONTHLY: Scenario = {
  facts: [
    ...regime(
      'rm',
      'RH',
      ['2022-01-10 09:02', { frequency: 'MONTH', calendar: 'REPORTING', dueDay: 31, reporterAgencyCodes: ['RS'] }],
      ['2022-01-31 00:00', { inForce: true }],
      ['2022-04-15 09:00', { inForce: false }],
    ),
    ...report('rs2', 'RS', [
      '2022-02-28 12:00',
      { regimeCode: 'rm', period: 'R2022-02', submittedAt: '2022-02-28 12:00' },
    ]),
    // About the civil month: not what is expected.
    ...report('rs3', 'RS', [
      '2022-03-20 12:00',
      { regimeCode: 'rm', period: '2022-03', submittedAt: '2022-03-20 12:00' },
    ]),
  ],
  cases: [
    ...asOf('reports-on-time', { agency: 'RS', period: '2022-01' }, { [END]: 'NO_DATA' }),
    ...asOf(
      'reports-on-time',
      { agency: 'RS', period: '2022-02' },
      {
        '2022-02-27': 'NO_DATA',
        '2022-02-28': ['rm/R2022-02/RS', 'rm/R2022-02/RS'],
      },
    ),
    ...asOf(
      'reports-on-time',
      { agency: 'RS', period: '2022-03' },
      {
        '2022-03-29': ['', ''],
        '2022-03-30': ['', 'rm/R2022-03/RS'],
      },
    ),
    ...asOf('reports-on-time', { agency: 'RS', period: '2022-04' }, { [END]: ['', ''] }),
    // 15 February to 14 March, and to 14 April: by when the reports are due, not by what they are about.
    ...asOf('reports-on-time', { agency: 'RS', period: 'R2022-03' }, { [END]: ['rm/R2022-02/RS', 'rm/R2022-02/RS'] }),
    ...asOf('reports-on-time', { agency: 'RS', period: 'R2022-04' }, { [END]: ['', 'rm/R2022-03/RS'] }),
  ],
};
