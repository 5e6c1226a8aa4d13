import { type Case, dueText } from './intake';
import { PROCEDURES } from './procedures';
import type { Statement } from './story';
import { WORKDAY } from './working-time';

/**
 * What goes wrong in every record office: an entry corrected under its own instant, a step booked on the wrong dossier and
 * taken back, a dossier that never was. A consumer must come to the same figures whatever order these arrive in.
 */
export function goWrong(dossier: Case): void {
  const { random, story, time, received } = dossier;
  const kind = random.next();
  if (kind < 0.009) {
    correct(dossier);
  } else if (kind < 0.012) {
    const wrong = time.toWall(received + random.between(300, 0.5 * WORKDAY));
    const mistake = story.say(wrong, { status: random.chance(0.5) ? 'STOPPED' : 'SUPPLEMENT_REQUESTED' });
    story.say(time.toWall(time.toWork(wrong) + random.between(300, WORKDAY)), {}, mistake);
  } else if (kind < 0.015) {
    const voided = time.toWall(received + random.between(600, 3 * WORKDAY));
    story.say(voided, { voided: true });
    story.endAt(voided);
  }
}

/** What was entered wrongly is said again of the same instant, with a higher sequence. */
function correct({ story, random, time, due, arrival, received, receipt, identity }: Case): void {
  const restate = (statement: Statement, field: string, wrong: unknown, why?: Record<string, unknown>) => {
    story.say(statement.at, { [field]: statement.data[field], ...why });
    statement.data[field] = wrong;
  };
  const what = random.next();
  if (what < 0.4 && due !== null) {
    const wrong = received + (arrival.procedure.days + random.whole(5, 20)) * WORKDAY;
    restate(receipt, 'dueAt', dueText(time, wrong), { dueReason: 'CORRECTION' });
  } else if (what < 0.6) {
    restate(receipt, 'componentsRequired', 10 * arrival.procedure.components);
  } else if (what < 0.8) {
    restate(identity, 'procedureCode', sibling(arrival.procedure.code));
  } else {
    restate(identity, 'applicantKind', 'AGENCY');
  }
}

/** Another procedure of the same office, where there is one. */
function sibling(code: string): string {
  const one = PROCEDURES.find((procedure) => procedure.code === code)!;
  const { department, level } = one;
  return (PROCEDURES.find((other) => other !== one && other.department === department && other.level === level) ?? one)
    .code;
}
