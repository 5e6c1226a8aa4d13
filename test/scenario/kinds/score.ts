import { type Scenario, thing } from './build';

/** A dossier of SX, of which a fee was paid; the procedures of PF are those of PAYMENT. */
const paid = (subject: string, procedureCode: string | null, feePaidAt: string, feePaidOnline: boolean) =>
  thing('dossier', subject, [
    feePaidAt,
    { agencyCode: 'SX', procedureCode, receivedAt: feePaidAt, feeRequired: true, feePaidAt, feePaidOnline },
  ]);

/** What only the score of an agency shows. */
export const SCORED: Scenario = {
  facts: [
    ...paid('tx1', 'pf1', '2022-03-10 09:00', true),
    ...paid('tx2', 'pf1', '2022-03-11 09:00', true),
    // Not online; no fee-bearing procedure; no procedure; before pf3 bore a fee.
    ...paid('tx3', 'pf2', '2022-03-10 09:00', false),
    ...paid('tx4', 'pf4', '2022-03-10 09:00', true),
    ...paid('tx5', null, '2022-03-10 09:00', true),
    ...paid('tx6', 'pf3', '2022-02-10 09:00', true),
  ],
  cases: [],
};

/** Both halves of a part of the 766 index and the points that they earn; null: not measured. */
export interface PartWorked {
  readonly agency: string;
  readonly period: string;
  readonly part: string;
  readonly halves: readonly [numerator: number, denominator: number];
  readonly points: number | null;
}

/** Worked out by hand: points = weight × min(1, ratio / full mark), to two decimals. */
export const SCORES: readonly PartWorked[] = [
  // Of pf1 and pf2 none saw a fee paid in February; pf1 did in March, and pf3, which bears a fee by then, in the quarter.
  { agency: 'PF', period: '2022-02', part: 'procedures-with-transaction', halves: [0, 2], points: 0 },
  { agency: 'PF', period: '2022-03', part: 'procedures-with-transaction', halves: [1, 3], points: 0.67 },
  { agency: 'PF', period: '2022-Q1', part: 'procedures-with-transaction', halves: [2, 3], points: 1.33 },
  { agency: 'PM', period: '2022-03', part: 'procedures-with-transaction', halves: [0, 0], points: null },
  // 50 % of 80 %, and all of it.
  { agency: 'PO', period: '2022-02', part: 'procedures-online', halves: [2, 4], points: 1.25 },
  { agency: 'PO', period: '2022-04', part: 'procedures-online', halves: [3, 4], points: 1.88 },
  // Full process among those online: po4 of po1 and po4; later all of them.
  { agency: 'PO', period: '2022-02', part: 'full-process', halves: [1, 2], points: 2 },
  { agency: 'PO', period: '2022-04', part: 'full-process', halves: [3, 3], points: 4 },
  { agency: 'PO', period: '2022-08', part: 'full-process', halves: [1, 1], points: 4 },
  // pf1 and pf3 of three: 66.7 % of 80 %.
  { agency: 'PF', period: '2022-03', part: 'procedures-with-payment', halves: [2, 3], points: 1.67 },
  // 1 of 1 in November under DATE and INSTANT alike; without a petition nothing is measured, which is not 0.
  { agency: 'KN', period: '2022-12', part: 'petitions-on-time', halves: [2, 2], points: 6 },
  { agency: 'KZ', period: '2022-12', part: 'petitions-on-time', halves: [0, 0], points: null },
  { agency: 'KN', period: '2022-11', part: 'petitions-without-complaint', halves: [7, 9], points: 4.67 },
  { agency: 'PU', period: '2022-11', part: 'published-on-time', halves: [2, 3], points: 4 },
  { agency: 'PU', period: '2022-11', part: 'content-complete', halves: [1, 1], points: 2 },
  { agency: 'PU', period: '2022-11', part: 'population-data-procedures', halves: [1, 2], points: 1 },
  // 5 of 7 are 71.4 % of 90 %, 2 of 7 are 28.6 % of 80 %, 1 of 4 is 25 % of 80 %.
  { agency: 'SD', period: '2022-11', part: 'handling-without-complaint', halves: [5, 7], points: 4.76 },
  { agency: 'SE', period: '2022-11', part: 'digitised-with-result', halves: [2, 7], points: 1.43 },
  { agency: 'SF', period: '2022-11', part: 'data-reused', halves: [1, 4], points: 0.63 },
  { agency: 'SF', period: '2022-11', part: 'population-data-dossiers', halves: [2, 4], points: 1 },
  { agency: 'SG', period: '2022-11', part: 'result-stored', halves: [2, 5], points: 1.6 },
  { agency: 'SF', period: '2022-11', part: 'certified-e-copies', halves: [0, 0], points: null },
];
