import { about, type CloudEvent } from './build';

/**
 * The catalogue of the scenarios.
 *
 * - H is the parent; X1 and X2 stand below it. K is another parent.
 * - X2's parent is first stated on 10 November 2022 and holds backwards; on 1 December X2 moves to K. So for a November
 *   question H is H + X1 + X2, and for one whose T lies in December H is H + X1 and K is K + X2.
 * - Y has no parent and one registered dossier; V, W and Z are not described, and nothing was ever said of Z.
 * - P1 belongs to field F1 until 30 November and to F2 from 1 December; P2 belongs to F2.
 */
export const CATALOGUE: readonly CloudEvent[] = [
  ...about('agency', 'H', [['2022-01-01 00:00', { name: 'Huyện H', level: 'DISTRICT' }]]),
  ...about('agency', 'K', [['2022-01-01 00:00', { name: 'Huyện K', level: 'DISTRICT' }]]),
  ...about('agency', 'X1', [['2022-01-01 00:00', { name: 'Xã Một', level: 'COMMUNE', parentCode: 'H' }]]),
  ...about('agency', 'X2', [
    ['2022-11-10 09:00', { name: 'Xã Hai', level: 'COMMUNE', parentCode: 'H' }],
    ['2022-12-01 00:00', { parentCode: 'K' }],
  ]),
  ...about('agency', 'Y', [['2022-01-01 00:00', { name: 'Xã Ba', level: 'COMMUNE' }]]),
  ...about('procedure', 'P1', [
    ['2022-01-01 00:00', { name: 'Thủ tục một', fieldCode: 'F1' }],
    ['2022-12-01 00:00', { fieldCode: 'F2' }],
  ]),
  ...about('procedure', 'P2', [['2022-01-01 00:00', { name: 'Thủ tục hai', fieldCode: 'F2' }]]),
];
