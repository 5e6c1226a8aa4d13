import { asked, type Expected, worked } from './worked';

// Everything, civil November 2022: at its end under both rules, and on its tenth under both.

/**
 * Received in November. Not: a2 .. a6 and b10 (September, October), c9 (refused), c10 (registered), d4 (voided),
 * e9 (never received). All of them by the 10th.
 */
const RECEIVED = `a1 b1 b2 b3 b4 b5 b6 b7 b8 b9 b11 b12 b13 b14 b15 b16 b17 c1 c2 c3 c4 c5 c6 c7 c8 c11
  d1 d2 d3 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8`;
const ONLINE = 'a1 b1 b3 b7 d8 d9 e2 e3';

/** What depends on receipt alone, and was all known by 10 November: e2's synchronisation (7th) is the last. */
const ON_RECEIPT = {
  'dossiers-synchronised': ['a1 d8 e2', RECEIVED],
  'digitised-dossier-rate': ['a1 e2', 'a1 d7 e2 e3'],
  'component-digitisation-rate': ['a1:2 e2:5 e3:2', 'a1:2 d7:4 e2:5 e3:3'],
  'data-reuse-rate': ['a1:1 e2:2', 'a1:2 d7:4 e2:5 e3:3'],
  'mobile-signing-rate': ['b7 e2', 'b7 e2 e3'],
  'boundary-independent-rate': ['b3 e2', RECEIVED],
  'e-dossier-rate': [ONLINE, RECEIVED],
  // Paid in November: b1, b2. Not e7 (October), e8 (December), e1 and e2 (none required).
  'online-payment-rate': ['b1', 'b1 b2'],
} as const;

/** Completed in November with a due date: b6 and c8 are undated, a2 was completed on 1 December. 30 of them. */
const DATED = `a1 a5 a6 b1 b2 b3 b4 b5 b7 b8 b9 b11 b12 b13 b14 b15 b16 b17 c4 c6 c7 d1 d2 d3 d5 d6 d7 d8 e5 e6`;
/** Completed with or without one, c8 (no document) left out. */
const WITH_RESULT = `${DATED} b6`;
/** In progress at the end of November. a1 left in its last millisecond. */
const OPEN = 'a2 a3 a4 b10 c5 d9 e1 e2 e3 e4 e7 e8';

const endByDate = asked({
  name: 'November, DATE',
  rule: 'DATE',
  period: '2022-11',
  from: '2022-11-01',
  to: '2022-12-01',
  asOf: '2022-11-30 23:59:59.999',
});

const NOVEMBER_BY_DATE = worked(endByDate, {
  ...ON_RECEIPT,
  // 21 of 30; late are a6 b2 b5 b8 b12 b13 c7 d1 d8.
  'on-time-rate': ['a1 a5 b1 b3 b4 b7 b9 b11 b14 b15 b16 b17 c4 c6 d2 d3 d5 d6 d7 e5 e6', DATED],
  'early-rate': ['a1 b1 b3 b4 b7 c4 c6 d2 d5 d6 d7 e5 e6', DATED],
  // Completed late, and c5 overdue; b10 is paused, a2 is late only at midnight.
  'late-dossiers': 'a6 b2 b5 b8 b12 b13 c7 d1 d8 c5',
  'overdue-dossiers': ['c5', OPEN],
  'online-late-rate': ['d8', 'a1 a5 b1 b3 b7 d8'],
  // b8 was explained in December.
  'late-explained-rate': ['a6 b2 b5 c2', 'a6 b2 b5 b8 b12 b13 c2 c5 c7 c11 d1 d8'],
  // b2 in the last millisecond; a6 in the next quarter.
  'late-apology-rate': ['b2 b5 c5', 'a6 b2 b5 b8 b12 b13 c2 c5 c7 c11 d1 d8'],
  // e5 came too late, e6 in December.
  'e-result-rate': ['a5 b1', WITH_RESULT],
  'satisfaction-rate': ['e9', 'b8 c9 e9'],
  'late-unexplained': 'b8 b10 b12 b13 c5 c7 c11 d1 d8',
  'late-unapologised': 'a6 b8 b10 b12 b13 c2 c7 c11 d1 d8',
});

const NOVEMBER_BY_INSTANT = worked(
  { ...endByDate, name: 'November, INSTANT', rule: 'INSTANT' },
  {
    ...ON_RECEIPT,
    // 17 of 30; also late now: b3 b4 b15 b17.
    'on-time-rate': ['a1 a5 b1 b7 b9 b11 b14 b16 c4 c6 d2 d3 d5 d6 d7 e5 e6', DATED],
    'early-rate': ['a1 b1 b7 b16 c4 c6 d2 d5 d6 d7 e5 e6', DATED],
    // 13 completed late, a2 and c5 overdue.
    'late-dossiers': 'a6 b2 b3 b4 b5 b8 b12 b13 b15 b17 c7 d1 d8 a2 c5',
    'overdue-dossiers': ['a2 c5', OPEN],
    'online-late-rate': ['b3 d8', 'a1 a5 b1 b3 b7 d8'],
    'late-explained-rate': ['a6 b2 b3 b5 c2', 'a2 a6 b2 b3 b4 b5 b8 b12 b13 b15 b17 c2 c5 c7 c11 d1 d8'],
    'late-apology-rate': ['b2 b5 c5', 'a2 a6 b2 b3 b4 b5 b8 b12 b13 b15 b17 c2 c5 c7 c11 d1 d8'],
    'e-result-rate': ['a5 b1', WITH_RESULT],
    'satisfaction-rate': ['e9', 'b8 c9 e9'],
    'late-unexplained': 'a2 b4 b8 b10 b12 b13 b15 b17 c5 c7 c11 d1 d8',
    'late-unapologised': 'a2 a6 b3 b4 b8 b10 b12 b13 b15 b17 c2 c7 c11 d1 d8',
  },
);

/** Completed by the 10th, at 10:00 at the latest: c4 and e5 in that very millisecond. All have a due date. */
const DATED_BY_THE_TENTH = 'b13 b14 b15 b16 b17 c4 c7 d7 e5';
/** In progress on the 10th after 10:00, the instant at which c1 and c3 left. */
const OPEN_ON_THE_TENTH = `a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 c2 c5 c6 c8 c11
  d1 d2 d3 d5 d6 d8 d9 e1 e2 e3 e4 e6 e7 e8`;

const TENTH_BY_DATE = worked(
  {
    ...endByDate,
    name: 'November as of 10 November 08:00, DATE: the end of that day',
    asked: '2022-11-10 08:00',
    asOf: '2022-11-10 23:59:59.999',
  },
  {
    ...ON_RECEIPT,
    'on-time-rate': ['b14 b15 b16 b17 c4 d7 e5', DATED_BY_THE_TENTH],
    'early-rate': ['c4 d7 e5', DATED_BY_THE_TENTH],
    'late-dossiers': 'b13 c7 b2 b5 b10 c2',
    'overdue-dossiers': ['b2 b5 b10 c2', OPEN_ON_THE_TENTH],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['b5', 'b2 b5 b13 c2 c7'],
    'late-apology-rate': ['b5', 'b2 b5 b13 c2 c7'],
    'e-result-rate': ['', DATED_BY_THE_TENTH],
    'satisfaction-rate': ['', ''],
    'late-unexplained': 'b2 b10 b13 c2 c7',
    'late-unapologised': 'b2 b10 b13 c2 c7',
  },
);

const TENTH_BY_INSTANT = worked(
  {
    ...endByDate,
    name: 'November as of 10 November 10:00, INSTANT',
    rule: 'INSTANT',
    asked: '2022-11-10 10:00',
    asOf: '2022-11-10 10:00',
  },
  {
    ...ON_RECEIPT,
    'on-time-rate': ['b14 b16 c4 d7 e5', DATED_BY_THE_TENTH],
    'early-rate': ['b16 c4 d7 e5', DATED_BY_THE_TENTH],
    'late-dossiers': 'b13 b15 b17 c7 b2 b3 b4 b5 b10 c2',
    'overdue-dossiers': ['b2 b3 b4 b5 b10 c2', OPEN_ON_THE_TENTH],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['b3 b5', 'b2 b3 b4 b5 b13 b15 b17 c2 c7'],
    'late-apology-rate': ['b5', 'b2 b3 b4 b5 b13 b15 b17 c2 c7'],
    'e-result-rate': ['', DATED_BY_THE_TENTH],
    'satisfaction-rate': ['', ''],
    'late-unexplained': 'b2 b4 b10 b13 b15 b17 c2 c7',
    'late-unapologised': 'b2 b3 b4 b10 b13 b15 b17 c2 c7',
  },
);

/** Received by the 8th: all but c7. e2 was synchronised on the 7th, as was told on the 10th. */
const RECEIVED_BY_THE_EIGHTH = RECEIVED.replace(' c7', '');
/** In progress on the 8th at 17:00: b13 has left, b14 b16 d7 will tomorrow, c5 and c6 never did. */
const OPEN_ON_THE_EIGHTH = `a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b14 b15 b16 b17 c1 c2 c3 c4 c5 c6
  c8 c11 d1 d2 d3 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8`;

const atFive = {
  ...endByDate,
  name: 'November as of 8 November 17:00, INSTANT: due, not yet late',
  rule: 'INSTANT',
  asked: '2022-11-08 17:00',
  asOf: '2022-11-08 17:00',
} as const;

const WITHOUT_LATENESS_ON_THE_EIGHTH = {
  ...ON_RECEIPT,
  'dossiers-synchronised': ['a1 d8 e2', RECEIVED_BY_THE_EIGHTH],
  'boundary-independent-rate': ['b3 e2', RECEIVED_BY_THE_EIGHTH],
  'e-dossier-rate': [ONLINE, RECEIVED_BY_THE_EIGHTH],
  // Only b13 is completed, late.
  'on-time-rate': ['', 'b13'],
  'early-rate': ['', 'b13'],
  'online-late-rate': ['', ''],
  'e-result-rate': ['', 'b13'],
  'satisfaction-rate': ['', ''],
} as const;

const EIGHTH_AT_FIVE = worked(atFive, {
  ...WITHOUT_LATENESS_ON_THE_EIGHTH,
  'late-dossiers': 'b13 b3 b10',
  'overdue-dossiers': ['b3 b10', OPEN_ON_THE_EIGHTH],
  'late-explained-rate': ['', 'b3 b13'],
  'late-apology-rate': ['', 'b3 b13'],
  'late-unexplained': 'b3 b10 b13',
  'late-unapologised': 'b3 b10 b13',
});

/** One millisecond later b2 b4 b5 c2 become late; b5 has long been explained and apologised for. b1 was moved in time. */
const EIGHTH_A_MOMENT_LATER = worked(
  {
    ...atFive,
    name: 'November as of 8 November 17:00:00.001, INSTANT: late',
    asked: '2022-11-08 17:00:00.001',
    asOf: '2022-11-08 17:00:00.001',
  },
  {
    ...WITHOUT_LATENESS_ON_THE_EIGHTH,
    'late-dossiers': 'b13 b2 b3 b4 b5 b10 c2',
    'overdue-dossiers': ['b2 b3 b4 b5 b10 c2', OPEN_ON_THE_EIGHTH],
    'late-explained-rate': ['b5', 'b2 b3 b4 b5 b13 c2'],
    'late-apology-rate': ['b5', 'b2 b3 b4 b5 b13 c2'],
    'late-unexplained': 'b2 b3 b4 b10 b13 c2',
    'late-unapologised': 'b2 b3 b4 b10 b13 c2',
  },
);

export const NOVEMBER: readonly Expected[] = [
  ...NOVEMBER_BY_DATE,
  ...NOVEMBER_BY_INSTANT,
  ...EIGHTH_AT_FIVE,
  ...EIGHTH_A_MOMENT_LATER,
  ...TENTH_BY_DATE,
  ...TENTH_BY_INSTANT,
];
