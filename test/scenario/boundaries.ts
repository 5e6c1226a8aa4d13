import { type CloudEvent, dossier, receipt } from './build';

/**
 * a1 .. a6: dates on the edges of periods. "The end of a day" is its last millisecond.
 */
export const BOUNDARIES: readonly CloudEvent[] = [
  // a1: received in the first millisecond of November, completed in its last. Both are November's (#2, #20 / #4, #5,
  // #13), and at November's last instant it is no longer in progress (#7). Early under both rules: due a day later.
  // Synchronised at receipt. 2 components, all digitised, 1 reused (#11, #12, #14). Handed in outside the territory and
  // signed on a mobile, both taken back: a null says "no longer so" (#19 not counted, #18 not even known). Rated 4 in
  // December (#26). P1.
  ...dossier(
    'a1',
    receipt('2022-11-01 00:00', 'X1', {
      procedureCode: 'P1',
      channel: 'ONLINE',
      syncedAt: '2022-11-01 00:00',
      dueAt: '2022-12-01 17:00',
      dueReason: 'INITIAL',
      componentsRequired: 2,
      componentsDigitised: 2,
      componentsReused: 1,
      outsideTerritory: true,
      signedOnMobile: false,
    }),
    ['2022-11-02 08:00', { outsideTerritory: null, signedOnMobile: null }],
    ['2022-11-30 23:59:59.999', { completedAt: '2022-11-30 23:59:59.999', status: 'COMPLETED' }],
    ['2022-12-02 10:00', { rating: 4, ratedAt: '2022-12-02 10:00' }],
  ),
  // a2: received in October's last millisecond, completed in December's first. Due on 30 November 17:00: under DATE it is
  // late at the midnight at which it is completed (L = exit), so it becomes late in December; under INSTANT it became
  // late in November.
  ...dossier('a2', receipt('2022-10-31 23:59:59.999', 'X1', { dueAt: '2022-11-30 17:00' }), [
    '2022-12-01 00:00',
    { completedAt: '2022-12-01 00:00', status: 'COMPLETED' },
  ]),
  // a3: received in the quarter's first millisecond, completed in its last, which is also the last of its due day: on time
  // under DATE (not early), late under INSTANT since 17:00 of that day.
  ...dossier('a3', receipt('2022-10-01 00:00', 'X1', { dueAt: '2022-12-31 17:00' }), [
    '2022-12-31 23:59:59.999',
    { completedAt: '2022-12-31 23:59:59.999' },
  ]),
  // a4: received in the last millisecond of the third quarter, completed in the first of the next year: in the fourth
  // quarter it is only in progress (#7). Early under both rules. By post; H itself, not a commune.
  ...dossier('a4', receipt('2022-09-30 23:59:59.999', 'H', { channel: 'POSTAL', dueAt: '2023-01-05 17:00' }), [
    '2023-01-01 00:00',
    { completedAt: '2023-01-01 00:00' },
  ]),
  // a5: received in the first millisecond of reporting month R2022-11 (15 October), completed in its last, exactly at
  // dueAt: on time and not early under both rules. Its electronic result is older than its completion and it was never
  // handed over: the result counts on completion (#13).
  ...dossier(
    'a5',
    receipt('2022-10-15 00:00', 'X2', { channel: 'ONLINE', dueAt: '2022-11-14 23:59:59.999' }),
    ['2022-11-14 10:00', { eResultIssuedAt: '2022-11-14 10:00' }],
    ['2022-11-14 23:59:59.999', { completedAt: '2022-11-14 23:59:59.999' }],
  ),
  // a6: received a millisecond before R2022-11, completed a millisecond after it, which is L under both rules: late, and
  // late in R2022-12. Explained in that very millisecond (#9), apologised for in the next quarter (#10, #40).
  ...dossier(
    'a6',
    receipt('2022-10-14 23:59:59.999', 'X2', { dueAt: '2022-11-14 23:59:59.999' }),
    ['2022-11-15 00:00', { completedAt: '2022-11-15 00:00', explainedAt: '2022-11-15 00:00' }],
    ['2023-01-05 09:00', { apologisedAt: '2023-01-05 09:00' }],
  ),
];
