import type { ProcedureUnit } from './procedures';
import type { Office, Province } from './province';
import type { Random } from './random';
import { load, type Trend } from './trends';
import { WORKDAY, type WorkingTime } from './working-time';

const DAY = 86_400;

/** Somebody hands in a dossier. */
export interface Arrival {
  /** Wall instant of lodging; at a counter also that of receipt. */
  readonly at: number;
  readonly procedure: ProcedureUnit;
  readonly office: Office;
  readonly channel: 'ONLINE' | 'COUNTER' | 'POSTAL';
}

/** Spreads exactly `dossiers` over the days [first, end): how many arrive on each. */
export function dailyCounts(
  dossiers: number,
  first: number,
  end: number,
  time: WorkingTime,
  random: Random,
): Int32Array {
  const loads = new Float64Array(end - first);
  let total = 0;
  for (let day = first; day < end; day++) {
    const today = load(day, time.isWorkday(day)) * random.between(0.85, 1.15);
    loads[day - first] = today;
    total += today;
  }
  const counts = new Int32Array(loads.length);
  let cumulated = 0;
  let given = 0;
  for (let i = 0; i < loads.length; i++) {
    cumulated += loads[i]!;
    // Rounding the running share, not each day's, keeps the sum exact.
    const until = i === loads.length - 1 ? dossiers : Math.min(dossiers, Math.round((dossiers * cumulated) / total));
    counts[i] = until - given;
    given = until;
  }
  return counts;
}

/** The arrivals of one day in order of time; on a day off all are online. */
export function arrivalsOn(
  day: number,
  count: number,
  trend: Trend,
  province: Province,
  time: WorkingTime,
  random: Random,
): Arrival[] {
  const workday = time.isWorkday(day);
  const opening = workday ? time.toWork(day * DAY) : 0;
  const arrivals: Arrival[] = [];
  for (let i = 0; i < count; i++) {
    let procedure = province.demand.draw(random);
    while (!workday && procedure.online === 0) procedure = province.demand.draw(random);
    const office = province.officeFor(procedure, random);
    const online = !workday || random.chance(province.onlineChance(procedure, trend.online));
    const channel = online ? 'ONLINE' : random.chance(0.03) ? 'POSTAL' : 'COUNTER';
    const at = online ? onlineInstant(day, workday, random) : time.toWall(opening + officeSecond(random));
    arrivals.push({ at, procedure, office, channel });
  }
  return arrivals.sort((one, other) => one.at - other.at);
}

/** A moment of the office day; mornings are fuller. */
function officeSecond(random: Random): number {
  const half = WORKDAY / 2;
  return Math.floor(random.chance(0.58) ? random.next() * half : half + random.next() * half);
}

/** People lodge online in office hours, in the evening, and at any decent hour of a day off. */
function onlineInstant(day: number, workday: boolean, random: Random): number {
  const midnight = day * DAY;
  const when = random.next();
  if (!workday) return midnight + Math.floor(random.between(7, 23) * 3600);
  if (when < 0.7) return midnight + Math.floor(random.between(7.5, 17) * 3600);
  if (when < 0.95) return midnight + Math.floor(random.between(17, 23.5) * 3600);
  return midnight + Math.floor(random.between(5.5, 7.5) * 3600);
}
