import { arrivalsOn, dailyCounts } from './arrivals';
import { agencyEvents, procedureEvents } from './catalogue';
import { run } from './course';
import type { CloudEvent, SimulateOptions, Timed } from './event';
import { takeIn, type World } from './intake';
import { goWrong } from './mishaps';
import { Province } from './province';
import { Random } from './random';
import { trendOn } from './trends';
import { dateText, dayNumber, WorkingTime } from './working-time';

const DAY = 86_400;
/** Days known beyond the range: due dates said within it may lie so far ahead. */
const HORIZON = 900;

/** Independent random streams of one seed. */
const STREAM = { province: 1, catalogue: 2, dossiers: 3 } as const;

/**
 * A believable province as canonical facts, in order of `time`: its agencies and procedures, and the lives of exactly
 * `dossiers` dossiers from receipt to hand-over. The same bytes for the same arguments on every machine. Nothing happens
 * from the local day `to` on, so what is unfinished by then is the backlog. Memory holds only what is still to come of
 * dossiers already lodged, so it does not grow with the length of the range. Throws a RangeError on senseless options.
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
  for (const agency of agencyEvents(first)) agenda.add(agency);
  for (const procedure of procedureEvents(first, end, new Random(seed, STREAM.catalogue))) agenda.add(procedure);

  const counts = dailyCounts(dossiers, first, end, time, random);
  for (let day = first; day < end; day++) {
    const trend = trendOn(day);
    for (const arrival of arrivalsOn(day, counts[day - first]!, trend, world.province, time, random)) {
      const intake = takeIn(arrival, trend, world, end * DAY);
      if (intake.taken) {
        run(intake.taken);
        goWrong(intake.taken);
      }
      const subject = numbers.next(arrival.office.index, arrival.office.code, intake.day, day);
      for (const told of intake.story.tell(subject, end * DAY)) agenda.add(told);
    }
    // Nobody lodges before today any more, so today's page is complete.
    for (const { event } of agenda.tearOff(day)) yield event;
  }
}

/** What is still to come, a page a day. */
class Agenda {
  private readonly pages: (Timed[] | undefined)[];

  constructor(
    private readonly first: number,
    end: number,
  ) {
    this.pages = new Array(end - first);
  }

  add(timed: Timed): void {
    const page = Math.floor(timed.at / DAY) - this.first;
    const entries = this.pages[page];
    if (entries) entries.push(timed);
    else this.pages[page] = [timed];
  }

  /** The events of a day in order of time; those of one instant in the order in which they were said. */
  tearOff(day: number): Timed[] {
    const entries = this.pages[day - this.first] ?? [];
    this.pages[day - this.first] = undefined;
    return entries.sort((one, other) => one.at - other.at);
  }
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
