import type { Fact } from '../../services/indicators';
import { asFact, dossier, receipt } from '../scenario/build';

type Row = readonly [subject: string, agency: string, channel: 'ONLINE' | 'COUNTER'];

/** November 2024, when 752 and 753 were two districts: 12 dossiers, 7 of them online. */
const BEFORE: readonly Row[] = [
  ['a-province', '77', 'ONLINE'],
  ['a-vung-tau', '747', 'COUNTER'],
  ['a-thang-tam', '26508', 'ONLINE'],
  ['a-phuong-1', '26506', 'ONLINE'],
  ['a-phuoc-hiep', '26551', 'COUNTER'],
  ['a-phuoc-trung', '26560', 'ONLINE'],
  ['a-long-dien', '752', 'ONLINE'],
  ['a-long-dien-town', '26659', 'ONLINE'],
  ['a-an-ngai', '26665', 'COUNTER'],
  ['a-dat-do', '753', 'ONLINE'],
  ['a-phuoc-hai', '26692', 'COUNTER'],
  ['a-con-dao', '755', 'COUNTER'],
];

/** August 2025, when there were no districts: 6 dossiers, 3 of them online; one still under the code of a ward that went. */
const AFTER: readonly Row[] = [
  ['b-city', '79', 'ONLINE'],
  ['b-vung-tau', '26506', 'ONLINE'],
  ['b-thang-tam', '26508', 'COUNTER'],
  ['b-phuoc-thang', '26542', 'COUNTER'],
  ['b-long-dien', '26659', 'COUNTER'],
  ['b-con-dao', '26732', 'ONLINE'],
];

const handled = (month: string, rows: readonly Row[]): Fact[] =>
  rows.flatMap(([subject, agencyCode, channel]) =>
    dossier(subject, receipt(`${month}-04 09:00`, agencyCode, { channel, dueAt: `${month}-20 17:00` }), [
      `${month}-06 09:00`,
      { status: 'COMPLETED', completedAt: `${month}-06 09:00` },
    ]).map(asFact),
  );

/** Received in June 2025, due on 3 July, handled still: the new order finds them open. */
const OPEN: readonly Fact[] = [
  // Nobody says who has it now: it stays with the ward and the district that received it.
  ...dossier('c-thang-tam', receipt('2025-06-20 09:00', '26508', { dueAt: '2025-07-03 17:00' })),
  ...dossier('c-long-dat', receipt('2025-06-20 09:00', '753', { dueAt: '2025-07-03 17:00' })),
  // The district handed this one over to one of the four communes.
  ...dossier('c-handed-over', receipt('2025-06-20 09:00', '753', { dueAt: '2025-07-03 17:00' }), [
    '2025-07-02 09:00',
    { agencyCode: '26680' },
  ]),
].map(asFact);

/** Few enough to count them by hand. */
export const DOSSIERS: readonly Fact[] = [...handled('2024-11', BEFORE), ...handled('2025-08', AFTER), ...OPEN];
