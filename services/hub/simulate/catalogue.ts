import { DEPARTMENTS } from './departments';
import { CATALOGUE_SOURCE, cloudEvent, type Timed } from './event';
import { FIELDS, PROCEDURES, type ProcedureUnit } from './procedures';
import { agencyCode } from './province';
import type { Random } from './random';
import { DISTRICTS } from './units';
import { dateText, instantText } from './working-time';

const DAY = 86_400;
/** The units stand since before any likely range. */
const FOUNDED = '2019-01-01';

/** The agencies as they stand at the start of the range: the province, departments, districts, communes. */
export function agencyEvents(firstDay: number): Timed[] {
  const at = firstDay * DAY;
  const start = dateText(firstDay);
  const validFrom = start < FOUNDED ? start : FOUNDED;
  const events: Timed[] = [];
  const add = (code: string, level: string, name: string, nameEn: string, parentCode?: string) => {
    const data = { name, nameEn, ...(parentCode && { parentCode }), level, validFrom };
    events.push({ at, event: cloudEvent(CATALOGUE_SOURCE, 'agency', code, 1, instantText(at), data) });
  };
  const { province } = agencyCode;
  add(province, 'PROVINCE', 'UBND tỉnh Bà Rịa - Vũng Tàu', "People's Committee of Ba Ria - Vung Tau Province");
  for (const { number, name, nameEn, within } of DEPARTMENTS) {
    const parent = within ? agencyCode.department(within) : province;
    add(agencyCode.department(number), 'DEPARTMENT', name, nameEn, parent);
  }
  for (const { number, name, nameEn, communes } of DISTRICTS) {
    const code = agencyCode.district(number);
    add(code, 'DISTRICT', `UBND ${name}`, `People's Committee of ${nameEn}`, province);
    communes.forEach((commune, position) => {
      const english = `People's Committee of ${communeEn(commune)}`;
      add(agencyCode.commune(number, position), 'COMMUNE', `UBND ${commune}`, english, code);
    });
  }
  return events;
}

/** The procedures at the start of the range, and what becomes of them until its end (day numbers). */
export function procedureEvents(firstDay: number, endDay: number, random: Random): Timed[] {
  const events: Timed[] = [];
  for (const procedure of PROCEDURES) {
    let number = 0;
    const say = (day: number, data: Record<string, unknown>) => {
      // Catalogue changes are entered in the morning; the first ones open the range.
      const at = day * DAY + (number === 0 ? 0 : 9 * 3600);
      number += 1;
      if (day >= endDay) return;
      events.push({
        at,
        event: cloudEvent(CATALOGUE_SOURCE, 'procedure', procedure.code, number, instantText(at), data),
      });
    };
    const within = (low: number, high: number) => firstDay + random.whole(low, high);
    const start = description(procedure, firstDay, random);
    say(firstDay, start);
    const later = changes(procedure, start, within, random).sort((one, other) => one[0] - other[0]);
    for (const [day, data] of later) say(day, data);
  }
  return events;
}

function description(procedure: ProcedureUnit, firstDay: number, random: Random): Record<string, unknown> {
  const ago = (low: number, high: number) => instantText((firstDay - random.whole(low, high)) * DAY + 8 * 3600);
  const due = firstDay - random.whole(60, 500);
  const published = random.chance(0.85) ? due - random.whole(0, 15) : due + random.whole(1, 30);
  const online = procedure.online > 0;
  return {
    name: procedure.name,
    fieldCode: procedure.field,
    fieldName: FIELDS[procedure.field],
    agencyCode: agencyCode.department(procedure.department),
    level: procedure.level,
    inForce: true,
    publicationDueAt: instantText(due * DAY + 17 * 3600),
    publishedAt: instantText(published * DAY + 10 * 3600),
    publicContentComplete: random.chance(0.9),
    ...(random.chance(0.75) && { internalProcessAt: ago(300, 600) }),
    ...(random.chance(0.6) && { eProcessAt: ago(30, 280) }),
    onlineLevel: online ? (random.chance(0.45) ? 'FULL' : 'PARTIAL') : 'NONE',
    ...(online && random.chance(0.8) && { onNationalPortalAt: ago(30, 500) }),
    feeBearing: procedure.fee !== undefined,
    onlinePayment: procedure.fee !== undefined && random.chance(0.45),
    boundaryIndependent: procedure.level !== 'PROVINCE' && random.chance(0.5),
    populationDataConnected: procedure.applicants === undefined && random.chance(0.3),
    ministryRun: procedure.ministryRun === true,
    processingDays: procedure.days,
    essential: procedure.essential === true,
    forCitizens: procedure.applicants === undefined,
  };
}

/** What the letter sets moving: full online service, payment, e-processes, amendments; some of it never comes. */
function changes(
  procedure: ProcedureUnit,
  start: Record<string, unknown>,
  within: (low: number, high: number) => number,
  random: Random,
): [number, Record<string, unknown>][] {
  const list: [number, Record<string, unknown>][] = [];
  const maybe = (chance: number, low: number, high: number, field: string, value?: unknown) => {
    const day = within(low, high);
    const happens = random.chance(chance);
    // What already is so is not announced again: a second eProcessAt would move the first.
    const already = value === undefined ? field in start : start[field] === value;
    if (happens && !already) list.push([day, { [field]: value ?? instantText(day * DAY + 9 * 3600) }]);
  };
  if (procedure.online > 0) {
    maybe(0.6, 120, 420, 'onlineLevel', 'FULL');
    maybe(0.9, 60, 360, 'onNationalPortalAt');
  }
  if (procedure.fee !== undefined) maybe(0.75, 60, 400, 'onlinePayment', true);
  if (procedure.ministryRun) maybe(0.7, 90, 400, 'integratedAt');
  maybe(0.85, 30, 400, 'eProcessAt');
  maybe(0.9, 10, 200, 'internalProcessAt');
  maybe(0.6, 60, 400, 'publicContentComplete', true);
  if (procedure.applicants === undefined) maybe(0.5, 150, 450, 'populationDataConnected', true);
  if (random.chance(0.35)) {
    const day = within(20, 400);
    list.push([day, { updateDueAt: instantText((day + 7) * DAY + 17 * 3600) }]);
    const done = day + random.whole(1, 10);
    if (random.chance(0.9)) list.push([done, { updatedAt: instantText(done * DAY + 9 * 3600) }]);
  }
  return list;
}

const KINDS_EN: readonly (readonly [string, string])[] = [
  ['Phường ', 'Ward'],
  ['Thị trấn ', 'Township'],
  ['Xã ', 'Commune'],
];

function communeEn(name: string): string {
  const [prefix, kind] = KINDS_EN.find(([start]) => name.startsWith(start))!;
  const plain = name
    .slice(prefix.length)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');
  return /^\d/.test(plain) ? `${kind} ${plain}` : `${plain} ${kind}`;
}
