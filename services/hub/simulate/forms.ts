import { CATALOGUE_SOURCE, type Timed } from './event';
import { PROCEDURES, type ProcedureUnit } from './procedures';
import { agencyCode } from './province';
import type { Random } from './random';
import { Story } from './story';

const DAY = 86_400;

/** How far a form's declared fields are cut, and what is told of it. */
type Cut = 'ABOVE' | 'EXACT' | 'BELOW' | 'UNREVIEWED' | 'GREW';

/** The forms go through these in turn: just over half are cut by more than a fifth, a few by exactly a fifth. */
const CUTS: readonly Cut[] = ['ABOVE', 'EXACT', 'ABOVE', 'BELOW', 'ABOVE', 'ABOVE', 'UNREVIEWED', 'ABOVE', 'BELOW'];
/** The one form that asks for more than before its review, by its number. */
const GREW = 21;

/** One form of a procedure: its number among all, and where its story goes. */
interface Form {
  readonly index: number;
  readonly procedure: ProcedureUnit;
  readonly subject: string;
  readonly title: string;
}

/** The forms (mẫu đơn, tờ khai) of all procedures: as they stand at the start, and their review until the end. */
export function* formEvents(first: number, end: number, random: Random): Generator<Timed> {
  for (const form of forms()) {
    const story = new Story(CATALOGUE_SOURCE, 'form');
    review(story, form, first, random);
    yield* story.tell(form.subject, end * DAY);
  }
}

/** One form of every procedure, and a second one, a sworn statement, of every third that asks for four papers or more. */
function forms(): Form[] {
  const list: Form[] = [];
  for (const procedure of PROCEDURES) {
    const titles = [`Tờ khai: ${procedure.name}`];
    if (procedure.components >= 4 && list.length % 3 === 0) titles.push(`Bản cam kết: ${procedure.name}`);
    titles.forEach((title, number) => {
      list.push({ index: list.length, procedure, subject: `BM-${procedure.code}-${number + 1}`, title });
    });
  }
  return list;
}

function review(story: Story, { index, procedure, title }: Form, first: number, random: Random): void {
  const cut = index === GREW ? 'GREW' : CUTS[index % CUTS.length]!;
  // Multiples of five, so that a fifth is a whole number of fields.
  const baselineFields = 5 * random.whole(3, 10);
  const online = procedure.online > 0;
  const begun: Record<string, unknown> = {
    name: title,
    procedureCode: procedure.code,
    agencyCode: agencyCode.department(procedure.department),
    inForce: true,
    electronic: online && random.chance(0.5),
  };
  story.say(first * DAY, begun);
  // Of what nobody has looked at, at most the fields of today are counted.
  if (cut === 'UNREVIEWED') {
    if (random.chance(0.5)) begun['baselineFields'] = baselineFields;
    return;
  }
  begun['baselineFields'] = baselineFields;
  begun['declaredFields'] = baselineFields;
  const declaredFields = declared(cut, baselineFields, random);
  const reusedFields = Math.floor(Math.max(0, baselineFields - declaredFields) * random.between(0.4, 1));
  const counted = { declaredFields, ...(random.chance(0.85) && { reusedFields }) };
  // A third was reviewed before the range.
  if (random.chance(0.33)) Object.assign(begun, counted);
  else story.say((first + random.whole(45, 450)) * DAY + 9 * 3600, counted);
  if (online && !begun['electronic'] && random.chance(0.8)) {
    story.say((first + random.whole(30, 400)) * DAY + 10 * 3600, { electronic: true });
  }
  // Now and then a form is given up: its fields are asked for in another one.
  if (random.chance(0.06)) story.say((first + random.whole(200, 500)) * DAY, { inForce: false });
}

function declared(cut: Cut, baseline: number, random: Random): number {
  switch (cut) {
    case 'ABOVE':
      return Math.floor(baseline * random.between(0.55, 0.78));
    case 'EXACT':
      return (baseline / 5) * 4;
    case 'BELOW':
      return Math.ceil(baseline * random.between(0.84, 0.98));
    case 'GREW':
      return baseline + random.whole(1, 3);
    case 'UNREVIEWED':
      return baseline;
  }
}
