import { type CloudEvent, dossier, receipt } from './build';

const RECEIVED = '2022-11-02 09:00';

/** d1 .. d10: what was said wrongly, late, twice, or not at all. */
export const CORRECTIONS: readonly CloudEvent[] = [
  // d1: the pause is retracted afterwards (the other id in the list is nobody's): it was never paused. Late
  // D 11 Nov 00:00 / I 10 Nov 17:00:00.001.
  ...dossier(
    'd1',
    receipt(RECEIVED, 'X1', { dueAt: '2022-11-10 17:00' }),
    ['2022-11-09 14:00', { status: 'SUPPLEMENT_REQUESTED' }],
    ['2022-11-20 10:00', { completedAt: '2022-11-20 10:00' }],
    ['2022-11-25 09:00', { retracts: ['d1-2', 'd1-99'] }],
  ),
  // d2: a due date said by mistake is retracted after it passed: it never was. Early by the first date.
  ...dossier(
    'd2',
    receipt(RECEIVED, 'X1', { dueAt: '2022-11-20 17:00' }),
    ['2022-11-03 09:00', { dueAt: '2022-11-06 17:00' }],
    ['2022-11-09 09:00', { retracts: ['d2-2'] }],
    ['2022-11-15 10:00', { completedAt: '2022-11-15 10:00' }],
  ),
  // d3: another system retracts "d3-2": ids belong to their source, so the pause stands. Completed straight out of it: on
  // time, not early.
  ...dossier(
    'd3',
    receipt(RECEIVED, 'X2', { dueAt: '2022-11-10 17:00' }),
    ['2022-11-09 14:00', { status: 'SUPPLEMENT_REQUESTED' }],
    ['2022-11-17 09:00', { retracts: ['d3-2'] }, { source: 'urn:test:other' }],
    ['2022-11-18 10:00', { completedAt: '2022-11-18 10:00' }],
  ),
  // d4: never was (a test), said two months later: it counts nowhere, at no instant.
  ...dossier(
    'd4',
    receipt('2022-11-03 09:00', 'X1', {
      channel: 'ONLINE',
      dueAt: '2022-11-08 17:00',
      componentsRequired: 9,
      componentsDigitised: 9,
      componentsReused: 9,
      feeRequired: true,
      feePaidAt: '2022-11-03 09:00',
      feePaidOnline: true,
    }),
    ['2022-11-10 10:00', { completedAt: '2022-11-10 10:00', rating: 5, ratedAt: '2022-11-10 10:00' }],
    ['2023-01-10 09:00', { voided: true }],
  ),
  // d5: its completion is told a year later and belongs to 11 November 2022 all the same: completed early.
  ...dossier('d5', receipt('2022-11-03 09:00', 'X1', { dueAt: '2022-11-15 17:00' }), [
    '2023-11-20 09:00',
    { completedAt: '2022-11-11 10:00' },
  ]),
  // d6: three statements of the same instant: none, '9' and '10' in this order, because sequences are numbers and absent is
  // lowest. By post, due on the 20th, so early.
  ...dossier(
    'd6',
    ['2022-11-03 09:00', { channel: 'POSTAL', dueAt: '2022-11-20 17:00' }, { sequence: '10' }],
    ['2022-11-03 09:00', { channel: 'ONLINE', dueAt: '2022-11-10 17:00' }, { sequence: '9' }],
    receipt('2022-11-03 09:00', 'X1', { dueAt: '2022-11-04 17:00' }),
    ['2022-11-15 10:00', { completedAt: '2022-11-15 10:00' }],
  ),
  // d7: no channel: the counter. Completed early. 4 components, of digitised and reused ones nothing said: 0.
  ...dossier(
    'd7',
    ['2022-11-04 09:00', { agencyCode: 'X1', status: 'RECEIVED', receivedAt: '2022-11-04 09:00' }],
    ['2022-11-04 09:05', { dueAt: '2022-11-10 17:00', componentsRequired: 4 }],
    ['2022-11-09 10:00', { completedAt: '2022-11-09 10:00' }],
  ),
  // d8: no agency: only "everything" has it. Late D 11 Nov 00:00 / I 10 Nov 17:00:00.001; online (#8).
  ...dossier(
    'd8',
    [
      '2022-11-04 09:00',
      { channel: 'ONLINE', status: 'RECEIVED', receivedAt: '2022-11-04 09:00', dueAt: '2022-11-10 17:00' },
    ],
    ['2022-11-04 09:30', { syncedAt: '2022-11-04 09:30' }],
    ['2022-11-12 10:00', { completedAt: '2022-11-12 10:00' }],
  ),
  // d9: moved from X1 to X2: all its figures go to X2. Open, without a due date.
  ...dossier('d9', receipt('2022-11-04 09:00', 'X1', { channel: 'ONLINE' }), [
    '2022-11-06 09:00',
    { agencyCode: 'X2' },
  ]),
  // d10: voided, and all that V has: not even data.
  ...dossier('d10', receipt('2022-11-04 09:00', 'V'), ['2022-11-04 10:00', { voided: true }]),
];
