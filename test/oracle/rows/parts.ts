import { compareMessages, history, latestText } from '../merge';
import { count, digitised, everyOne, onCompletion, online, onReceipt, paidOnline, required } from './dossiers';
import { onlineAt, procedureParts } from './procedures';
import { PETITION_PARTS } from './reporting';
import { at, dated, type Half, is, type Moment, type Row, type Thing } from './row';

/** #42: #20 among the dossiers of procedures that are online at T. */
export const ELIGIBLE: Row = {
  code: 'e-dossier-rate-eligible',
  kind: 'dossier',
  numerator: onReceipt(online),
  denominator: onReceipt(everyOne),
  among: (dossier, moment) => {
    const code = latestText(dossier.facts, 'procedureCode');
    return moment.world.things('procedure').some((one) => one.subject === code && onlineAt(one, moment));
  },
};

/** When a supplement was asked for the second time; null where it was not. The same message told again is one. */
function secondRequest({ facts }: Thing): number | null {
  const asked = history(facts, 'status').filter(({ value }) => value === 'SUPPLEMENT_REQUESTED');
  const different = asked.filter(
    ({ fact }, index) => index === 0 || compareMessages(asked[index - 1]!.fact, fact) !== 0,
  );
  return different[1]?.fact.time ?? null;
}

/** Left in the period, or is in progress at T; with `when`, only those of which it holds at the exit or at T. */
const handled =
  (when: (dossier: Thing, at: number) => boolean = () => true): Half =>
  (dossier, moment) => {
    const { exit, inProgressAt } = dossier.life;
    const left = exit !== null && when(dossier, exit) ? dated(moment, 1, exit) : 0;
    return left + Number(inProgressAt(moment.T) && when(dossier, moment.T));
  };

const withoutLateness = (dossier: Thing, by: number): boolean => {
  const [late, again] = [dossier.life.lateAt, secondRequest(dossier)];
  return !(late !== null && late <= by) && !(again !== null && again <= by);
};

/** The citizen said by T that it was handled badly. */
const ratedBadly = (dossier: Thing, { T }: Moment): boolean => {
  const [rating, ratedAt] = [at(dossier, 'rating'), at(dossier, 'ratedAt')];
  return rating !== null && rating <= 2 && ratedAt !== null && ratedAt <= T;
};

const ofDossiers: readonly Omit<Row, 'kind'>[] = [
  { code: 'handled-without-lateness', numerator: handled(withoutLateness), denominator: handled() },
  {
    code: 'handling-without-complaint',
    numerator: onCompletion((d, moment) => !d.life.late && !ratedBadly(d, moment)),
    denominator: onCompletion(everyOne),
  },
  {
    code: 'digitised-with-result',
    numerator: onCompletion(
      (d) => required(d) > 0 && digitised(d) >= required(d),
      (d) => at(d, 'eResultIssuedAt'),
    ),
    denominator: onCompletion(everyOne),
  },
  {
    code: 'data-reused',
    numerator: onReceipt((d) => count(d, 'componentsReused') > 0),
    denominator: onReceipt(everyOne),
  },
  {
    code: 'result-stored',
    numerator: onCompletion(everyOne, (d) => at(d, 'resultStoredAt')),
    denominator: onCompletion(everyOne),
  },
  {
    code: 'population-data-dossiers',
    numerator: onReceipt((d) => is(d, 'populationDataUsed')),
    denominator: onReceipt(everyOne),
  },
];

/** The measures that exist only for a part of the 766 index. */
export const PARTS: readonly Row[] = [
  ...ofDossiers.map((row) => ({ ...row, kind: 'dossier' as const })),
  ...procedureParts(paidOnline),
  ...PETITION_PARTS,
];
