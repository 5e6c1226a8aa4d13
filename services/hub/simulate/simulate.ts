import { Agenda } from './agenda';
import { arrivalsOn, dailyCounts } from './arrivals';
import { agencyEvents, procedureEvents } from './catalogue';
import { run } from './course';
import type { CloudEvent, SimulateOptions, Timed } from './event';
import { formEvents } from './forms';
import { takeIn, type World } from './intake';
import { localProcedureEvents } from './local-procedures';
import { goWrong } from './mishaps';
import { Province } from './province';
import { Random } from './random';
import { Reporting } from './reporting';
import { trendOn } from './trends';
import { dateText, dayNumber, WorkingTime } from './working-time';

const DAY = 86_400;
/** Days known beyond the range: due dates said within it may lie so far ahead. */
const HORIZON = 900;

/** Independent random streams of one seed; those from 10 on are the reporting system's. */
const STREAM = { province: 1, catalogue: 2, dossiers: 3, forms: 4, localProcedures: 5 } as const;

/**
 * A believable province as canonical facts, in order of `time`: its agencies, procedures and forms, the lives of exactly
 * `dossiers` dossiers from receipt to hand-over, and all that its reporting system tells. The same bytes for the same
 * arguments on every machine. Nothing happens from the local day `to` on, so what is unfinished by then is the backlog.
 * Memory holds only what is still to come of what has begun, so it does not grow with the length of the range. Throws a
 * RangeError on senseless options.
 */
export function* simulate(options: SimulateOptions): Generator<CloudEvent> {
  const { dossiers, seed } = options;
  const first = dayNumber(options.from);
  const end = dayNumber(options.to);
  if (!Number.isSafeInteger(dossiers) || dossiers < 0) throw new RangeError('dossiers: a whole number, 0 or more');
  if (!Number.isSafeInteger(seed)) throw new RangeError('seed: a whole number');
  if (end <= first) throw new RangeError(`to (${options.to}) must be after from (${options.from})`);

  const time = new WorkingTime(first, end + HORIZON);
  const random = new Random(seed, STREAM.dossiers);
  const world: World = { random, time, province: new Province(new Random(seed, STREAM.province)) };
  const agenda = new Agenda(first, end);
  const numbers = new SubjectNumbers();
  const reporting = new Reporting({ first, end, time, province: world.province }, seed);
  for (const standing of catalogue(first, end, seed)) agenda.add(standing);
  for (const standing of reporting.standing()) agenda.add(standing);

  const counts = dailyCounts(dossiers, first, end, time, random);
  for (let day = first; day < end; day++) {
    const trend = trendOn(day);
    const count = counts[day - first]!;
    for (const arrival of arrivalsOn(day, count, trend, world.province, time, random)) {
      const intake = takeIn(arrival, trend, world, end * DAY);
      if (intake.taken) {
        run(intake.taken);
        goWrong(intake.taken);
        reporting.received(arrival.office.code, intake.day, arrival.channel === 'ONLINE', day);
      }
      const subject = numbers.next(arrival.office.index, arrival.office.code, intake.day, day);
      for (const told of intake.story.tell(subject, end * DAY)) agenda.add(told);
    }
    for (const told of reporting.on(day, count)) agenda.add(told);
    // Nothing begins before today any more, so today's page is complete.
    for (const { event } of agenda.tearOff(day)) yield event;
  }
}

/** Agencies, procedures and forms: how they stand at the start, and what becomes of them. */
function* catalogue(first: number, end: number, seed: number): Generator<Timed> {
  yield* agencyEvents(first);
  yield* procedureEvents(first, end, new Random(seed, STREAM.catalogue));
  yield* localProcedureEvents(first, end, new Random(seed, STREAM.localProcedures));
  yield* formEvents(first, end, new Random(seed, STREAM.forms));
}

/** Dossier codes as Decree 61/2018 has them: agency, date yyMMdd, number of that agency on that day. */
class SubjectNumbers {
  private readonly days = new Map<number, number[]>();

  /** The next code of an agency for `day`; days before `today` are forgotten. */
  next(office: number, agencyCode: string, day: number, today: number): string {
    let counts = this.days.get(day);
    if (!counts) {
      for (const past of this.days.keys()) if (past < today) this.days.delete(past);
      counts = [];
      this.days.set(day, counts);
    }
    const number = (counts[office] ?? 0) + 1;
    counts[office] = number;
    return `${agencyCode}-${dateText(day).slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
  }
}
