import { asOf, END, type Said, type Scenario, thing } from './build';

const CODE = 'procedures-published-on-time';

/** Said in January of most procedures here: in force, to be published by 10 March, 17:00. */
const due = { agencyCode: 'PB', inForce: true, publicationDueAt: '2022-03-10 17:00' };
const IN_JANUARY = '2022-01-10 09:00';
const procedure = (subject: string, data: Said[1], ...later: readonly Said[]) =>
  thing('procedure', subject, [IN_JANUARY, { ...due, ...data }], ...later);

/** #1, procedures published in full and on time. */
export const PUBLISHED: Scenario = {
  facts: [
    // On the edge of the due date: at the due instant, right after it, at the end of the due day, at the next midnight.
    ...procedure('pb1', { publishedAt: '2022-03-10 17:00' }),
    ...procedure('pb2', { publishedAt: '2022-03-10 17:00:00.001' }),
    ...procedure('pb3', { publishedAt: '2022-03-10 23:59:59.999' }),
    ...procedure('pb4', { publishedAt: '2022-03-11 00:00' }),
    // pb5: published in time, but in force in April and May only, and again from August until 15 December.
    ...thing(
      'procedure',
      'pb5',
      [IN_JANUARY, { agencyCode: 'PB', publicationDueAt: '2022-03-10 17:00', publishedAt: '2022-02-01 00:00' }],
      ['2022-04-01 08:00', { inForce: true }],
      ['2022-06-01 08:00', { inForce: false }],
      ['2022-08-01 08:00', { inForce: true }],
      ['2022-12-15 08:00', { inForce: null }],
    ),
    // pb6: content known to be incomplete for two weeks in May, complete then, not known any more from July.
    ...procedure(
      'pb6',
      { publishedAt: '2022-03-01 09:00' },
      ['2022-05-01 09:00', { publicContentComplete: false }],
      ['2022-05-15 09:00', { publicContentComplete: true }],
      ['2022-07-01 09:00', { publicContentComplete: null }],
    ),
    // pb7: its publication was taken back in September: it never was. pb8: corrected in July to a day in time.
    ...procedure('pb7', { publishedAt: '2022-03-01 09:00' }, ['2022-09-01 09:00', { publishedAt: null }]),
    ...procedure('pb8', { publishedAt: '2022-03-20 09:00' }, ['2022-07-01 09:00', { publishedAt: '2022-03-09 09:00' }]),
    // pb9: voided, alone in PV. pb10: its due date was moved to November. pb11: never published. pb12: never due.
    ...procedure('pb9', { agencyCode: 'PV', publishedAt: '2022-03-01 09:00' }, ['2022-12-01 09:00', { voided: true }]),
    ...procedure('pb10', { publishedAt: '2022-10-31 09:00' }, [
      '2022-03-01 09:00',
      { publicationDueAt: '2022-11-01 17:00' },
    ]),
    ...procedure('pb11', {}),
    ...procedure('pb12', { publicationDueAt: null, publishedAt: '2022-02-01 09:00' }),
    // pb13 turned out in September to be PC's, with all its past.
    ...procedure('pb13', { publishedAt: '2022-03-01 09:00' }, ['2022-09-01 09:00', { agencyCode: 'PC' }]),
    // pb14, alone in PD: due in May, first told of in July.
    ...thing('procedure', 'pb14', [
      '2022-07-01 09:00',
      { agencyCode: 'PD', inForce: true, publicationDueAt: '2022-05-10 17:00', publishedAt: '2022-05-01 09:00' },
    ]),
  ],
  cases: [
    ...asOf(
      CODE,
      { agency: 'PB', period: '2022' },
      {
        '2021-12-31': 'NOT_DUE_YET',
        '2022-01-09': 'NO_DATA',
        '2022-01-10': ['', ''],
        '2022-03-09': ['', ''],
      },
    ),
    ...asOf(
      CODE,
      { agency: 'PB', period: '2022', rule: 'INSTANT' },
      {
        '2022-01-10 08:59:59.999': 'NO_DATA',
        // Whether the publication is due at all is a matter of the instant.
        '2022-03-10 16:59:59.999': ['', ''],
        '2022-03-10 17:00': ['pb1 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-03-10': ['pb1 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-04-01 07:59:59.999': ['pb1 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-04-01 08:00': ['pb1 pb5 pb6 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-11-01 16:59:59.999': ['pb1 pb5 pb6 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-11-01 17:00': ['pb1 pb5 pb6 pb8 pb10', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb10 pb11'],
        [END]: ['pb1 pb6 pb8 pb10', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb10 pb11'],
      },
    ),
    ...asOf(
      CODE,
      { agency: 'PB', period: '2022', rule: 'DATE' },
      {
        '2022-03-10': ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        // Any instant of a day stands for its end.
        '2022-03-10 00:00': ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-03-31': ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-04-01': ['pb1 pb2 pb3 pb5 pb6 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-05-01': ['pb1 pb2 pb3 pb5 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-05-14': ['pb1 pb2 pb3 pb5 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-05-15': ['pb1 pb2 pb3 pb5 pb6 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-06-01': ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-07-01': ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        '2022-08-01': ['pb1 pb2 pb3 pb5 pb6 pb8', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb11'],
        '2022-11-01': ['pb1 pb2 pb3 pb5 pb6 pb8 pb10', 'pb1 pb2 pb3 pb4 pb5 pb6 pb7 pb8 pb10 pb11'],
        [END]: ['pb1 pb2 pb3 pb6 pb8 pb10', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb10 pb11'],
      },
    ),
    // Of a stock the period decides nothing but its end, later than which nothing is asked.
    ...asOf(
      CODE,
      { agency: 'PB', period: '2022-03', rule: 'DATE' },
      {
        '2022-02-28': 'NOT_DUE_YET',
        '2022-12-31': ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
        [END]: ['pb1 pb2 pb3 pb6 pb8', 'pb1 pb2 pb3 pb4 pb6 pb7 pb8 pb11'],
      },
    ),
    ...asOf(CODE, { agency: 'PC', period: '2022' }, { '2022-01-09': 'NO_DATA', '2022-03-10': ['pb13', 'pb13'] }),
    ...asOf(CODE, { agency: 'PV', period: '2022' }, { '2022-06-30': 'NO_DATA', [END]: 'NO_DATA' }),
    // Data from the date that dates it; in force only from the statement.
    ...asOf(
      CODE,
      { agency: 'PD', period: '2022' },
      {
        '2022-05-09': 'NO_DATA',
        '2022-05-10': ['', ''],
        '2022-06-30': ['', ''],
        '2022-07-01': ['pb14', 'pb14'],
      },
    ),
  ],
};
