import { asked, type Expected, worked } from './worked';

// November under DATE, filtered by channel, procedure and field; the field also at the end of the quarter.

const november = asked({
  name: 'November, DATE',
  rule: 'DATE',
  period: '2022-11',
  from: '2022-11-01',
  to: '2022-12-01',
  asOf: '2022-11-30 23:59:59.999',
});

const ONLINE_RECEIVED = 'a1 b1 b3 b7 d8 d9 e2 e3';
const ONLINE_DATED = 'a1 a5 b1 b3 b7 d8';

const ONLINE = worked(
  { ...november, name: 'November, DATE, online', channel: 'ONLINE' },
  {
    'dossiers-synchronised': ['a1 d8 e2', ONLINE_RECEIVED],
    'on-time-rate': ['a1 a5 b1 b3 b7', ONLINE_DATED],
    'early-rate': ['a1 b1 b3 b7', ONLINE_DATED],
    'late-dossiers': 'd8',
    'overdue-dossiers': ['', 'd9 e2 e3'],
    'online-late-rate': ['d8', ONLINE_DATED],
    'late-explained-rate': ['', 'd8'],
    'late-apology-rate': ['', 'd8'],
    'digitised-dossier-rate': ['a1 e2', 'a1 e2 e3'],
    'component-digitisation-rate': ['a1:2 e2:5 e3:2', 'a1:2 e2:5 e3:3'],
    'e-result-rate': ['a5 b1', ONLINE_DATED],
    'data-reuse-rate': ['a1:1 e2:2', 'a1:2 e2:5 e3:3'],
    'mobile-signing-rate': ['b7 e2', 'b7 e2 e3'],
    'boundary-independent-rate': ['b3 e2', ONLINE_RECEIVED],
    'e-dossier-rate': [ONLINE_RECEIVED, ONLINE_RECEIVED],
    'online-payment-rate': ['b1', 'b1'],
    // c9 was refused, but somebody rated it.
    'satisfaction-rate': ['', 'c9'],
    'late-unexplained': 'd8',
    'late-unapologised': 'd8',
  },
);

/** X1's at the counter: d7, of which no channel is known, is one of them; d6 came by post. */
const COUNTER_RECEIVED = `b2 b4 b5 b6 b11 b12 b13 b14 b15 b16 b17 c1 c2 c3 c4 c5 c7 c8 d1 d2 d5 d7
  e1 e5 e6 e7 e8`;
const COUNTER_DATED = 'b2 b4 b5 b11 b12 b13 b14 b15 b16 b17 c4 c7 d1 d2 d5 d7 e5 e6';
const COUNTER_LATE = 'b2 b5 b12 b13 c2 c5 c7 d1';

const COUNTER = worked(
  { ...november, name: 'November, DATE, X1, counter', agency: 'X1', channel: 'COUNTER' },
  {
    'dossiers-synchronised': ['', COUNTER_RECEIVED],
    'on-time-rate': ['b4 b11 b14 b15 b16 b17 c4 d2 d5 d7 e5 e6', COUNTER_DATED],
    'early-rate': ['b4 c4 d2 d5 d7 e5 e6', COUNTER_DATED],
    'late-dossiers': 'b2 b5 b12 b13 c7 d1 c5',
    'overdue-dossiers': ['c5', 'a2 a3 c5 e1 e7 e8'],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['b2 b5 c2', COUNTER_LATE],
    'late-apology-rate': ['b2 b5 c5', COUNTER_LATE],
    'digitised-dossier-rate': ['', 'd7'],
    'component-digitisation-rate': ['', 'd7:4'],
    'e-result-rate': ['', `${COUNTER_DATED} b6`],
    'data-reuse-rate': ['', 'd7:4'],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['', COUNTER_RECEIVED],
    'e-dossier-rate': ['', COUNTER_RECEIVED],
    'online-payment-rate': ['', 'b2'],
    'satisfaction-rate': ['', ''],
    'late-unexplained': 'b12 b13 c5 c7 d1',
    'late-unapologised': 'b12 b13 c2 c7 d1',
  },
);

/** P1: a1 b1 b2 b3 b4 b5, all received and completed in November. In November its field is F1. */
const P1 = 'a1 b1 b2 b3 b4 b5';
const FIRST_PROCEDURE = [
  { ...november, name: 'November, DATE, procedure P1', procedure: 'P1' },
  { ...november, name: 'November, DATE, field F1', field: 'F1' },
].flatMap((question) =>
  worked(question, {
    'dossiers-synchronised': ['a1', P1],
    'on-time-rate': ['a1 b1 b3 b4', P1],
    'early-rate': ['a1 b1 b3 b4', P1],
    'late-dossiers': 'b2 b5',
    'overdue-dossiers': ['', ''],
    'online-late-rate': ['', 'a1 b1 b3'],
    'late-explained-rate': ['b2 b5', 'b2 b5'],
    'late-apology-rate': ['b2 b5', 'b2 b5'],
    'digitised-dossier-rate': ['a1', 'a1'],
    'component-digitisation-rate': ['a1:2', 'a1:2'],
    'e-result-rate': ['b1', P1],
    'data-reuse-rate': ['a1:1', 'a1:2'],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['b3', P1],
    'e-dossier-rate': ['a1 b1 b3', P1],
    'online-payment-rate': ['b1', 'b1 b2'],
    'satisfaction-rate': ['', ''],
    'late-unexplained': '',
    'late-unapologised': '',
  }),
);

/** P2: b6 c1 c2 c3 c4, all received in November. Completed are b6 (undated) and c4. */
const P2 = 'b6 c1 c2 c3 c4';
const SECOND_FIELD = worked(
  { ...november, name: 'November, DATE, field F2', field: 'F2' },
  {
    'dossiers-synchronised': ['', P2],
    'on-time-rate': ['c4', 'c4'],
    'early-rate': ['c4', 'c4'],
    'late-dossiers': '',
    'overdue-dossiers': ['', ''],
    'online-late-rate': ['', ''],
    'late-explained-rate': ['c2', 'c2'],
    'late-apology-rate': ['', 'c2'],
    'digitised-dossier-rate': ['', ''],
    'component-digitisation-rate': ['', ''],
    'e-result-rate': ['', 'b6 c4'],
    'data-reuse-rate': ['', ''],
    'mobile-signing-rate': ['', ''],
    'boundary-independent-rate': ['', P2],
    'e-dossier-rate': ['', P2],
    'online-payment-rate': ['', ''],
    'satisfaction-rate': ['', ''],
    'late-unexplained': '',
    'late-unapologised': 'c2',
  },
);

const quarter = asked({
  name: 'fourth quarter, DATE, field F2',
  rule: 'DATE',
  period: '2022-Q4',
  from: '2022-10-01',
  to: '2023-01-01',
  asOf: '2022-12-31 23:59:59.999',
  field: 'F2',
});

/** At the end of December P1 belongs to F2 too, with all its past. */
const DATED = 'a1 b1 b2 b3 b4 b5 c4';
const SECOND_FIELD_LATER = worked(quarter, {
  'dossiers-synchronised': ['a1 b2', `${P1} ${P2}`],
  'on-time-rate': ['a1 b1 b3 b4 c4', DATED],
  'early-rate': ['a1 b1 b3 b4 c4', DATED],
  'late-dossiers': 'b2 b5',
  'overdue-dossiers': ['', ''],
  'online-late-rate': ['', 'a1 b1 b3'],
  'late-explained-rate': ['b2 b5 c2', 'b2 b5 c2'],
  'late-apology-rate': ['b2 b5', 'b2 b5 c2'],
  'digitised-dossier-rate': ['a1', 'a1'],
  'component-digitisation-rate': ['a1:2', 'a1:2'],
  'e-result-rate': ['b1', `${DATED} b6`],
  'data-reuse-rate': ['a1:1', 'a1:2'],
  'mobile-signing-rate': ['', ''],
  'boundary-independent-rate': ['b3', `${P1} ${P2}`],
  'e-dossier-rate': ['a1 b1 b3', `${P1} ${P2}`],
  'online-payment-rate': ['b1', 'b1 b2'],
  'satisfaction-rate': ['a1', 'a1'],
  'late-unexplained': '',
  'late-unapologised': 'c2',
});

/** And to F1 nothing belongs any more: everything has data, so a count is 0. */
const FIRST_FIELD_LATER = worked(
  { ...quarter, name: 'fourth quarter, DATE, field F1', field: 'F1' },
  {
    'dossiers-synchronised': ['', ''],
    'on-time-rate': ['', ''],
    'late-dossiers': '',
    'overdue-dossiers': ['', ''],
    'late-unexplained': '',
    'late-unapologised': '',
  },
);

export const FILTERS: readonly Expected[] = [
  ...ONLINE,
  ...COUNTER,
  ...FIRST_PROCEDURE,
  ...SECOND_FIELD,
  ...SECOND_FIELD_LATER,
  ...FIRST_FIELD_LATER,
];
