import { type CloudEvent, dossier, receipt } from './build';

/** Most of these were received here; it matters to no edge, so that the edge stands alone. */
const RECEIVED = '2022-11-02 09:00';

/**
 * b1 .. b17: due dates, pauses, and the first instant at which a dossier is late. Due dates are at 17:00 unless the hour
 * matters; "late D ../I .." is the instant under DATE and under INSTANT.
 */
export const LATENESS: readonly CloudEvent[] = [
  // b1: due date moved on the due day, before it passed under either rule. Completed early by the new date (#4, #5). Its
  // electronic result came in the very instant of hand-over, three days after completion: it counts (#13), from then on.
  // Fee paid online (#24). The explanation of a dossier that never was late counts for nothing (#9, #39). P1.
  ...dossier(
    'b1',
    receipt(RECEIVED, 'X1', { procedureCode: 'P1', channel: 'ONLINE', dueAt: '2022-11-08 17:00', feeRequired: true }),
    ['2022-11-05 10:00', { feePaidAt: '2022-11-05 10:00', feePaidOnline: true }],
    ['2022-11-08 10:00', { dueAt: '2022-11-20 17:00', dueReason: 'CORRECTION' }],
    ['2022-11-10 09:00', { explainedAt: '2022-11-10 09:00' }],
    ['2022-11-18 10:00', { completedAt: '2022-11-18 10:00' }],
    ['2022-11-21 10:00', { returnedAt: '2022-11-21 10:00', eResultIssuedAt: '2022-11-21 10:00' }],
  ),
  // b2: due date moved after it had passed: the new one does not undo it. Late D 9 Nov 00:00 / I 8 Nov 17:00:00.001.
  // Explained on the 12th, apologised for in November's last millisecond, synchronised only in December (#2), fee paid
  // not online (#24). P1.
  ...dossier(
    'b2',
    receipt(RECEIVED, 'X1', { procedureCode: 'P1', dueAt: '2022-11-08 17:00', feeRequired: true }),
    ['2022-11-05 10:00', { feePaidAt: '2022-11-05 10:00', feePaidOnline: false }],
    ['2022-11-10 10:00', { dueAt: '2022-11-20 17:00' }],
    ['2022-11-12 09:00', { explainedAt: '2022-11-12 09:00' }],
    ['2022-11-18 10:00', { completedAt: '2022-11-18 10:00' }],
    ['2022-11-30 23:59:59.999', { apologisedAt: '2022-11-30 23:59:59.999' }],
    ['2022-12-20 10:00', { syncedAt: '2022-12-20 10:00' }],
  ),
  // b3: moved on the due day, after the hour. DATE: the day is not over, so it never passed: early by the new date.
  // INSTANT: late since 8 Nov 10:00:00.001, explained the day after. Outside the territory (#19). P1.
  ...dossier(
    'b3',
    receipt(RECEIVED, 'X1', {
      procedureCode: 'P1',
      channel: 'ONLINE',
      dueAt: '2022-11-08 10:00',
      outsideTerritory: true,
    }),
    ['2022-11-08 15:00', { dueAt: '2022-11-25 17:00' }],
    ['2022-11-09 09:00', { explainedAt: '2022-11-09 09:00' }],
    ['2022-11-24 10:00', { completedAt: '2022-11-24 10:00' }],
  ),
  // b4: moved in the morning of the first late day. DATE: what is said on a day holds for that whole day, so the old date
  // is not in force at 9 Nov 00:00 and it is never late: early by the new one. INSTANT: late since 8 Nov 17:00:00.001. P1.
  ...dossier(
    'b4',
    receipt(RECEIVED, 'X1', { procedureCode: 'P1', dueAt: '2022-11-08 17:00' }),
    ['2022-11-09 09:00', { dueAt: '2022-11-25 17:00' }],
    ['2022-11-24 10:00', { completedAt: '2022-11-24 10:00' }],
  ),
  // b5: moved with an apology, before it passed: such a date never moves the judgement. Late D 9 Nov 00:00 /
  // I 8 Nov 17:00:00.001. Explained and apologised for before it was late: both count from the instant it became late. P1.
  ...dossier(
    'b5',
    receipt(RECEIVED, 'X1', { procedureCode: 'P1', dueAt: '2022-11-08 17:00' }),
    [
      '2022-11-07 09:00',
      {
        dueAt: '2022-11-25 17:00',
        dueReason: 'APOLOGY',
        apologisedAt: '2022-11-07 09:00',
        explainedAt: '2022-11-07 09:00',
      },
    ],
    ['2022-11-24 10:00', { completedAt: '2022-11-24 10:00' }],
  ),
  // b6: its only date came with an apology: undated, so it is completed (#13) but in neither half of #4 and #5. P2.
  ...dossier(
    'b6',
    receipt(RECEIVED, 'X1', { procedureCode: 'P2' }),
    ['2022-11-07 09:00', { dueAt: '2022-11-10 17:00', dueReason: 'APOLOGY' }],
    ['2022-11-24 10:00', { completedAt: '2022-11-24 10:00' }],
  ),
  // b7: the date passes during a pause and is moved on resumption: never late; early by the new date. Signed on a mobile.
  ...dossier(
    'b7',
    receipt(RECEIVED, 'X2', { channel: 'ONLINE', dueAt: '2022-11-10 17:00', signedOnMobile: true }),
    ['2022-11-09 14:00', { status: 'SUPPLEMENT_REQUESTED' }],
    ['2022-11-16 09:00', { status: 'PROCESSING', dueAt: '2022-11-30 17:00', dueReason: 'SUPPLEMENT' }],
    ['2022-11-28 10:00', { completedAt: '2022-11-28 10:00' }],
  ),
  // b8: the date passes during a pause and is not moved: late when it resumes. Late D 16 Nov 00:00 (the resumption holds
  // for its whole day) / I 16 Nov 09:00. Explained in the next month. Rated 3.
  ...dossier(
    'b8',
    receipt(RECEIVED, 'X2', { dueAt: '2022-11-10 17:00' }),
    ['2022-11-09 14:00', { status: 'SUPPLEMENT_REQUESTED' }],
    ['2022-11-16 09:00', { status: 'PROCESSING' }],
    ['2022-11-28 10:00', { completedAt: '2022-11-28 10:00' }],
    ['2022-11-29 10:00', { rating: 3, ratedAt: '2022-11-29 10:00' }],
    ['2022-12-03 09:00', { explainedAt: '2022-12-03 09:00' }],
  ),
  // b9: statuses only. Completed straight out of a pause during which the date passed: on time, not early. COMPLETED then
  // RETURNED: completed at COMPLETED, 18 Nov 16:00.
  ...dossier(
    'b9',
    receipt(RECEIVED, 'X2', { dueAt: '2022-11-10 17:00' }),
    ['2022-11-09 14:00', { status: 'FEE_REQUESTED' }],
    ['2022-11-18 16:00', { status: 'COMPLETED' }],
    ['2022-11-19 09:00', { status: 'RETURNED' }],
  ),
  // b10: late long ago, never completed, never answered for. Late D 29 Oct 00:00 / I 28 Oct 17:00:00.001. Paused while
  // late, from 20 Nov (D 00:00 / I 10:00) to 5 Dec (D 00:00 / I 10:00): overdue (#6, #7) before and after, not between.
  // It stays "became late" (#39, #40) all the time.
  ...dossier(
    'b10',
    receipt('2022-10-20 09:00', 'X2', { dueAt: '2022-10-28 17:00' }),
    ['2022-11-20 10:00', { status: 'SUPPLEMENT_REQUESTED' }],
    ['2022-12-05 10:00', { status: 'PROCESSING' }],
  ),
  // b11: the due date is taken back before it passed: none in force from then on, but it is still dated: on time, not early.
  ...dossier(
    'b11',
    receipt(RECEIVED, 'X1', { dueAt: '2022-11-10 17:00' }),
    ['2022-11-08 10:00', { dueAt: null }],
    ['2022-11-24 10:00', { completedAt: '2022-11-24 10:00' }],
  ),
  // b12: the first due date is said two days after the deadline that it names (the null before it is no date): it holds
  // from receipt on. Late D 11 Nov 00:00 / I 10 Nov 17:00:00.001.
  ...dossier(
    'b12',
    receipt(RECEIVED, 'X1', { dueAt: null }),
    ['2022-11-12 10:00', { dueAt: '2022-11-10 17:00' }],
    ['2022-11-13 10:00', { completedAt: '2022-11-13 10:00' }],
  ),
  // b13: the first due date is said after completion: it counts all the same; the second does not. Late D 8 Nov 00:00 /
  // I 7 Nov 17:00:00.001.
  ...dossier(
    'b13',
    receipt(RECEIVED, 'X1'),
    ['2022-11-08 10:00', { completedAt: '2022-11-08 10:00' }],
    ['2022-11-09 09:00', { dueAt: '2022-11-07 17:00' }],
    ['2022-11-10 09:00', { dueAt: '2022-11-30 17:00' }],
  ),
  // b14: completed exactly at dueAt: on time, not early, under both rules. A date said later on the same day, which would
  // have passed already, is timed after the exit and does not count, although DATE reads days as a whole.
  ...dossier(
    'b14',
    receipt(RECEIVED, 'X1', { dueAt: '2022-11-09 10:00', resultRequired: true }),
    ['2022-11-09 10:00', { completedAt: '2022-11-09 10:00' }],
    ['2022-11-09 15:00', { dueAt: '2022-11-07 17:00' }],
  ),
  // b15: a millisecond after dueAt: DATE on time (not early), INSTANT late, in the instant of its completion.
  ...dossier('b15', receipt(RECEIVED, 'X1', { dueAt: '2022-11-09 10:00' }), [
    '2022-11-09 10:00:00.001',
    { completedAt: '2022-11-09 10:00:00.001' },
  ]),
  // b16: a millisecond before dueAt: DATE on time (the due day is not early), INSTANT early.
  ...dossier('b16', receipt(RECEIVED, 'X1', { dueAt: '2022-11-09 10:00' }), [
    '2022-11-09 09:59:59.999',
    { completedAt: '2022-11-09 09:59:59.999' },
  ]),
  // b17: the last millisecond of the due day: DATE on time, INSTANT late since 9 Nov 08:00:00.001.
  ...dossier('b17', receipt(RECEIVED, 'X1', { dueAt: '2022-11-09 08:00' }), [
    '2022-11-09 23:59:59.999',
    { completedAt: '2022-11-09 23:59:59.999' },
  ]),
];
