import { REPORTING_SOURCE, type Timed } from '../event';
import type { Office } from '../province';
import type { Random, Weighted } from '../random';
import { Story } from '../story';
import { trendOn } from '../trends';
import { instantText, WORKDAY } from '../working-time';
import { DailyNumbers, habits, officeInstant, officesBy, Quota, type Stage, type Teller } from './stage';

const PER_DOSSIER = 0.15;
/** Communes come to electronic work later than the levels above them. */
const AHEAD = { DEPARTMENT: 0.12, DISTRICT: 0.06, COMMUNE: -0.06 } as const;

/** Work files (hồ sơ công việc) of all levels, worked on paper or electronically. */
export function workItems(stage: Stage, random: Random): Teller {
  const quota = new Quota(PER_DOSSIER);
  const numbers = new DailyNumbers('CV');
  const desks = officesBy(stage.province, { DEPARTMENT: 2.5, DISTRICT: 2, COMMUNE: 5.5 });
  const ahead = habits(stage.province, random, 0.2);
  return function* (day, dossiers): Generator<Timed> {
    const count = quota.take(dossiers, stage.time.isWorkday(day));
    for (let i = 0; i < count; i++) {
      yield* opened(stage, day, desks, ahead, random).tell(numbers.next(day), stage.end * 86_400);
    }
  };
}

function opened(stage: Stage, day: number, desks: Weighted<Office>, ahead: readonly number[], random: Random): Story {
  const story = new Story(REPORTING_SOURCE, 'workitem');
  const office = desks.draw(random);
  const work = officeInstant(day, stage.time, random);
  const at = stage.time.toWall(work);
  const electronic = random.chance(trendOn(day).electronicWork + ahead[office.index]! + AHEAD[office.level]);
  story.say(at, { agencyCode: office.code, openedAt: instantText(at), electronic });
  if (random.chance(0.08)) return story;
  const closed = stage.time.toWall(work + (0.05 + random.skewed() * 20) * WORKDAY);
  // A paper file may be scanned whole before it is put away.
  const scanned = !electronic && random.chance(0.04) && { electronic: true };
  story.say(closed, { closedAt: instantText(closed), ...scanned });
  return story;
}
