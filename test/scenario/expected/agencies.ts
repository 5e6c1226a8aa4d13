import { asked, type Expected, worked } from './worked';

// The parent and its communes. X2: a5 a6 b7 b8 b9 b10 c6 c11 d3 d9 e3. H itself: a4 e4 e9. Nobody: d8. Y: c10. X1: the rest.

const november = asked({
  name: 'November, DATE, H and below',
  rule: 'DATE',
  period: '2022-11',
  from: '2022-11-01',
  to: '2022-12-01',
  asOf: '2022-11-30 23:59:59.999',
  agency: 'H',
});

/** All of November but d8: X2 stands below H, first stated on the 10th and holding backwards. */
const RECEIVED = `a1 b1 b2 b3 b4 b5 b6 b7 b8 b9 b11 b12 b13 b14 b15 b16 b17 c1 c2 c3 c4 c5 c6 c7 c8 c11
  d1 d2 d3 d5 d6 d7 d9 e1 e2 e3 e4 e5 e6 e7 e8`;
const DATED = 'a1 a5 a6 b1 b2 b3 b4 b5 b7 b8 b9 b11 b12 b13 b14 b15 b16 b17 c4 c6 c7 d1 d2 d3 d5 d6 d7 e5 e6';
const BECAME_LATE = 'a6 b2 b5 b8 b12 b13 c2 c5 c7 c11 d1';

const H_IN_NOVEMBER = worked(november, {
  'dossiers-synchronised': ['a1 e2', RECEIVED],
  'on-time-rate': ['a1 a5 b1 b3 b4 b7 b9 b11 b14 b15 b16 b17 c4 c6 d2 d3 d5 d6 d7 e5 e6', DATED],
  'early-rate': ['a1 b1 b3 b4 b7 c4 c6 d2 d5 d6 d7 e5 e6', DATED],
  'late-dossiers': 'a6 b2 b5 b8 b12 b13 c7 d1 c5',
  'overdue-dossiers': ['c5', 'a2 a3 a4 b10 c5 d9 e1 e2 e3 e4 e7 e8'],
  'online-late-rate': ['', 'a1 a5 b1 b3 b7'],
  'late-explained-rate': ['a6 b2 b5 c2', BECAME_LATE],
  'late-apology-rate': ['b2 b5 c5', BECAME_LATE],
  'digitised-dossier-rate': ['a1 e2', 'a1 d7 e2 e3'],
  'component-digitisation-rate': ['a1:2 e2:5 e3:2', 'a1:2 d7:4 e2:5 e3:3'],
  'e-result-rate': ['a5 b1', `${DATED} b6`],
  'data-reuse-rate': ['a1:1 e2:2', 'a1:2 d7:4 e2:5 e3:3'],
  'mobile-signing-rate': ['b7 e2', 'b7 e2 e3'],
  'boundary-independent-rate': ['b3 e2', RECEIVED],
  'e-dossier-rate': ['a1 b1 b3 b7 d9 e2 e3', RECEIVED],
  'online-payment-rate': ['b1', 'b1 b2'],
  'satisfaction-rate': ['e9', 'b8 c9 e9'],
  'late-unexplained': 'b8 b10 b12 b13 c5 c7 c11 d1',
  'late-unapologised': 'a6 b8 b10 b12 b13 c2 c7 c11 d1',
});

/** The same at an instant before X2's parent was first stated: it holds backwards. */
const H_EARLY_IN_NOVEMBER = worked(
  {
    ...november,
    name: 'November as of the 4th, DATE, H and below',
    asked: '2022-11-04 12:00',
    asOf: '2022-11-04 23:59:59.999',
  },
  {
    // In progress on the 4th: X1's and H's, and X2's a5 a6 b7 b8 b9 b10 c6 c11 d3 d9. Only b10 is late.
    'overdue-dossiers': [
      'b10',
      `a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16 b17 c1 c2 c3 c4 c5 c6 c11
       d1 d2 d3 d5 d6 d7 d9 e7 e8`,
    ],
    'late-unexplained': 'b10',
  },
);

const H_ONLY = worked(
  { ...november, name: 'November, DATE, H only', only: true },
  {
    'dossiers-synchronised': ['', 'e4'],
    'on-time-rate': ['', ''],
    'early-rate': ['', ''],
    'late-dossiers': '',
    'overdue-dossiers': ['', 'a4 e4'],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['', ''],
    'late-apology-rate': ['', ''],
    'digitised-dossier-rate': ['', ''],
    'component-digitisation-rate': ['', ''],
    'e-result-rate': ['', ''],
    'data-reuse-rate': ['', ''],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['', 'e4'],
    'e-dossier-rate': ['', 'e4'],
    'online-payment-rate': ['', ''],
    'satisfaction-rate': ['e9', 'e9'],
    'late-unexplained': '',
    'late-unapologised': '',
  },
);

const quarter = asked({
  name: 'fourth quarter, DATE, H and below',
  rule: 'DATE',
  period: '2022-Q4',
  from: '2022-10-01',
  to: '2023-01-01',
  asOf: '2022-12-31 23:59:59.999',
  agency: 'H',
});

/** In the tree of 31 December X2 stands below K, with all its past. */
const RECEIVED_WITHOUT_X2 = `a1 a2 a3 b1 b2 b3 b4 b5 b6 b11 b12 b13 b14 b15 b16 b17 c1 c2 c3 c4 c5 c7 c8
  d1 d2 d5 d6 d7 e1 e2 e4 e5 e6 e7 e8`;
const DATED_WITHOUT_X2 = 'a1 a2 a3 b1 b2 b3 b4 b5 b11 b12 b13 b14 b15 b16 b17 c4 c7 d1 d2 d5 d6 d7 e5 e6';
const LATE_WITHOUT_X2 = 'a2 b2 b5 b12 b13 c2 c5 c7 d1';

const H_IN_QUARTER = worked(quarter, {
  'dossiers-synchronised': ['a1 b2 e2', RECEIVED_WITHOUT_X2],
  'on-time-rate': ['a1 a3 b1 b3 b4 b11 b14 b15 b16 b17 c4 d2 d5 d6 d7 e5 e6', DATED_WITHOUT_X2],
  'early-rate': ['a1 b1 b3 b4 c4 d2 d5 d6 d7 e5 e6', DATED_WITHOUT_X2],
  'late-dossiers': 'a2 b2 b5 b12 b13 c7 d1 c5',
  'overdue-dossiers': ['c5', 'a4 c5 e1 e2 e4 e7 e8'],
  'online-late-rate': ['', 'a1 b1 b3'],
  'late-explained-rate': ['b2 b5 c2', LATE_WITHOUT_X2],
  'late-apology-rate': ['b2 b5 c5', LATE_WITHOUT_X2],
  'digitised-dossier-rate': ['a1 e2', 'a1 d7 e2'],
  'component-digitisation-rate': ['a1:2 e2:5', 'a1:2 d7:4 e2:5'],
  'e-result-rate': ['b1 e6', `${DATED_WITHOUT_X2} b6`],
  'data-reuse-rate': ['a1:1 e2:2', 'a1:2 d7:4 e2:5'],
  'mobile-signing-rate': ['e2', 'e2'],
  'boundary-independent-rate': ['b3 e2', RECEIVED_WITHOUT_X2],
  'e-dossier-rate': ['a1 b1 b3 e2', RECEIVED_WITHOUT_X2],
  'online-payment-rate': ['b1 e7', 'b1 b2 e7 e8'],
  'satisfaction-rate': ['a1 e9', 'a1 c9 e9'],
  'late-unexplained': 'a2 b12 b13 c5 c7 d1',
  'late-unapologised': 'a2 b12 b13 c2 c7 d1',
});

const X2_RECEIVED = 'a5 a6 b7 b8 b9 b10 c6 c11 d3 d9 e3';
const X2_DATED = 'a5 a6 b7 b8 b9 c6 d3';

/** X2 alone, and K, which has nothing of its own: the same figures. */
const X2_AND_K_IN_QUARTER = [
  { ...quarter, name: 'fourth quarter, INSTANT, X2 only', rule: 'INSTANT', agency: 'X2', only: true } as const,
  { ...quarter, name: 'fourth quarter, INSTANT, K and below', rule: 'INSTANT', agency: 'K' } as const,
].flatMap((question) =>
  worked(question, {
    'dossiers-synchronised': ['', X2_RECEIVED],
    'on-time-rate': ['a5 b7 b9 c6 d3', X2_DATED],
    'early-rate': ['b7 c6', X2_DATED],
    'late-dossiers': 'a6 b8 b10 e3',
    'overdue-dossiers': ['b10 e3', 'b10 d9 e3'],
    'online-late-rate': ['', 'a5 b7'],
    'late-explained-rate': ['a6 b8', 'a6 b8 b10 c11 e3'],
    'late-apology-rate': ['', 'a6 b8 b10 c11 e3'],
    'digitised-dossier-rate': ['', 'e3'],
    'component-digitisation-rate': ['e3:2', 'e3:3'],
    'e-result-rate': ['a5', X2_DATED],
    'data-reuse-rate': ['', 'e3:3'],
    'mobile-signing-rate': ['b7', 'b7 e3'],
    'boundary-independent-rate': ['', X2_RECEIVED],
    'e-dossier-rate': ['a5 b7 d9 e3', X2_RECEIVED],
    'online-payment-rate': ['', ''],
    'satisfaction-rate': ['', 'b8'],
    'late-unexplained': 'b10 c11 e3',
    'late-unapologised': 'a6 b8 b10 c11 e3',
  }),
);

export const AGENCIES: readonly Expected[] = [
  ...H_IN_NOVEMBER,
  ...H_EARLY_IN_NOVEMBER,
  ...H_ONLY,
  ...H_IN_QUARTER,
  ...X2_AND_K_IN_QUARTER,
];
