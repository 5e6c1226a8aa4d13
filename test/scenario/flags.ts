import { type CloudEvent, dossier, receipt } from './build';

const RECEIVED = '2022-11-05 09:00';

/** e1 .. e9: components, signatures, fees, electronic results, ratings. */
export const FLAGS: readonly CloudEvent[] = [
  // e1: everything that was said of it is taken back: not outside the territory (#19), signature unknown (#18), no fee
  // required (#24, although one was paid), no components (#11, #12, #14). Open, without a due date: in progress (#7) only.
  ...dossier(
    'e1',
    receipt(RECEIVED, 'X1', {
      outsideTerritory: true,
      signedOnMobile: true,
      feeRequired: true,
      feePaidAt: '2022-11-05 10:00',
      feePaidOnline: true,
      componentsRequired: 8,
      componentsDigitised: 8,
    }),
    [
      '2022-11-06 09:00',
      {
        outsideTerritory: null,
        signedOnMobile: null,
        feeRequired: null,
        componentsRequired: null,
        componentsDigitised: null,
      },
    ],
  ),
  // e2: more digitised than required: digitised (#11), 5 of 5 (#12), 2 of 5 reused (#14). Signed on a mobile (#18), outside
  // the territory (#19). Synchronised first on the 7th: the earliest counts, a null says nothing. A fee that was not
  // required is not in #24. Open, without a due date.
  ...dossier(
    'e2',
    receipt(RECEIVED, 'X1', {
      channel: 'ONLINE',
      componentsRequired: 5,
      componentsDigitised: 7,
      componentsReused: 2,
      signedOnMobile: true,
      outsideTerritory: true,
      feeRequired: false,
      feePaidAt: '2022-11-06 10:00',
      feePaidOnline: true,
    }),
    ['2022-11-09 10:00', { syncedAt: '2022-11-09 10:00' }],
    ['2022-11-10 10:00', { syncedAt: '2022-11-07 10:00' }],
    ['2022-11-11 10:00', { syncedAt: null }],
  ),
  // e3: 2 of 3 digitised: not a digitised dossier; signature known, not mobile. Open; late D 11 Dec 00:00 /
  // I 10 Dec 17:00:00.001, never answered for.
  ...dossier(
    'e3',
    receipt(RECEIVED, 'X2', {
      channel: 'ONLINE',
      dueAt: '2022-12-10 17:00',
      componentsRequired: 3,
      componentsDigitised: 2,
      componentsReused: 0,
      signedOnMobile: false,
    }),
  ),
  // e4: no component required but 3 digitised: not in #11, and adds nothing to #12. H itself. Open, without a due date.
  ...dossier('e4', receipt(RECEIVED, 'H', { componentsRequired: 0, componentsDigitised: 3 })),
  // e5: the electronic result came a millisecond after hand-over: too late for #13. Completed early.
  ...dossier('e5', receipt(RECEIVED, 'X1', { dueAt: '2022-11-12 17:00' }), [
    '2022-11-12 11:00',
    {
      completedAt: '2022-11-10 10:00',
      returnedAt: '2022-11-12 10:00',
      eResultIssuedAt: '2022-11-12 10:00:00.001',
    },
  ]),
  // e6: the electronic result came a month after completion and nothing was handed over: it counts on completion, but only
  // from December on. Completed early.
  ...dossier(
    'e6',
    receipt(RECEIVED, 'X1', { dueAt: '2022-11-12 17:00' }),
    ['2022-11-11 10:00', { completedAt: '2022-11-11 10:00' }],
    ['2022-12-05 10:00', { eResultIssuedAt: '2022-12-05 10:00' }],
  ),
  // e7: the fee was paid online on 30 October, before receipt: it belongs to October's day (#24) but is known to count only
  // since receipt, so October as of its end does not have it and the quarter does. Rated, but never said when: not in #26.
  ...dossier('e7', receipt('2022-11-03 09:00', 'X1', { feeRequired: true }), [
    '2022-11-04 09:00',
    { feePaidAt: '2022-10-30 10:00', feePaidOnline: true, rating: 5 },
  ]),
  // e8: the fee was paid in the month after receipt, how is not said: December's denominator (#24). Dated as rated, without
  // a rating: nobody rated it.
  ...dossier('e8', receipt('2022-11-03 09:00', 'X1', { feeRequired: true }), [
    '2022-12-02 10:00',
    { feePaidAt: '2022-12-02 10:00', ratedAt: '2022-12-03 10:00' },
  ]),
  // e9: a rating of which nothing else is known, not even a receipt: it counts (#26), and nothing else does.
  ...dossier('e9', ['2022-11-25 10:00', { agencyCode: 'H', rating: 5, ratedAt: '2022-11-25 10:00' }]),
];
