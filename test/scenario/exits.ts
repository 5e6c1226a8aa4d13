import { type CloudEvent, dossier, receipt } from './build';

const RECEIVED = '2022-11-02 09:00';

/**
 * c1 .. c12: the ways out of "in progress": withdrawn, stopped, reopened, completed before receipt; and those that were
 * never in it.
 */
export const EXITS: readonly CloudEvent[] = [
  // c1: withdrawn before it was late: received (#2, #20), in progress until 10 Nov 10:00 (#7), never completed. P2.
  ...dossier('c1', receipt(RECEIVED, 'X1', { procedureCode: 'P2', dueAt: '2022-11-20 17:00' }), [
    '2022-11-10 10:00',
    { status: 'WITHDRAWN' },
  ]),
  // c2: withdrawn after it had become late: became late (#9, #10, #39, #40) D 9 Nov 00:00 / I 8 Nov 17:00:00.001, but not
  // completed late (#6). Explained on the 14th, no apology. P2.
  ...dossier(
    'c2',
    receipt(RECEIVED, 'X1', { procedureCode: 'P2', dueAt: '2022-11-08 17:00' }),
    ['2022-11-14 09:00', { explainedAt: '2022-11-14 09:00' }],
    ['2022-11-15 10:00', { status: 'WITHDRAWN' }],
  ),
  // c3: stopped, and given a date of completion afterwards: stopped, on 10 Nov 10:00, not completed. P2.
  ...dossier(
    'c3',
    receipt(RECEIVED, 'X1', { procedureCode: 'P2', dueAt: '2022-11-20 17:00' }),
    ['2022-11-10 10:00', { status: 'STOPPED' }],
    ['2022-11-12 10:00', { completedAt: '2022-11-12 10:00' }],
  ),
  // c4: withdrawn in the very instant of its completion, not before it: completed on 10 Nov 10:00, early. P2.
  ...dossier(
    'c4',
    receipt(RECEIVED, 'X1', { procedureCode: 'P2', dueAt: '2022-11-20 17:00' }),
    ['2022-11-10 10:00', { completedAt: '2022-11-10 10:00' }],
    ['2022-11-10 10:00', { status: 'WITHDRAWN' }],
  ),
  // c5: completed, then reopened with a status: never left. Late D 13 Nov 00:00 / I 12 Nov 17:00:00.001, open to the end,
  // never explained; apologised for on the 20th.
  ...dossier(
    'c5',
    receipt(RECEIVED, 'X1', { dueAt: '2022-11-12 17:00' }),
    ['2022-11-08 10:00', { status: 'COMPLETED', completedAt: '2022-11-08 10:00' }],
    ['2022-11-10 10:00', { status: 'PROCESSING', completedAt: null }],
    ['2022-11-20 09:00', { apologisedAt: '2022-11-20 09:00' }],
  ),
  // c6: completed and returned, reopened without a status, returned again: what was said before the reopening is void,
  // what was said after it stands. Completed on 14 Nov 10:00, early.
  ...dossier(
    'c6',
    receipt(RECEIVED, 'X2', { dueAt: '2022-11-16 17:00' }),
    ['2022-11-08 11:00', { status: 'COMPLETED', completedAt: '2022-11-08 10:00', returnedAt: '2022-11-08 11:00' }],
    ['2022-11-10 10:00', { completedAt: null }],
    ['2022-11-14 10:00', { status: 'RETURNED' }],
  ),
  // c7: completed before it was received: the exit is taken at receipt, and judged there. Due on the day before: late at
  // 10 Nov 09:00 under both rules, received, late and completed in one instant.
  ...dossier('c7', receipt('2022-11-10 09:00', 'X1', { dueAt: '2022-11-09 17:00', completedAt: '2022-11-09 15:00' })),
  // c8: completed without ever having had a due date: undated, in neither half of #4 and #5. It yields no document, so it
  // is in neither half of #13 although one was issued.
  ...dossier('c8', receipt('2022-11-05 09:00', 'X1', { resultRequired: false }), [
    '2022-11-12 10:00',
    { completedAt: '2022-11-12 10:00', eResultIssuedAt: '2022-11-12 10:00' },
  ]),
  // c9: refused: not received, not late, whatever else was said of it. Only its rating counts (#26).
  ...dossier(
    'c9',
    receipt('2022-11-05 09:00', 'X1', {
      channel: 'ONLINE',
      dueAt: '2022-11-08 17:00',
      componentsRequired: 6,
      componentsDigitised: 6,
      componentsReused: 6,
    }),
    ['2022-11-06 09:00', { status: 'REFUSED' }],
    ['2022-11-20 10:00', { rating: 2, ratedAt: '2022-11-20 10:00' }],
  ),
  // c10: only registered, with all that a received one would have: not received. It is all that Y has: data, but nothing
  // that counts; and data only from its receivedAt on, not from the day before, on which it is first told of.
  ...dossier(
    'c10',
    ['2022-11-06 09:00', { agencyCode: 'Y', channel: 'ONLINE', status: 'REGISTERED' }],
    ['2022-11-07 09:00', { receivedAt: '2022-11-07 09:00', dueAt: '2022-11-09 17:00', signedOnMobile: true }],
  ),
  // c11: stopped, resumed, stopped again, then withdrawn: it left at the first statement of the last run, 20 Nov 10:00, and
  // was in progress all the time before: late D 11 Nov 00:00 / I 10 Nov 17:00:00.001.
  ...dossier(
    'c11',
    receipt(RECEIVED, 'X2', { dueAt: '2022-11-10 17:00' }),
    ['2022-11-05 10:00', { status: 'STOPPED' }],
    ['2022-11-07 10:00', { status: 'PROCESSING' }],
    ['2022-11-20 10:00', { status: 'STOPPED' }],
    ['2022-11-22 10:00', { status: 'WITHDRAWN' }],
  ),
  // c12: registered, never received, and all that W has: data from its first statement on, 12 November.
  ...dossier('c12', ['2022-11-12 09:00', { agencyCode: 'W', status: 'REGISTERED' }]),
];
