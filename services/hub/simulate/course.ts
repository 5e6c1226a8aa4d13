import { type Case, dueText, payment } from './intake';
import { becomeLate } from './lateness';
import { decide } from './outcome';
import { nextOpening, WORKDAY } from './working-time';

/** Takes a received dossier through processing to its end, whatever the end is. */
export function run(dossier: Case): void {
  const { random, story, time, arrival, province, trend } = dossier;
  startProcessing(dossier);
  const exit = random.next();
  if (exit < 0.02) {
    const left = dossier.now + random.skewed() * Math.max(2, arrival.procedure.days) * WORKDAY;
    story.say(time.toWall(left), { status: exit < 0.012 ? 'WITHDRAWN' : 'STOPPED' });
    return;
  }
  if (!askForMore(dossier) || !askForFee(dossier)) return;
  changeHands(dossier);
  if (dossier.due === null) {
    decide(dossier, dossier.now + (1 + arrival.procedure.days * random.next()) * WORKDAY, false);
    return;
  }
  extend(dossier, dossier.due);
  if (random.chance(province.lateChance(arrival.procedure, arrival.office) * trend.lateness)) {
    const decided = becomeLate(dossier, dossier.due);
    decide(dossier, decided, true);
    return;
  }
  decide(dossier, inTime(dossier, dossier.due), false);
}

function startProcessing(dossier: Case): void {
  const { random, story, time, arrival } = dossier;
  const { days } = arrival.procedure;
  const wait = days === 0 ? 180 + random.skewed() * 1800 : 600 + random.skewed() * Math.min(days, 3) * 0.5 * WORKDAY;
  // At the counter the same officer receives, writes and hands over: no step of its own is recorded.
  if (days === 0 && arrival.channel !== 'ONLINE' && random.chance(0.6)) return;
  dossier.now += wait;
  story.say(time.toWall(dossier.now), { status: 'PROCESSING', officerCode: random.pick(arrival.office.officers) });
}

/** Asks for missing papers, at times twice; false where the applicant never answered and the dossier was closed. */
function askForMore(dossier: Case): boolean {
  const { random, story, time, arrival } = dossier;
  if (arrival.procedure.days < 2) return true;
  for (let chance = 0.12; random.chance(chance); chance = 0.12) {
    moveOn(dossier, random.between(0.05, 0.6));
    story.say(time.toWall(dossier.now), { status: 'SUPPLEMENT_REQUESTED' });
    if (random.chance(0.1)) {
      const closed = dossier.now + random.whole(15, 30) * WORKDAY;
      story.say(time.toWall(closed), { status: random.chance(0.5) ? 'WITHDRAWN' : 'STOPPED' });
      return false;
    }
    resume(dossier, (0.3 + random.skewed() * 18) * WORKDAY, 'SUPPLEMENT', {});
  }
  return true;
}

/** Land and permits: the applicant pays what the assessment asks before work goes on; false where nobody ever paid. */
function askForFee(dossier: Case): boolean {
  const { random, story, time, arrival, trend } = dossier;
  if (arrival.procedure.fee !== 'ON_REQUEST' || !dossier.feeOpen || !random.chance(0.7)) return true;
  moveOn(dossier, random.between(0.2, 0.7));
  story.say(time.toWall(dossier.now), { status: 'FEE_REQUESTED' });
  if (random.chance(0.02)) return false;
  const pause = (0.1 + random.skewed() * 8) * WORKDAY;
  dossier.feeOpen = false;
  const paid = time.toWall(dossier.now + pause);
  resume(dossier, pause, 'FEE', payment(paid, random.chance(trend.paidOnline)));
  return true;
}

/** Goes some part of the way to the due date. */
function moveOn(dossier: Case, part: number): void {
  const ahead = dossier.due === null ? WORKDAY : Math.max(600, dossier.due - dossier.now);
  dossier.now += ahead * part;
}

/** Work goes on after a pause, and the due date moves by the working time that the pause took. */
function resume(dossier: Case, pause: number, dueReason: string, data: Record<string, unknown>): void {
  dossier.now += pause;
  const resumed: Record<string, unknown> = { status: 'PROCESSING', ...data };
  if (dossier.due !== null) {
    dossier.due += pause;
    resumed['dueAt'] = dueText(dossier.time, dossier.due);
    resumed['dueReason'] = dueReason;
  }
  dossier.story.say(dossier.time.toWall(dossier.now), resumed);
}

function changeHands(dossier: Case): void {
  const { random, story, time, arrival } = dossier;
  if (arrival.procedure.days < 5 || !random.chance(0.12)) return;
  moveOn(dossier, random.between(0.05, 0.3));
  story.say(time.toWall(dossier.now), { officerCode: random.pick(arrival.office.officers) });
}

/** Now and then a date is moved in good time, for a reason of its own. */
function extend(dossier: Case, due: number): void {
  const { random, story, time } = dossier;
  if (due - dossier.now < 2 * WORKDAY || !random.chance(0.006)) return;
  moveOn(dossier, 0.5);
  dossier.due = due + random.whole(2, 5) * WORKDAY;
  story.say(time.toWall(dossier.now), { dueAt: dueText(time, dossier.due), dueReason: 'OTHER' });
}

/** A work instant of decision no later than the due day: a quarter of all on that day itself, even after the hour. */
function inTime({ random, now, due: promised }: Case, due: number): number {
  const last = nextOpening(promised ?? due) - 60;
  if (last <= now) return now + 60;
  const dayOpens = Math.max(now, last + 60 - WORKDAY);
  if (random.chance(0.25)) return random.between(dayOpens, last);
  return now + (Math.max(now, promised ?? due) - now) * random.between(0.1, 0.98);
}
