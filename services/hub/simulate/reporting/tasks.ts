import { REPORTING_SOURCE, type Timed } from '../event';
import { agencyCode } from '../province';
import type { Random } from '../random';
import { Story } from '../story';
import { LETTER_DAY } from '../trends';
import { DISTRICTS } from '../units';
import { dayNumber, instantText } from '../working-time';
import { ANNEX, type AnnexTask, type Lead } from './annex';
import { REPORTERS } from './regimes';
import { daytime, type Stage } from './stage';
import { OBSTACLES, PROPOSALS } from './words';

const DAY = 86_400;

/** A task that the province adds to those of the annex, given out some days after the letter. */
const EXTRA: AnnexTask & { readonly title: string; readonly clauses: readonly string[]; readonly after: number } = {
  number: 'BRVT-01',
  title: 'Tập huấn nghiệp vụ một cửa cho công chức cấp xã',
  clauses: ['1c'],
  leads: [['03'], 'DISTRICTS'],
  due: '2023-09-30',
  product: 'Danh sách công chức đã tập huấn',
  after: 45,
};

/**
 * The directive's tasks handed out: every lead's share with its progress, done in time, done late or still open. Of what
 * lies before the range only the outcome is told; where the range ends before the letter's date there is nothing.
 */
export function* taskEvents(stage: Stage, random: Random): Generator<Timed> {
  yield* extraTask(stage);
  for (const task of [...ANNEX, EXTRA]) {
    const given = LETTER_DAY + (task === EXTRA ? EXTRA.after : random.whole(3, 12));
    for (const agency of task.leads.flatMap(codesOf)) {
      const story = share(task, agency, given, random);
      story.openAt(stage.first * DAY);
      yield* story.tell(`${task.number}@${agency}`, stage.end * DAY);
    }
  }
}

function* extraTask({ first, end }: Stage): Generator<Timed> {
  const story = new Story(REPORTING_SOURCE, 'task');
  const { title, clauses, leads, due, product, after } = EXTRA;
  const supportingAgencyCodes = [agencyCode.department('01')];
  const leadAgencyCodes = leads.flatMap(codesOf);
  const dueAt = dueText(due!);
  story.say((LETTER_DAY + after) * DAY + 8 * 3600, {
    title,
    leadAgencyCodes,
    supportingAgencyCodes,
    dueAt,
    product,
    clauses,
  });
  story.openAt(first * DAY);
  yield* story.tell(EXTRA.number, end * DAY);
}

function codesOf(lead: Lead): readonly string[] {
  switch (lead) {
    case 'DISTRICT_UP':
      return REPORTERS;
    case 'DISTRICTS':
      return DISTRICTS.map(({ number }) => agencyCode.district(number));
    case 'COMMUNE_UP':
      return [
        ...REPORTERS,
        ...DISTRICTS.flatMap(({ number, communes }) => communes.map((_, at) => agencyCode.commune(number, at))),
      ];
    default:
      return lead.map(agencyCode.department);
  }
}

function share(task: AnnexTask, agency: string, given: number, random: Random): Story {
  const story = new Story(REPORTING_SOURCE, 'assignment');
  const dueAt = task.due !== undefined && { dueAt: dueText(task.due) };
  story.say(daytime(given, random), { taskNumber: task.number, agencyCode: agency, progressPercent: 0, ...dueAt });
  if (task.due === undefined) goOn(story, given, random);
  else finish(story, task, given, dayNumber(task.due), random);
  return story;
}

/** Ongoing work: a word on it every few months. */
function goOn(story: Story, given: number, random: Random): void {
  let progressPercent = 0;
  for (let day = given + random.whole(60, 200), word = 0; word < 3; word++, day += random.whole(90, 220)) {
    progressPercent = Math.min(100, progressPercent + random.whole(10, 40));
    story.say(daytime(day, random), { progressPercent });
  }
}

/** Work with a deadline: most in time, a tenth of that on the last day; some late; some never done. */
function finish(story: Story, task: AnnexTask, given: number, due: number, random: Random): void {
  const way = (low: number, high: number) => given + Math.floor((due - given) * random.between(low, high));
  story.say(daytime(way(0.3, 0.5), random), { progressPercent: random.whole(20, 50) });
  const fate = random.next();
  if (fate >= 0.7) {
    const words = { obstacle: random.pick(OBSTACLES), proposal: random.pick(PROPOSALS) };
    story.say(daytime(way(0.75, 0.95), random), { progressPercent: random.whole(50, 90), ...words });
  }
  if (fate >= 0.86) return;
  const late = fate >= 0.7;
  const day = late ? due + 1 + Math.floor(random.skewed() * 120) : random.chance(0.1) ? due : way(0.6, 0.99);
  const at = daytime(day, random);
  story.say(at, { progressPercent: 100, completedAt: instantText(at), product: task.product });
}

/** Due by the end of a local date. */
function dueText(date: string): string {
  return instantText((dayNumber(date) + 1) * DAY - 1);
}
