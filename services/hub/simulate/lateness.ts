import { type Case, dueText } from './intake';
import { instantText, nextOpening, WORKDAY } from './working-time';

/** Reason codes as often as they are given, and words for them. The words name no one. */
const REASONS: readonly (readonly [number, string, string])[] = [
  [0.3, 'SUBJECTIVE', 'Cán bộ thụ lý chưa theo dõi sát thời hạn'],
  [0.55, 'WAITING_OTHER_AGENCY', 'Chờ ý kiến của cơ quan phối hợp'],
  [0.75, 'OBJECTIVE', 'Hồ sơ phức tạp, phải xác minh thực địa'],
  [0.87, 'SYSTEM_FAULT', 'Hệ thống bị gián đoạn'],
  [0.95, 'LEGAL', 'Quy định pháp luật chưa thống nhất'],
  [1, 'OTHER', 'Nguyên nhân khác'],
];

/**
 * Lets the due date pass: the explanation to the head of the agency and the apology to the applicant (letter, clause 1a;
 * Decree 61/2018, article 19), each of which may come early, late or never. Answers the work instant of the decision.
 */
export function becomeLate(dossier: Case, due: number): number {
  const { random, story, time, trend } = dossier;
  const late = Math.max(nextOpening(due), dossier.now);
  const long = random.chance(0.09);
  const days = long ? random.between(20, 130) : random.skewed() * 16;
  const decided = late + 900 + days * WORKDAY;
  apologise(dossier, due, late, decided);
  if (random.chance(trend.explained)) {
    // Most explain within the week; the rest when somebody asks, often after the result went out.
    const delay = random.chance(0.75) ? random.skewed() * 5 : random.between(5, 45);
    const explained = time.toWall(late + 1200 + delay * WORKDAY);
    story.say(explained, { explainedAt: instantText(explained), ...reason(dossier) });
  } else if (random.chance(0.2)) {
    story.say(time.toWall(late + random.between(1, 10) * WORKDAY), reason(dossier));
  }
  return decided;
}

/** The letter of apology with its one new date (never the date by which lateness is judged); some come before the day. */
function apologise({ random, story, time, trend, now }: Case, due: number, late: number, decided: number): void {
  if (!random.chance(trend.apologised)) return;
  const ahead = due - WORKDAY;
  const early = ahead > now && random.chance(0.25);
  const written = early ? ahead : late + 600 + random.skewed() * 8 * WORKDAY;
  const at = time.toWall(written);
  const data: Record<string, unknown> = { apologisedAt: instantText(at) };
  if (written < decided && random.chance(0.85)) {
    data['dueAt'] = dueText(time, Math.max(decided, due) + random.between(-1, 3) * WORKDAY);
    data['dueReason'] = 'APOLOGY';
  }
  story.say(at, data);
}

function reason({ random }: Case): Record<string, unknown> {
  const drawn = random.next();
  const [, lateReasonCode, lateReason] = REASONS.find(([until]) => drawn < until)!;
  return random.chance(0.4) ? { lateReasonCode, lateReason } : { lateReasonCode };
}
