import { asked, type Expected, worked } from './worked';

// Everything, in the reporting calendar: months from day 15 to day 14, the quarter from 15 September to 14 December.

/** Received from 15 October to 14 November: a2 a5 b10 and all of November's. a6 came a millisecond before. */
const RECEIVED = `a1 a2 a5 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16 b17
  c1 c2 c3 c4 c5 c6 c7 c8 c11 d1 d2 d3 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8`;

/** Completed by 14 November with a due date: a5 in the last millisecond. */
const DATED = 'a5 b12 b13 b14 b15 b16 b17 c4 c6 c7 d5 d7 d8 e5 e6';

const NOVEMBER = worked(
  asked({
    name: 'reporting November, DATE',
    rule: 'DATE',
    period: 'R2022-11',
    from: '2022-10-15',
    to: '2022-11-15',
    asOf: '2022-11-14 23:59:59.999',
  }),
  {
    'dossiers-synchronised': ['a1 d8 e2', RECEIVED],
    'on-time-rate': ['a5 b14 b15 b16 b17 c4 c6 d5 d7 e5 e6', DATED],
    'early-rate': ['c4 c6 d5 d7 e5 e6', DATED],
    // Four completed late, seven overdue. a6 is late only in the next millisecond, b8 is paused.
    'late-dossiers': 'b12 b13 c7 d8 b2 b5 b10 c2 c5 c11 d1',
    'overdue-dossiers': [
      'b2 b5 b10 c2 c5 c11 d1',
      'a1 a2 a3 a4 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 c2 c5 c11 d1 d2 d3 d6 d9 e1 e2 e3 e4 e7 e8',
    ],
    'online-late-rate': ['d8', 'a5 d8'],
    'late-explained-rate': ['b2 b5 c2', 'b2 b5 b10 b12 b13 c2 c5 c7 c11 d1 d8'],
    'late-apology-rate': ['b5', 'b2 b5 b10 b12 b13 c2 c5 c7 c11 d1 d8'],
    'digitised-dossier-rate': ['a1 e2', 'a1 d7 e2 e3'],
    'component-digitisation-rate': ['a1:2 e2:5 e3:2', 'a1:2 d7:4 e2:5 e3:3'],
    'e-result-rate': ['a5', DATED],
    'data-reuse-rate': ['a1:1 e2:2', 'a1:2 d7:4 e2:5 e3:3'],
    'mobile-signing-rate': ['b7 e2', 'b7 e2 e3'],
    'boundary-independent-rate': ['b3 e2', RECEIVED],
    'e-dossier-rate': ['a1 a5 b1 b3 b7 d8 d9 e2 e3', RECEIVED],
    // Both e7's payment (30 October) and its receipt lie in this month.
    'online-payment-rate': ['b1 e7', 'b1 b2 e7'],
    'satisfaction-rate': ['', ''],
    'late-unexplained': 'b10 b12 b13 c5 c7 c11 d1 d8',
    'late-unapologised': 'b2 b10 b12 b13 c2 c5 c7 c11 d1 d8',
  },
);

/** Completed from 15 November to 14 December with a due date (b6 has none): a6 in the first millisecond. */
const DATED_LATER = 'a1 a2 a6 b1 b2 b3 b4 b5 b7 b8 b9 b11 d1 d2 d3 d6';

const DECEMBER = worked(
  asked({
    name: 'reporting December, INSTANT',
    rule: 'INSTANT',
    period: 'R2022-12',
    from: '2022-11-15',
    to: '2022-12-15',
    asOf: '2022-12-14 23:59:59.999',
  }),
  {
    'dossiers-synchronised': ['', ''],
    'on-time-rate': ['a1 b1 b7 b9 b11 d2 d3 d6', DATED_LATER],
    'early-rate': ['a1 b1 b7 d2 d6', DATED_LATER],
    'late-dossiers': 'a2 a6 b2 b3 b4 b5 b8 d1 b10 c5 e3',
    'overdue-dossiers': ['b10 c5 e3', 'a3 a4 b10 c5 d9 e1 e2 e3 e4 e7 e8'],
    'online-late-rate': ['b3', 'a1 b1 b3 b7'],
    'late-explained-rate': ['a6 b8', 'a2 a6 b8 e3'],
    'late-apology-rate': ['', 'a2 a6 b8 e3'],
    'digitised-dossier-rate': ['', ''],
    'component-digitisation-rate': ['', ''],
    'e-result-rate': ['b1', `${DATED_LATER} b6`],
    'data-reuse-rate': ['', ''],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['', ''],
    'e-dossier-rate': ['', ''],
    'online-payment-rate': ['', 'e8'],
    'satisfaction-rate': ['a1 e9', 'a1 b8 c9 e9'],
    'late-unexplained': 'a2 b4 b10 b12 b13 b15 b17 c5 c7 c11 d1 d8 e3',
    'late-unapologised': 'a2 a6 b3 b4 b8 b10 b12 b13 b15 b17 c2 c7 c11 d1 d8 e3',
  },
);

/** Received since 15 September: all that were ever received. */
const RECEIVED_IN_QUARTER = `a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16 b17
  c1 c2 c3 c4 c5 c6 c7 c8 c11 d1 d2 d3 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8`;
/** Completed by 5 December with a due date. */
const DATED_IN_QUARTER = `a1 a2 a5 a6 b1 b2 b3 b4 b5 b7 b8 b9 b11 b12 b13 b14 b15 b16 b17 c4 c6 c7
  d1 d2 d3 d5 d6 d7 d8 e5 e6`;
const BECAME_LATE = 'a2 a6 b2 b3 b4 b5 b8 b10 b12 b13 b15 b17 c2 c5 c7 c11 d1 d8';
const OPEN = 'a3 a4 b10 c5 d9 e1 e2 e3 e4 e7 e8';

const beforeTen = asked({
  name: 'reporting quarter, INSTANT, as of the last millisecond before 5 December 10:00',
  rule: 'INSTANT',
  period: 'R2022-Q4',
  from: '2022-09-15',
  to: '2022-12-15',
  asked: '2022-12-05 09:59:59.999',
  asOf: '2022-12-05 09:59:59.999',
});

const BEFORE_TEN = worked(beforeTen, {
  'dossiers-synchronised': ['a1 d8 e2', RECEIVED_IN_QUARTER],
  'on-time-rate': ['a1 a5 b1 b7 b9 b11 b14 b16 c4 c6 d2 d3 d5 d6 d7 e5 e6', DATED_IN_QUARTER],
  'early-rate': ['a1 b1 b7 b16 c4 c6 d2 d5 d6 d7 e5 e6', DATED_IN_QUARTER],
  // b10 is still paused.
  'late-dossiers': 'a2 a6 b2 b3 b4 b5 b8 b12 b13 b15 b17 c7 d1 d8 c5',
  'overdue-dossiers': ['c5', OPEN],
  'online-late-rate': ['b3 d8', 'a1 a5 b1 b3 b7 d8'],
  'late-explained-rate': ['a6 b2 b3 b5 b8 c2', BECAME_LATE],
  'late-apology-rate': ['b2 b5 c5', BECAME_LATE],
  'digitised-dossier-rate': ['a1 e2', 'a1 d7 e2 e3'],
  'component-digitisation-rate': ['a1:2 e2:5 e3:2', 'a1:2 d7:4 e2:5 e3:3'],
  // e6's result has not been issued yet.
  'e-result-rate': ['a5 b1', `${DATED_IN_QUARTER} b6`],
  'data-reuse-rate': ['a1:1 e2:2', 'a1:2 d7:4 e2:5 e3:3'],
  'mobile-signing-rate': ['b7 e2', 'b7 e2 e3'],
  'boundary-independent-rate': ['b3 e2', RECEIVED_IN_QUARTER],
  'e-dossier-rate': ['a1 a5 b1 b3 b7 d8 d9 e2 e3', RECEIVED_IN_QUARTER],
  'online-payment-rate': ['b1 e7', 'b1 b2 e7 e8'],
  'satisfaction-rate': ['a1 e9', 'a1 b8 c9 e9'],
  'late-unexplained': 'a2 b4 b10 b12 b13 b15 b17 c5 c7 c11 d1 d8',
  'late-unapologised': 'a2 a6 b3 b4 b8 b10 b12 b13 b15 b17 c2 c7 c11 d1 d8',
});

/** One millisecond later b10 resumes and e6's result is issued; nothing else moves. */
const AT_TEN = worked(
  {
    ...beforeTen,
    name: 'reporting quarter, INSTANT, as of 5 December 10:00',
    asked: '2022-12-05 10:00',
    asOf: '2022-12-05 10:00',
  },
  {
    'late-dossiers': 'a2 a6 b2 b3 b4 b5 b8 b12 b13 b15 b17 c7 d1 d8 c5 b10',
    'overdue-dossiers': ['b10 c5', OPEN],
    'late-explained-rate': ['a6 b2 b3 b5 b8 c2', BECAME_LATE],
    'e-result-rate': ['a5 b1 e6', `${DATED_IN_QUARTER} b6`],
  },
);

export const REPORTING: readonly Expected[] = [...NOVEMBER, ...DECEMBER, ...BEFORE_TEN, ...AT_TEN];
