import { REPORTING_SOURCE, type Timed } from '../event';
import type { Office } from '../province';
import type { Random, Weighted } from '../random';
import { Story } from '../story';
import { trendOn } from '../trends';
import { instantText, WORKDAY } from '../working-time';
import { DailyNumbers, habits, officeInstant, officesBy, Quota, type Stage, type Teller } from './stage';

const PER_DOSSIER = 0.2;

/** Official documents that agencies send: on paper, electronic, or electronic and digitally signed. */
export function documents(stage: Stage, random: Random): Teller {
  const quota = new Quota(PER_DOSSIER);
  const numbers = new DailyNumbers('VB');
  const senders = officesBy(stage.province, { DEPARTMENT: 5, DISTRICT: 3, COMMUNE: 2 });
  const ahead = habits(stage.province, random, 0.12);
  return function* (day, dossiers): Generator<Timed> {
    const count = quota.take(dossiers, stage.time.isWorkday(day));
    for (let i = 0; i < count; i++) {
      yield* sent(stage, day, senders, ahead, random).tell(numbers.next(day), stage.end * 86_400);
    }
  };
}

function sent(stage: Stage, day: number, senders: Weighted<Office>, ahead: readonly number[], random: Random): Story {
  const story = new Story(REPORTING_SOURCE, 'document');
  const office = senders.draw(random);
  const work = officeInstant(day, stage.time, random);
  const at = stage.time.toWall(work);
  const signed = random.chance(trendOn(day).signedDocuments + ahead[office.index]!);
  const electronic = signed || random.chance(0.6);
  const document: Record<string, unknown> = { agencyCode: office.code, sentAt: instantText(at), electronic };
  // Who signs nothing mostly says nothing of signing.
  if (signed || random.chance(0.3)) document['digitallySigned'] = signed;
  story.say(at, document);
  const after = random.next();
  if (after < 0.015) story.say(stage.time.toWall(work + random.between(0.1, WORKDAY)), { voided: true });
  // The scanned copy follows the paper, and is signed then.
  else if (after < 0.04 && !signed) {
    const later = stage.time.toWall(work + random.between(0.2, 2) * WORKDAY);
    story.say(later, { electronic: true, digitallySigned: true });
  }
  return story;
}
