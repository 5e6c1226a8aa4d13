import { asked, type Expected, worked } from './worked';

// Everything, single days. Nothing was received on either of them.

const NOT_RECEIVED = {
  'dossiers-synchronised': ['', ''],
  'digitised-dossier-rate': ['', ''],
  'component-digitisation-rate': ['', ''],
  'data-reuse-rate': ['', ''],
  'mobile-signing-rate': ['', ''],
  'boundary-independent-rate': ['', ''],
  'e-dossier-rate': ['', ''],
  'online-payment-rate': ['', ''],
  'satisfaction-rate': ['', ''],
} as const;

const FIFTEENTH = worked(
  asked({
    name: '15 November, DATE',
    rule: 'DATE',
    period: '2022-11-15',
    from: '2022-11-15',
    to: '2022-11-16',
    asked: '2022-11-15 00:00',
    asOf: '2022-11-15 23:59:59.999',
  }),
  {
    ...NOT_RECEIVED,
    // Completed on the day: a6 (in its first millisecond, late), d2, d6.
    'on-time-rate': ['d2 d6', 'a6 d2 d6'],
    'early-rate': ['d2 d6', 'a6 d2 d6'],
    // c2 was withdrawn in the morning, b8 resumes tomorrow.
    'late-dossiers': 'a6 b2 b5 b10 c5 c11 d1',
    'overdue-dossiers': [
      'b2 b5 b10 c5 c11 d1',
      'a1 a2 a3 a4 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 c5 c11 d1 d3 d9 e1 e2 e3 e4 e7 e8',
    ],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['a6', 'a6'],
    'late-apology-rate': ['', 'a6'],
    'e-result-rate': ['', 'a6 d2 d6'],
    'late-unexplained': 'b10 b12 b13 c5 c7 c11 d1 d8',
    'late-unapologised': 'a6 b2 b10 b12 b13 c2 c5 c7 c11 d1 d8',
  },
);

const NINTH = worked(
  asked({
    name: '9 November as of 10:00, INSTANT',
    rule: 'INSTANT',
    period: '2022-11-09',
    from: '2022-11-09',
    to: '2022-11-10',
    asked: '2022-11-09 10:00',
    asOf: '2022-11-09 10:00',
  }),
  {
    ...NOT_RECEIVED,
    // b16 a millisecond ago, b14 and d7 now, b15 in a millisecond.
    'on-time-rate': ['b14 b16 d7', 'b14 b16 d7'],
    'early-rate': ['b16 d7', 'b14 b16 d7'],
    'late-dossiers': 'b2 b3 b4 b5 b10 b17 c2',
    'overdue-dossiers': [
      'b2 b3 b4 b5 b10 b17 c2',
      `a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b15 b17 c1 c2 c3 c4 c5 c6 c8 c11
       d1 d2 d3 d5 d6 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8`,
    ],
    'online-late-rate': ['', ''],
    // Only b17 became late today, at 08:00:00.001; b15 will, in a millisecond.
    'late-explained-rate': ['', 'b17'],
    'late-apology-rate': ['', 'b17'],
    'e-result-rate': ['', 'b14 b16 d7'],
    // b3 was explained an hour ago, b5 two days ago.
    'late-unexplained': 'b2 b4 b10 b13 b17 c2',
    'late-unapologised': 'b2 b3 b4 b10 b13 b17 c2',
  },
);

export const DAYS: readonly Expected[] = [...FIFTEENTH, ...NINTH];
