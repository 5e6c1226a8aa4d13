import { DEPARTMENTS, ONE_STOP_CENTRE } from '../departments';
import { REPORTING_SOURCE, type Timed } from '../event';
import { agencyCode } from '../province';
import type { Random } from '../random';
import { Story } from '../story';
import { DISTRICTS } from '../units';

const DAY = 86_400;

/** A reporting regime (chế độ báo cáo) of the simulated province. */
export interface Regime {
  readonly code: string;
  readonly name: string;
  /** Number of the department that runs it. */
  readonly owner: string;
  readonly frequency: 'MONTH' | 'QUARTER' | 'HALF' | 'NINE_MONTHS' | 'YEAR';
  /** Absent: nothing is said of it, and so it is civil. */
  readonly calendar?: 'CIVIL' | 'REPORTING';
  /** "Before day n" of the period's last civil month, 2 or more. Absent with `reporters`: nobody is known to report. */
  readonly dueDay?: number;
  readonly reporters?: readonly string[];
  /** The reports carry figures that can be held against the computed ones. */
  readonly figures?: true;
  /** Already so at the start, or never; absent: it becomes so within the range's first year and a half. */
  readonly standardised?: 'ALREADY' | 'NEVER';
  /** Days after the start of the range on which it comes into force, and on which it ends. Absent: 0, never. */
  readonly begins?: number;
  readonly ends?: number;
}

const departments = DEPARTMENTS.filter(({ number }) => number !== ONE_STOP_CENTRE).map(({ number }) =>
  agencyCode.department(number),
);
const districts = DISTRICTS.map(({ number }) => agencyCode.district(number));
const communes = DISTRICTS.flatMap(({ number, communes }) =>
  communes.map((_, position) => agencyCode.commune(number, position)),
);

/** Those whom letter 15090/UBND-VP wants quarterly reports from: departments, provincial police, districts. */
export const REPORTERS: readonly string[] = [...departments, ...districts];

/** Names and codes are simulated; the first two are the quarterly reports that the letter itself asks for. */
export const REGIMES: readonly Regime[] = [
  {
    code: 'CDBC-01',
    name: 'Báo cáo quý về kiểm soát thủ tục hành chính, thực hiện Công văn 15090/UBND-VP',
    owner: '01',
    frequency: 'QUARTER',
    calendar: 'REPORTING',
    dueDay: 16,
    reporters: REPORTERS,
    figures: true,
  },
  {
    code: 'CDBC-02',
    name: 'Báo cáo quý của tỉnh gửi Văn phòng Chính phủ',
    owner: '01',
    frequency: 'QUARTER',
    calendar: 'REPORTING',
    dueDay: 20,
    reporters: [agencyCode.province],
    figures: true,
  },
  {
    code: 'CDBC-03',
    name: 'Báo cáo tháng về hồ sơ chậm, muộn',
    owner: '02',
    frequency: 'MONTH',
    calendar: 'REPORTING',
    dueDay: 18,
    reporters: REPORTERS,
    standardised: 'ALREADY',
  },
  {
    code: 'CDBC-04',
    name: 'Báo cáo 6 tháng về xử lý hồ sơ công việc điện tử cấp xã',
    owner: '02',
    frequency: 'HALF',
    calendar: 'CIVIL',
    dueDay: 25,
    reporters: communes,
  },
  {
    code: 'CDBC-05',
    name: 'Báo cáo 9 tháng về cải thiện môi trường đầu tư',
    owner: '06',
    frequency: 'NINE_MONTHS',
    calendar: 'CIVIL',
    dueDay: 20,
    reporters: districts,
  },
  {
    code: 'CDBC-06',
    name: 'Báo cáo năm về cải cách hành chính',
    owner: '03',
    frequency: 'YEAR',
    calendar: 'REPORTING',
    dueDay: 16,
    reporters: REPORTERS,
    standardised: 'ALREADY',
  },
  {
    code: 'CDBC-07',
    name: 'Báo cáo quý về thu phí, lệ phí trực tuyến',
    owner: '05',
    frequency: 'QUARTER',
    calendar: 'CIVIL',
    dueDay: 28,
    reporters: districts,
  },
  {
    code: 'CDBC-08',
    name: 'Báo cáo năm về chứng thực bản sao điện tử',
    owner: '04',
    frequency: 'YEAR',
    calendar: 'CIVIL',
    dueDay: 25,
    reporters: districts,
  },
  {
    code: 'CDBC-09',
    name: 'Báo cáo tháng về an toàn thông tin',
    owner: '02',
    frequency: 'MONTH',
    dueDay: 28,
    reporters: departments.slice(0, 6),
    begins: 150,
  },
  {
    code: 'CDBC-10',
    name: 'Báo cáo tháng thực hiện Đề án 06',
    owner: '23',
    frequency: 'MONTH',
    calendar: 'REPORTING',
    dueDay: 20,
    reporters: districts,
  },
  {
    code: 'CDBC-11',
    name: 'Báo cáo tháng bằng văn bản giấy về tiếp công dân',
    owner: '19',
    frequency: 'MONTH',
    calendar: 'CIVIL',
    dueDay: 22,
    reporters: districts,
    ends: 210,
    standardised: 'NEVER',
  },
  {
    code: 'CDBC-12',
    name: 'Báo cáo năm về chuyển đổi số ngành giáo dục',
    owner: '16',
    frequency: 'YEAR',
    standardised: 'ALREADY',
  },
  { code: 'CDBC-13', name: 'Báo cáo 6 tháng về bảo trợ xã hội', owner: '12', frequency: 'HALF' },
];

/** The regimes as they stand at their beginning, and when they end and are standardised (day numbers). */
export function* regimeEvents(first: number, end: number, random: Random): Generator<Timed> {
  for (const regime of REGIMES) {
    const story = new Story(REPORTING_SOURCE, 'regime');
    const begins = first + (regime.begins ?? 0);
    const turns = first + random.whole(60, 480);
    const already = regime.standardised === 'ALREADY' || (regime.standardised === undefined && turns < begins);
    const { name, frequency, calendar, dueDay, reporters } = regime;
    story.say(begins * DAY, {
      name,
      agencyCode: agencyCode.department(regime.owner),
      inForce: true,
      standardised: already,
      frequency,
      ...(calendar && { calendar }),
      ...(dueDay && { dueDay }),
      ...(reporters && { reporterAgencyCodes: reporters }),
    });
    if (!already && regime.standardised !== 'NEVER') story.say(turns * DAY + 9 * 3600, { standardised: true });
    if (regime.ends !== undefined) {
      const ended = (first + regime.ends) * DAY;
      story.endAt(ended);
      story.say(ended, { inForce: false });
    }
    yield* story.tell(regime.code, end * DAY);
  }
}

/** Whether reports due at the end of a day are expected, in a range that starts on `first`. */
export function isInForce({ begins = 0, ends }: Regime, first: number, day: number): boolean {
  return day >= first + begins && (ends === undefined || day + 1 <= first + ends);
}
