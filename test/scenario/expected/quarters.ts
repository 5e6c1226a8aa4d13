import { asked, type Expected, worked } from './worked';

// Everything, whole quarters: the fourth of 2022 under both rules, October within it, and the first of 2023.

/** Received in the fourth quarter: November's 42, and a2 a3 a5 a6 b10. Not a4 (a millisecond before it). */
const RECEIVED = `a1 a2 a3 a5 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16 b17
  c1 c2 c3 c4 c5 c6 c7 c8 c11 d1 d2 d3 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8`;

/** Completed in it with a due date: November's 30, a2 and a3. */
const DATED = `a1 a2 a3 a5 a6 b1 b2 b3 b4 b5 b7 b8 b9 b11 b12 b13 b14 b15 b16 b17 c4 c6 c7
  d1 d2 d3 d5 d6 d7 d8 e5 e6`;

/** In progress at its end; a3 left in its last millisecond. */
const OPEN = 'a4 b10 c5 d9 e1 e2 e3 e4 e7 e8';

/** The rows in which lateness plays no part. */
const WITHOUT_LATENESS = {
  'dossiers-synchronised': ['a1 b2 d8 e2', RECEIVED],
  'digitised-dossier-rate': ['a1 e2', 'a1 d7 e2 e3'],
  'component-digitisation-rate': ['a1:2 e2:5 e3:2', 'a1:2 d7:4 e2:5 e3:3'],
  // e6's result came in December.
  'e-result-rate': ['a5 b1 e6', `${DATED} b6`],
  'data-reuse-rate': ['a1:1 e2:2', 'a1:2 d7:4 e2:5 e3:3'],
  'mobile-signing-rate': ['b7 e2', 'b7 e2 e3'],
  'boundary-independent-rate': ['b3 e2', RECEIVED],
  'e-dossier-rate': ['a1 a5 b1 b3 b7 d8 d9 e2 e3', RECEIVED],
  // e7 was paid in October and received in November: the quarter has both.
  'online-payment-rate': ['b1 e7', 'b1 b2 e7 e8'],
  'satisfaction-rate': ['a1 e9', 'a1 b8 c9 e9'],
} as const;

const fourthByDate = asked({
  name: 'fourth quarter, DATE',
  rule: 'DATE',
  period: '2022-Q4',
  from: '2022-10-01',
  to: '2023-01-01',
  asOf: '2022-12-31 23:59:59.999',
});

const FOURTH_BY_DATE = worked(fourthByDate, {
  ...WITHOUT_LATENESS,
  // 22 of 32; late are a2 a6 b2 b5 b8 b12 b13 c7 d1 d8.
  'on-time-rate': ['a1 a3 a5 b1 b3 b4 b7 b9 b11 b14 b15 b16 b17 c4 c6 d2 d3 d5 d6 d7 e5 e6', DATED],
  'early-rate': ['a1 b1 b3 b4 b7 c4 c6 d2 d5 d6 d7 e5 e6', DATED],
  // b10 has resumed, e3 became late in December.
  'late-dossiers': 'a2 a6 b2 b5 b8 b12 b13 c7 d1 d8 b10 c5 e3',
  'overdue-dossiers': ['b10 c5 e3', OPEN],
  'online-late-rate': ['d8', 'a1 a5 b1 b3 b7 d8'],
  'late-explained-rate': ['a6 b2 b5 b8 c2', 'a2 a6 b2 b5 b8 b10 b12 b13 c2 c5 c7 c11 d1 d8 e3'],
  'late-apology-rate': ['b2 b5 c5', 'a2 a6 b2 b5 b8 b10 b12 b13 c2 c5 c7 c11 d1 d8 e3'],
  'late-unexplained': 'a2 b10 b12 b13 c5 c7 c11 d1 d8 e3',
  'late-unapologised': 'a2 a6 b8 b10 b12 b13 c2 c7 c11 d1 d8 e3',
});

const FOURTH_BY_INSTANT = worked(
  { ...fourthByDate, name: 'fourth quarter, INSTANT', rule: 'INSTANT' },
  {
    ...WITHOUT_LATENESS,
    // 17 of 32; also late now: a3 b3 b4 b15 b17.
    'on-time-rate': ['a1 a5 b1 b7 b9 b11 b14 b16 c4 c6 d2 d3 d5 d6 d7 e5 e6', DATED],
    'early-rate': ['a1 b1 b7 b16 c4 c6 d2 d5 d6 d7 e5 e6', DATED],
    'late-dossiers': 'a2 a3 a6 b2 b3 b4 b5 b8 b12 b13 b15 b17 c7 d1 d8 b10 c5 e3',
    'overdue-dossiers': ['b10 c5 e3', OPEN],
    'online-late-rate': ['b3 d8', 'a1 a5 b1 b3 b7 d8'],
    'late-explained-rate': ['a6 b2 b3 b5 b8 c2', 'a2 a3 a6 b2 b3 b4 b5 b8 b10 b12 b13 b15 b17 c2 c5 c7 c11 d1 d8 e3'],
    'late-apology-rate': ['b2 b5 c5', 'a2 a3 a6 b2 b3 b4 b5 b8 b10 b12 b13 b15 b17 c2 c5 c7 c11 d1 d8 e3'],
    'late-unexplained': 'a2 a3 b4 b10 b12 b13 b15 b17 c5 c7 c11 d1 d8 e3',
    'late-unapologised': 'a2 a3 a6 b3 b4 b8 b10 b12 b13 b15 b17 c2 c7 c11 d1 d8 e3',
  },
);

const IN_OCTOBER = 'a2 a3 a5 a6 b10';

const OCTOBER = worked(
  asked({
    name: 'October, DATE',
    rule: 'DATE',
    period: '2022-10',
    from: '2022-10-01',
    to: '2022-11-01',
    asOf: '2022-10-31 23:59:59.999',
  }),
  {
    'dossiers-synchronised': ['', IN_OCTOBER],
    'on-time-rate': ['', ''],
    'early-rate': ['', ''],
    'late-dossiers': 'b10',
    // a2 was received in the month's last millisecond.
    'overdue-dossiers': ['b10', 'a2 a3 a4 a5 a6 b10'],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['', 'b10'],
    'late-apology-rate': ['', 'b10'],
    'digitised-dossier-rate': ['', ''],
    'component-digitisation-rate': ['', ''],
    'e-result-rate': ['', ''],
    'data-reuse-rate': ['', ''],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['', IN_OCTOBER],
    'e-dossier-rate': ['a5', IN_OCTOBER],
    // e7's fee was paid on 30 October, but it was not received before November.
    'online-payment-rate': ['', ''],
    'satisfaction-rate': ['', ''],
    'late-unexplained': 'b10',
    'late-unapologised': 'b10',
  },
);

const NEXT_QUARTER = worked(
  asked({
    name: 'first quarter of 2023, DATE',
    rule: 'DATE',
    period: '2023-Q1',
    from: '2023-01-01',
    to: '2023-04-01',
    asOf: '2023-03-31 23:59:59.999',
  }),
  {
    'dossiers-synchronised': ['', ''],
    'on-time-rate': ['a4', 'a4'],
    'early-rate': ['a4', 'a4'],
    'late-dossiers': 'b10 c5 e3',
    'overdue-dossiers': ['b10 c5 e3', 'b10 c5 d9 e1 e2 e3 e4 e7 e8'],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['', ''],
    // a6's apology belongs to the November in which a6 became late, not here.
    'late-apology-rate': ['', ''],
    'digitised-dossier-rate': ['', ''],
    'component-digitisation-rate': ['', ''],
    'e-result-rate': ['', 'a4'],
    'data-reuse-rate': ['', ''],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['', ''],
    'e-dossier-rate': ['', ''],
    'online-payment-rate': ['', ''],
    'satisfaction-rate': ['', ''],
    'late-unexplained': 'a2 b10 b12 b13 c5 c7 c11 d1 d8 e3',
    // As at the end of the year, without a6.
    'late-unapologised': 'a2 b8 b10 b12 b13 c2 c7 c11 d1 d8 e3',
  },
);

export const QUARTERS: readonly Expected[] = [...FOURTH_BY_DATE, ...FOURTH_BY_INSTANT, ...OCTOBER, ...NEXT_QUARTER];
