import type { FactKind } from '../../../services/indicators/facts/fact';
import { levelOf } from '../catalogue';
import { latest, latestText } from '../merge';
import { firstLateInstant, inTime } from '../period';
import { at, dated, type Half, is, isAt, type Row, stock, type Thing } from './row';

/** A flow on one date of the thing; the numerator is those of which `part` is the latest word. */
function flow(code: string, kind: FactKind, date: string, part: (thing: Thing) => boolean): Row {
  const whole: Half = (thing, moment) => dated(moment, 1, at(thing, date));
  return { code, kind, numerator: (thing, moment) => (part(thing) ? whole(thing, moment) : 0), denominator: whole };
}

/** What falls due in the period, and what of it was done by its due date and by T. */
const doneByDue =
  (done: string): Half =>
  (thing, moment) => {
    const [due, happened] = [at(thing, 'dueAt'), at(thing, done)];
    if (due === null || happened === null || !inTime(happened, due, moment.world.settings)) return 0;
    return dated(moment, 1, due, happened);
  };

/** Received by T and not answered by T. */
const unanswered = stock((petition, { T }) => {
  const [received, answered] = [at(petition, 'receivedAt'), at(petition, 'answeredAt')];
  return received !== null && received <= T && (answered === null || answered > T);
});

/** #27, #28 and #41. */
export const PETITIONS: readonly Row[] = [
  {
    code: 'petitions-on-time',
    kind: 'petition',
    numerator: doneByDue('answeredAt'),
    denominator: (petition, moment) => dated(moment, 1, at(petition, 'dueAt')),
  },
  flow('petitions-escalated', 'petition', 'receivedAt', (petition) => is(petition, 'escalated')),
  {
    code: 'petitions-prolonged',
    kind: 'petition',
    numerator: (petition, moment) => {
      const due = at(petition, 'dueAt');
      const pastDue = due !== null && firstLateInstant(due, moment.world.settings) <= moment.T;
      return pastDue ? unanswered(petition, moment) : 0;
    },
    denominator: unanswered,
  },
];

/** The 766 part about petitions. */
export const PETITION_PARTS: readonly Row[] = [
  flow(
    'petitions-without-complaint',
    'petition',
    'answeredAt',
    (petition) => latest(petition.facts, 'satisfied') !== false,
  ),
];

/** #29: nothing but electronic documents that are signed digitally. */
export const DOCUMENTS: readonly Row[] = [
  flow('signed-e-documents', 'document', 'sentAt', (sent) => is(sent, 'electronic') && is(sent, 'digitallySigned')),
];

/** #30: only of agencies that are communes in the tree of T's day. */
export const WORK_ITEMS: readonly Row[] = [
  {
    ...flow('commune-e-work', 'workitem', 'openedAt', (item) => is(item, 'electronic')),
    among: (item, { T, world }) => {
      const agency = latestText(item.facts, 'agencyCode');
      return agency !== null && levelOf(agency, world.catalogue, T, world.settings.zone) === 'COMMUNE';
    },
  },
];

/** #31. */
export const REGIMES: readonly Row[] = [
  {
    code: 'reports-standardised',
    kind: 'regime',
    numerator: stock((regime, moment) => isAt(regime, 'inForce', moment) && isAt(regime, 'standardised', moment)),
    denominator: stock((regime, moment) => isAt(regime, 'inForce', moment)),
  },
];

/** #34: a date that has come counts for ever, whatever the period. */
export const ASSIGNMENTS: readonly Row[] = [
  {
    code: 'directive-tasks-on-time',
    kind: 'assignment',
    numerator: stock((assignment, { T, world }) => {
      const [due, completed] = [at(assignment, 'dueAt'), at(assignment, 'completedAt')];
      return due !== null && due <= T && completed !== null && completed <= T && inTime(completed, due, world.settings);
    }),
    denominator: stock((assignment, { T }) => {
      const due = at(assignment, 'dueAt');
      return due !== null && due <= T;
    }),
  },
];
