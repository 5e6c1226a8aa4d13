import { type Asked, asked, type Expected, type Halves, NOTHING_TO_COUNT, worked } from './worked';

// Questions to which nothing answers: what is 0 and what is null.

const RATIOS = [
  'dossiers-synchronised',
  'on-time-rate',
  'early-rate',
  'overdue-dossiers',
  'online-late-rate',
  'late-explained-rate',
  'late-apology-rate',
  'digitised-dossier-rate',
  'component-digitisation-rate',
  'e-result-rate',
  'data-reuse-rate',
  'mobile-signing-rate',
  'boundary-independent-rate',
  'e-dossier-rate',
  'online-payment-rate',
  'satisfaction-rate',
];
const COUNTS = ['late-dossiers', 'late-unexplained', 'late-unapologised'];

/** Both halves of every ratio are 0; a count is as told. */
function empty(question: Asked, count: Halves): Expected[] {
  return worked(question, {
    ...Object.fromEntries(RATIOS.map((code) => [code, ['', ''] as const])),
    ...Object.fromEntries(COUNTS.map((code) => [code, count])),
  });
}

const november = asked({
  name: 'November, DATE, Z, of which nobody ever heard',
  rule: 'DATE',
  period: '2022-11',
  from: '2022-11-01',
  to: '2022-12-01',
  asOf: '2022-11-30 23:59:59.999',
  agency: 'Z',
});

export const SILENCE: readonly Expected[] = [
  ...empty(november, NOTHING_TO_COUNT),
  // Y has one dossier, c10, which is only registered: data (from its receivedAt, 7 November), and none of it counts.
  ...empty({ ...november, name: 'November, DATE, Y', agency: 'Y' }, ''),
  ...empty(
    {
      ...november,
      name: 'November as of the 6th, DATE, Y: not even data yet',
      agency: 'Y',
      asked: '2022-11-06 12:00',
      asOf: '2022-11-06 23:59:59.999',
    },
    NOTHING_TO_COUNT,
  ),
  // W has one dossier, c12, registered on 12 November and never received: data from that statement on. V's one is voided.
  ...empty(
    {
      ...november,
      name: 'November as of the 11th, DATE, W',
      agency: 'W',
      asked: '2022-11-11 12:00',
      asOf: '2022-11-11 23:59:59.999',
    },
    NOTHING_TO_COUNT,
  ),
  ...empty(
    {
      ...november,
      name: 'November as of the 12th, DATE, W',
      agency: 'W',
      asked: '2022-11-12 00:00',
      asOf: '2022-11-12 23:59:59.999',
    },
    '',
  ),
  ...empty({ ...november, name: 'November, DATE, V', agency: 'V' }, NOTHING_TO_COUNT),
  // December begins after the instant asked for: nothing counts, of a stock neither.
  ...empty(
    asked({
      name: 'December as of 20 November, DATE',
      rule: 'DATE',
      period: '2022-12',
      from: '2022-12-01',
      to: '2023-01-01',
      asked: '2022-11-20 12:00',
      asOf: '2022-11-20 23:59:59.999',
    }),
    NOTHING_TO_COUNT,
  ),
];
