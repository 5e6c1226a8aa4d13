import { latest, saidAt } from '../merge';
import { inTime } from '../period';
import { at, both, dated, type Half, happened, isAt, type Moment, type Row, stock, type Thing } from './row';

const inForce = (thing: Thing, moment: Moment) => isAt(thing, 'inForce', moment);
const level = (procedure: Thing, { T }: Moment) => saidAt(procedure.facts, 'onlineLevel', T);
const onPortal = (procedure: Thing, moment: Moment) => happened(procedure, 'onNationalPortalAt', moment);
const fullyOnline = (procedure: Thing, moment: Moment) =>
  onPortal(procedure, moment) && level(procedure, moment) === 'FULL';

/** Online at T, be it fully or in part; whether it is in force does not matter here. */
export const onlineAt = (procedure: Thing, moment: Moment): boolean =>
  fullyOnline(procedure, moment) || (onPortal(procedure, moment) && level(procedure, moment) === 'PARTIAL');

const has = (flag: string) => (procedure: Thing, moment: Moment) => isAt(procedure, flag, moment);
const by = (date: string) => (procedure: Thing, moment: Moment) => happened(procedure, date, moment);

/** Procedures in force of which `whole` holds, and those among them of which `part` holds too. */
function coverage(code: string, part: Condition, whole: Condition = () => true): Row {
  return {
    code,
    kind: 'procedure',
    numerator: stock(both(inForce, whole, part)),
    denominator: stock(both(inForce, whole)),
  };
}
type Condition = (procedure: Thing, moment: Moment) => boolean;

/** Published by T and by its due date, and not known to be incomplete at T. */
const publishedInTime: Condition = (procedure, moment) => {
  const [due, published] = [at(procedure, 'publicationDueAt'), at(procedure, 'publishedAt')];
  return (
    due !== null &&
    published !== null &&
    published <= moment.T &&
    inTime(published, due, moment.world.settings) &&
    saidAt(procedure.facts, 'publicContentComplete', moment.T) !== false
  );
};

/** What falls due in the period, and what of it was done by its due date. */
function dueInPeriod(code: string, dueField: string, doneField: string): Row {
  const done: Half = (procedure, moment) => {
    const [due, happenedAt] = [at(procedure, dueField), at(procedure, doneField)];
    if (due === null || happenedAt === null || !inTime(happenedAt, due, moment.world.settings)) return 0;
    return dated(moment, 1, due, happenedAt);
  };
  return {
    code,
    kind: 'procedure',
    numerator: done,
    denominator: (procedure, moment) => dated(moment, 1, at(procedure, dueField)),
  };
}

/** #1, #3, #21 to #23, #25, #37 and #38. */
export const PROCEDURES: readonly Row[] = [
  coverage('procedures-published-on-time', publishedInTime, by('publicationDueAt')),
  coverage('e-process-coverage', by('eProcessAt')),
  coverage('online-service-coverage', onlineAt),
  coverage('full-online-coverage', fullyOnline),
  coverage('online-payment-coverage', has('onlinePayment'), has('feeBearing')),
  coverage('ministry-services-integrated', by('integratedAt'), has('ministryRun')),
  coverage('internal-process-coverage', by('internalProcessAt')),
  coverage('essential-online-coverage', onlineAt, has('essential')),
];

/** The fee of a dossier under the procedure, whichever agency's, was paid online in the period. */
const transacted =
  (paidOnline: Half): Condition =>
  ({ subject }, moment) =>
    moment.world
      .things('dossier')
      .some((dossier) => latest(dossier.facts, 'procedureCode') === subject && paidOnline(dossier, moment) > 0);

/** The 766 parts about procedures; `paidOnline` is what counts as a dossier paid online. */
export const procedureParts = (paidOnline: Half): readonly Row[] => [
  dueInPeriod('published-on-time', 'publicationDueAt', 'publishedAt'),
  dueInPeriod('updates-on-time', 'updateDueAt', 'updatedAt'),
  coverage(
    'content-complete',
    has('publicContentComplete'),
    ({ facts }, { T }) => typeof saidAt(facts, 'publicContentComplete', T) === 'boolean',
  ),
  coverage('procedures-with-transaction', transacted(paidOnline), has('feeBearing')),
  coverage('population-data-procedures', has('populationDataConnected'), has('forCitizens')),
];
