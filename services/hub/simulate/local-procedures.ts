import { CATALOGUE_SOURCE, type Timed } from './event';
import { FIELDS } from './procedures';
import { agencyCode } from './province';
import type { Random } from './random';
import { Story } from './story';
import { instantText } from './working-time';

const DAY = 86_400;

/** A procedure that the province itself brings in during the range. */
interface LocalProcedure {
  readonly name: string;
  readonly level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE';
  readonly department: string;
  readonly field: keyof typeof FIELDS;
  readonly days: number;
  readonly business?: true;
}

/** Support schemes such as provincial councils decide on; names and codes are simulated. Nobody has asked for them yet. */
const LOCAL: readonly LocalProcedure[] = [
  { name: 'Hỗ trợ chi phí hỏa táng', level: 'COMMUNE', department: '12', field: 'LV-BT', days: 5 },
  { name: 'Hỗ trợ học nghề cho lao động nông thôn', level: 'DISTRICT', department: '12', field: 'LV-VL', days: 7 },
  { name: 'Hỗ trợ thiết bị giám sát hành trình tàu cá', level: 'PROVINCE', department: '08', field: 'LV-TS', days: 10 },
  { name: 'Hỗ trợ chuyển đổi cây trồng', level: 'DISTRICT', department: '08', field: 'LV-BV', days: 10 },
  { name: 'Hỗ trợ điểm du lịch cộng đồng', level: 'PROVINCE', department: '14', field: 'LV-DL', days: 15 },
  {
    name: 'Hỗ trợ doanh nghiệp đổi mới công nghệ',
    level: 'PROVINCE',
    department: '15',
    field: 'LV-KH',
    days: 15,
    business: true,
  },
];

/**
 * Procedures that come into force within the range, so that publication falls due in it too: most are published within
 * five working days, one too late, one not at all; the first is repealed again.
 */
export function* localProcedureEvents(first: number, end: number, random: Random): Generator<Timed> {
  for (const [index, procedure] of LOCAL.entries()) {
    const story = new Story(CATALOGUE_SOURCE, 'procedure');
    const day = first + 30 + 70 * index + random.whole(0, 20);
    const at = (days: number, hour: number) => (day + days) * DAY + hour * 3600;
    const say = (days: number, hour: number, field: string, more: Record<string, unknown> = {}) =>
      story.say(at(days, hour), { [field]: instantText(at(days, hour)), ...more });
    story.say(at(0, 8), announcement(procedure, at(7, 17), random));
    const published = index === 2 ? random.whole(9, 20) : random.whole(1, 6);
    if (index !== 4) say(published, 10, 'publishedAt', { publicContentComplete: true });
    say(random.whole(5, 40), 9, 'internalProcessAt');
    if (random.chance(0.8)) say(random.whole(20, 90), 9, 'eProcessAt');
    if (random.chance(0.6)) say(random.whole(30, 120), 14, 'onNationalPortalAt', { onlineLevel: 'FULL' });
    if (index === 0) story.say(at(300, 8), { inForce: false });
    yield* story.tell(`H06.DT-${String(index + 1).padStart(2, '0')}`, end * DAY);
  }
}

function announcement(procedure: LocalProcedure, due: number, random: Random): Record<string, unknown> {
  const { name, level, department, field, days, business } = procedure;
  return {
    name,
    fieldCode: field,
    fieldName: FIELDS[field],
    agencyCode: agencyCode.department(department),
    level,
    inForce: true,
    publicationDueAt: instantText(due),
    publicContentComplete: false,
    onlineLevel: 'NONE',
    feeBearing: false,
    boundaryIndependent: random.chance(0.5),
    populationDataConnected: !business && random.chance(0.5),
    ministryRun: false,
    processingDays: days,
    essential: false,
    forCitizens: !business,
  };
}
