import type { Arrival } from './arrivals';
import { ONE_STOP_SOURCE } from './event';
import type { Province } from './province';
import type { Random } from './random';
import { type Statement, Story } from './story';
import type { Trend } from './trends';
import { dateText, instantText, WORKDAY, type WorkingTime } from './working-time';

const DAY = 86_400;

/** What every dossier shares. */
export interface World {
  readonly random: Random;
  readonly time: WorkingTime;
  readonly province: Province;
}

/** A received dossier on its way. */
export interface Case extends World {
  readonly arrival: Arrival;
  readonly trend: Trend;
  readonly story: Story;
  /** Work instant of receipt. */
  readonly received: number;
  /** What was said at receipt, and what first said whose dossier it is and what it asks: the same at a counter. */
  readonly receipt: Statement;
  readonly identity: Statement;
  /** Work instant of the latest step taken. */
  now: number;
  /** Work instant promised, as it stands; null: no date was promised. */
  due: number | null;
  /** The applicant still owes the fee. */
  feeOpen: boolean;
}

/** What became of an arrival at the door: a story, and the case where it was received. */
export interface Intake {
  readonly story: Story;
  /** Local day that the dossier's code carries: of receipt, or of lodging where it was not received. */
  readonly day: number;
  readonly taken?: Case;
}

/** Registers and receives an arrival; `end` is the wall instant from which nothing has happened yet. */
export function takeIn(arrival: Arrival, trend: Trend, world: World, end: number): Intake {
  const { random, time } = world;
  const story = new Story(ONE_STOP_SOURCE, 'dossier');
  const online = arrival.channel === 'ONLINE';
  const identity = describe(arrival, world);
  const lodgingDay = Math.floor(arrival.at / DAY);
  let received = time.toWork(arrival.at);
  let registration: Statement | undefined;
  if (online) {
    registration = story.say(arrival.at, { ...identity, status: 'REGISTERED' });
    received += 120 + random.skewed() * 9000;
    const fate = random.next();
    // Left unfinished by the applicant: never examined.
    if (fate < 0.012) return { story, day: lodgingDay };
    if (fate < 0.035) {
      story.say(time.toWall(received), { status: 'REFUSED' });
      return { story, day: lodgingDay };
    }
  }
  const at = time.toWall(received);
  // The code is given at receipt, and the registration before it is told under the same code (its `time` is lodging).
  if (at >= end) return { story, day: lodgingDay };
  const due = random.chance(0.005) ? null : promise(received, arrival.procedure.days);
  const receipt = story.say(at, online ? {} : identity);
  const taken: Case = {
    ...world,
    arrival,
    trend,
    story,
    received,
    receipt,
    identity: registration ?? receipt,
    now: received,
    due,
    feeOpen: false,
  };
  Object.assign(receipt.data, receive(taken, at));
  synchronise(taken, at);
  return { story, day: Math.floor(at / DAY), taken };
}

/** ISO text of the due date of a work instant. */
export function dueText(time: WorkingTime, due: number): string {
  return instantText(time.toWall(due));
}

/** A result is promised for the same hour some working days later; within the day, for half an hour before closing. */
function promise(received: number, days: number): number {
  if (days > 0) return received + days * WORKDAY;
  const closing = (Math.floor(received / WORKDAY) + 1) * WORKDAY;
  return received < closing - 5400 ? closing - 1800 : closing + 9000;
}

function describe({ procedure, office, channel }: Arrival, { random, province }: World): Record<string, unknown> {
  const identity: Record<string, unknown> = {
    procedureCode: procedure.code,
    agencyCode: office.code,
    channel,
    applicantKind: applicant(procedure.applicants, random),
  };
  if (channel === 'COUNTER' && office.level === 'DEPARTMENT') {
    if (random.chance(0.85)) identity['lodgedAtAgencyCode'] = province.oneStopCentre;
  } else if (channel === 'COUNTER' && random.chance(0.09)) {
    const desk = province.neighbour(office, random);
    if (desk !== office) {
      identity['lodgedAtAgencyCode'] = desk.code;
      identity['outsideTerritory'] = true;
    }
  }
  // Old counter software leaves the channel out.
  if (channel === 'COUNTER' && random.chance(0.004)) delete identity['channel'];
  return identity;
}

function applicant(usual: 'BUSINESS' | 'ORGANISATION' | undefined, random: Random): string {
  const other = random.next();
  if (other < 0.93) return usual ?? 'CITIZEN';
  if (other < 0.96) return 'CITIZEN';
  return other < 0.985 ? 'ORGANISATION' : 'AGENCY';
}

function receive(taken: Case, at: number): Record<string, unknown> {
  const { arrival, trend, random, time, story, due } = taken;
  const { procedure, channel } = arrival;
  const online = channel === 'ONLINE';
  const required = Math.max(1, procedure.components + random.whole(-1, 1));
  const reused = share(required, trend.reused, random);
  // Papers that come from the data repository, and most that come online, need no scanning.
  const whole = random.chance(trend.digitised + (online ? 0.2 : 0));
  const digitised = whole ? required : share(required, trend.digitised * 0.6, random);
  const data: Record<string, unknown> = { status: 'RECEIVED', receivedAt: instantText(at) };
  if (due !== null) {
    data['dueAt'] = dueText(time, due);
    data['dueReason'] = 'INITIAL';
  }
  data['componentsRequired'] = required;
  if (reused > 0) data['componentsReused'] = reused;
  if (online) data['componentsDigitised'] = Math.max(digitised, reused);
  else if (digitised > 0) scan(taken, Math.max(digitised, reused));
  if (procedure.noResult) data['resultRequired'] = false;
  if (procedure.fee) {
    data['feeRequired'] = random.chance(0.94);
    taken.feeOpen = data['feeRequired'] === true;
  }
  if (taken.feeOpen && procedure.fee === 'AT_RECEIPT' && random.chance(0.9)) {
    taken.feeOpen = false;
    if (online) {
      const paid = at + 30 + random.skewed() * 7200;
      story.say(paid, payment(paid, random.chance(0.3 + trend.paidOnline * 0.65)));
    } else Object.assign(data, payment(at, random.chance(trend.paidOnline * 0.25)));
  }
  if (online && random.chance(0.35)) data['signedOnMobile'] = random.chance(trend.mobile);
  if (!procedure.applicants && random.chance(0.7)) data['populationDataUsed'] = random.chance(trend.population);
  return data;
}

/** A fee paid at a wall instant. */
export function payment(at: number, online: boolean): Record<string, unknown> {
  return { feePaidAt: instantText(at), feePaidOnline: online };
}

/** Counter staff scan papers a little after receipt. */
function scan({ story, time, received, random }: Case, componentsDigitised: number): void {
  story.say(time.toWall(received + 300 + random.skewed() * WORKDAY), { componentsDigitised });
}

/** Copies go to the national portal within minutes, sometimes after days, sometimes never; some go twice. */
function synchronise({ story, random, trend, arrival }: Case, receivedAt: number): void {
  if (random.chance(trend.neverSynced)) return;
  const delay = random.chance(0.93) ? 20 + random.skewed() * 2400 : random.between(3600, 4 * DAY);
  const at = receivedAt + delay;
  const data: Record<string, unknown> = { syncedAt: instantText(at) };
  if (random.chance(0.03)) {
    // The portal renames what it does not recognise.
    const code = `${arrival.office.code}-${dateText(Math.floor(receivedAt / DAY))
      .slice(2)
      .replaceAll('-', '')}`;
    data['portalCode'] = `${code}-${random.whole(10_000, 99_999)}`;
  }
  story.say(at, data);
  if (random.chance(0.03)) {
    const again = at + random.between(DAY, 5 * DAY);
    story.say(again, { syncedAt: instantText(again) });
  }
}

/** How many of `count` papers, each with the same chance. */
function share(count: number, chance: number, random: Random): number {
  let some = 0;
  for (let i = 0; i < count; i++) if (random.chance(chance)) some++;
  return some;
}
