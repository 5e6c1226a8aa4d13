import { type Case, dueText, payment } from './intake';
import { instantText, WORKDAY } from './working-time';

const DAY = 86_400;

/** The result: completion at a work instant, the electronic result, hand-over, fee, rating, and the rare reopening. */
export function decide(dossier: Case, decided: number, late: boolean): void {
  const { random, story, time, trend, arrival } = dossier;
  const at = time.toWall(decided);
  const done: Record<string, unknown> = { status: 'COMPLETED', completedAt: instantText(at) };
  dossier.now = decided;
  issue(dossier, done, decided);
  // Same-day work at the counter is one step: done and handed over.
  if (arrival.procedure.days === 0 && arrival.channel === 'COUNTER' && random.chance(0.35)) {
    story.say(at, { ...done, status: 'RETURNED', returnedAt: instantText(at), ...owed(dossier, at) });
    rate(dossier, at, late);
    return;
  }
  story.say(at, done);
  if (random.chance(0.004)) {
    reopen(dossier);
    return;
  }
  // Some results are never fetched.
  if (random.chance(arrival.channel === 'ONLINE' ? 0.01 : 0.04)) return;
  const soon = arrival.channel === 'ONLINE' || arrival.procedure.days === 0;
  const handed = time.toWall(decided + 60 + random.skewed() * (soon ? 7200 : 3 * WORKDAY));
  const stored = random.chance(trend.stored) && { resultStoredAt: instantText(handed) };
  story.say(handed, { status: 'RETURNED', returnedAt: instantText(handed), ...stored, ...owed(dossier, handed) });
  rate(dossier, handed, late);
}

/** The electronic result comes with the decision, some time after it, or not at all. */
function issue({ random, story, time, trend, arrival }: Case, done: Record<string, unknown>, decided: number): void {
  if (arrival.procedure.noResult || !random.chance(trend.eResult)) return;
  if (random.chance(0.85)) {
    done['eResultIssuedAt'] = done['completedAt'];
    return;
  }
  const issued = time.toWall(decided + 300 + random.skewed() * 2 * WORKDAY);
  story.say(issued, { eResultIssuedAt: instantText(issued) });
}

/** What was not paid before is mostly paid when the result is handed over. */
function owed({ feeOpen, random, trend }: Case, at: number): Record<string, unknown> {
  return feeOpen && random.chance(0.85) ? payment(at, random.chance(trend.paidOnline * 0.4)) : {};
}

/** A fifth of those who got their result say what they think, mostly at once. */
function rate({ random, story }: Case, handed: number, late: boolean): void {
  if (!random.chance(0.21)) return;
  const opinion = random.next() + (late ? 0.25 : 0);
  const rating = opinion < 0.66 ? 5 : opinion < 0.91 ? 4 : opinion < 0.96 ? 3 : opinion < 0.985 ? 2 : 1;
  const later = handed + (random.chance(0.7) ? random.between(10, 600) : random.between(600, 3 * DAY));
  // Nobody rates an office at night.
  const at = later % DAY < 6 * 3600 ? later + 8 * 3600 : later;
  story.say(at, { rating, ratedAt: instantText(at) });
}

/** A result found wrong: completion is taken back, and comes again some days later under a new date. */
function reopen(dossier: Case): void {
  const { random, story, time, now } = dossier;
  const back = now + random.between(0.2, 2.5) * WORKDAY;
  const promised = back + random.whole(2, 5) * WORKDAY;
  story.say(time.toWall(back), {
    status: 'PROCESSING',
    completedAt: null,
    eResultIssuedAt: null,
    dueAt: dueText(time, promised),
    dueReason: 'OTHER',
  });
  const again = time.toWall(back + random.between(0.5, 2) * WORKDAY);
  story.say(again, { status: 'COMPLETED', completedAt: instantText(again) });
}
