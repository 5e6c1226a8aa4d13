import { REPORTING_SOURCE, type Timed } from '../event';
import type { Office } from '../province';
import type { Random, Weighted } from '../random';
import { type Statement, Story } from '../story';
import { trendOn } from '../trends';
import { instantText, nextOpening, WORKDAY } from '../working-time';
import { DailyNumbers, officeInstant, officesBy, Quota, type Stage, type Teller } from './stage';

const DAY = 86_400;
const PER_DOSSIER = 0.015;
/** Working days within which a petition is to be answered. */
const LIMIT = 15;

/** A petition on its way. */
interface Petition extends Stage {
  readonly random: Random;
  readonly story: Story;
  readonly office: Office;
  /** Work instants. */
  readonly received: number;
  readonly due: number;
}

/** Feedback and petitions (phản ánh, kiến nghị) of citizens, and how they are answered, if at all. */
export function petitions(stage: Stage, random: Random): Teller {
  const quota = new Quota(PER_DOSSIER);
  const numbers = new DailyNumbers('PAKN');
  const desks = officesBy(stage.province, { DEPARTMENT: 3.5, DISTRICT: 4, COMMUNE: 2.5 });
  return function* (day, dossiers): Generator<Timed> {
    const count = quota.take(dossiers, stage.time.isWorkday(day));
    for (let i = 0; i < count; i++) {
      yield* course(stage, day, desks, random).tell(numbers.next(day), stage.end * DAY);
    }
  };
}

function course(stage: Stage, day: number, desks: Weighted<Office>, random: Random): Story {
  const story = new Story(REPORTING_SOURCE, 'petition');
  const office = desks.draw(random);
  const received = officeInstant(day, stage.time, random);
  const petition = { ...stage, random, story, office, received, due: received + LIMIT * WORKDAY };
  const receipt = receive(petition, desks);
  if (random.chance(0.01)) return mistaken(petition);
  if (random.chance(0.015)) mistype(petition, receipt);
  const late = random.chance(Math.min(0.45, 0.11 * office.tardiness * trendOn(day).lateness));
  const fate = random.next();
  // Some lie for ever, mostly with those who are late with everything.
  if (fate < (late ? 0.3 : 0.015)) {
    if (random.chance(0.5)) escalate(petition, petition.due + random.between(1, 20) * WORKDAY);
    return story;
  }
  answer(petition, late);
  if (random.chance(0.015)) escalate(petition, received + random.between(1, 10) * WORKDAY);
  return story;
}

function receive({ story, time, random, office, received, due }: Petition, desks: Weighted<Office>): Statement {
  const at = time.toWall(received);
  const data = { agencyCode: office.code, receivedAt: instantText(at), dueAt: instantText(time.toWall(due)) };
  if (random.chance(0.05)) {
    // Sent first to an agency that has nothing to do with it.
    const moved = time.toWall(received + random.between(0.3, 2) * WORKDAY);
    story.say(moved, { agencyCode: office.code });
    data.agencyCode = desks.draw(random).code;
  }
  return story.say(at, data);
}

/** A test of the portal, or the same petition twice. */
function mistaken({ story, time, random, received }: Petition): Story {
  const at = time.toWall(received + random.between(0.1, 3) * WORKDAY);
  story.say(at, { voided: true });
  story.endAt(at);
  return story;
}

/** The due date was entered wrongly, and is said again of the same instant. */
function mistype({ story, time, received, random }: Petition, receipt: Statement): void {
  story.say(receipt.at, { dueAt: receipt.data['dueAt'] });
  receipt.data['dueAt'] = instantText(time.toWall(received + random.whole(2, 6) * WORKDAY));
}

/** By the due day, a tenth of them on that very day; or after it. Two thirds then say whether they are content. */
function answer({ story, time, random, received, due }: Petition, late: boolean): void {
  const dueDayEnds = nextOpening(due);
  const onTheDay = random.chance(0.1);
  const work = late
    ? dueDayEnds + random.skewed() * 30 * WORKDAY
    : onTheDay
      ? dueDayEnds - random.between(60, WORKDAY)
      : received + (due - received) * random.between(0.05, 0.95);
  const at = time.toWall(work);
  story.say(at, { answeredAt: instantText(at) });
  if (!random.chance(0.65)) return;
  const judged = at + random.between(0.1, 6) * DAY;
  story.say(judged, { satisfied: random.chance(late ? 0.6 : 0.92) });
}

function escalate({ story, time }: Petition, work: number): void {
  story.say(time.toWall(work), { escalated: true });
}
