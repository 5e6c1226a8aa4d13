import { inTime, passedFrom } from './time.sql';

/** Sums by agency over some rows; a row that says nothing of a half adds nothing to it. */
function sums(rows: string, denominator: string | null, numerator: string): string {
  const whole = denominator === null ? 'NULL' : `SUM(COALESCE(${denominator}, 0))`;
  return `SELECT agency, SUM(COALESCE(${numerator}, 0)) AS numerator, ${whole} AS denominator FROM ${rows} GROUP BY agency`;
}

/** Dated in the period and known by the instant asked for, which is never after the period. */
const within = (date: string): string => `${date} >= from_at AND ${date} <= as_of`;

/** Lives that were received in the period; that were completed in it, dated or not; that became late in it. */
const LIVES = 'life, question WHERE';
const RECEIVED = `${LIVES} ${within('receivedAt')}`;
const COMPLETED = `${LIVES} way = 'completed' AND ${within('exit_at')}`;
const BECAME_LATE = `${LIVES} ${within('late_at')}`;
const EVER_LATE = `${LIVES} late_at <= as_of`;
const IN_PROGRESS = `${LIVES} receivedAt <= as_of AND exit_at > as_of`;
const OVERDUE = `late_at <= as_of AND NOT EXISTS (SELECT 1 FROM waiting w
  WHERE w.subject = life.subject AND w.paused AND w.since <= as_of AND w.until > as_of)`;
const LATE = 'late_at IS NOT NULL';
const RATED = `dossier_counted, question WHERE rating IS NOT NULL AND ${within('ratedAt')}`;
const PAID = `${LIVES} feeRequired AND receivedAt <= as_of AND ${within('feePaidAt')}`;
const DIGITISED = 'componentsRequired > 0 AND COALESCE(componentsDigitised, 0) >= componentsRequired';
const OPEN_PETITIONS = 'petition_counted, question WHERE receivedAt <= as_of AND COALESCE(answeredAt > as_of, 1)';
const BY_COMMUNES = "agency IN (SELECT agency FROM agency_level WHERE level = 'COMMUNE')";
const CUT = `(baselineFields - declaredFields)`;

/** Rows of another kind that are dated in the period. */
const of = (kind: string, date: string): string => `${kind}_counted, question WHERE ${within(date)}`;
const count = (rows: string, numerator: string): string => sums(rows, null, numerator);
const share = (rows: string, numerator: string): string => sums(rows, '1', numerator);

/** For each indicator, in the table's order, one query: `agency`, `numerator`, `denominator` (null of a count). */
export const INDICATOR_QUERIES: ReadonlyMap<string, string> = new Map([
  ['procedures-published-on-time', share('procedure_standing WHERE publicationDueAt <= as_of', 'published')],
  ['dossiers-synchronised', share(RECEIVED, 'synced_at <= as_of')],
  ['e-process-coverage', share('procedure_standing', 'eProcessAt <= as_of')],
  ['on-time-rate', sums(COMPLETED, 'dated', `(dated AND NOT ${LATE})`)],
  ['early-rate', sums(COMPLETED, 'dated', 'early')],
  [
    'late-dossiers',
    `SELECT agency, SUM(numerator) AS numerator, NULL AS denominator
      FROM (${count(COMPLETED, LATE)} UNION ALL ${count(IN_PROGRESS, OVERDUE)}) GROUP BY agency`,
  ],
  ['overdue-dossiers', share(IN_PROGRESS, OVERDUE)],
  ['online-late-rate', sums(`${COMPLETED} AND channel = 'ONLINE'`, 'dated', LATE)],
  ['late-explained-rate', share(BECAME_LATE, 'explainedAt <= as_of')],
  ['late-apology-rate', share(BECAME_LATE, 'apologisedAt <= as_of')],
  ['digitised-dossier-rate', sums(RECEIVED, 'componentsRequired > 0', DIGITISED)],
  ['component-digitisation-rate', sums(RECEIVED, 'componentsRequired', 'MIN(componentsDigitised, componentsRequired)')],
  [
    'e-result-rate',
    share(
      `${COMPLETED} AND COALESCE(resultRequired, 1)`,
      'eResultIssuedAt <= as_of AND COALESCE(eResultIssuedAt <= returned_at, 1)',
    ),
  ],
  ['data-reuse-rate', sums(RECEIVED, 'componentsRequired', 'componentsReused')],
  ['form-field-reduction', sums(`form_standing WHERE ${CUT} IS NOT NULL`, 'baselineFields', CUT)],
  ['forms-reduced-20', share('form_standing', `baselineFields > 0 AND ${CUT} * 5 >= baselineFields`)],
  ['e-forms', share('form_standing', 'electronic')],
  ['mobile-signing-rate', share(`${RECEIVED} AND signedOnMobile IS NOT NULL`, 'signedOnMobile')],
  ['boundary-independent-rate', share(RECEIVED, 'outsideTerritory')],
  ['e-dossier-rate', share(RECEIVED, "channel = 'ONLINE'")],
  ['online-service-coverage', share('procedure_standing', 'online')],
  ['full-online-coverage', share('procedure_standing', "online AND onlineLevel = 'FULL'")],
  ['online-payment-coverage', share('procedure_standing WHERE feeBearing', 'onlinePayment')],
  ['online-payment-rate', share(PAID, 'feePaidOnline')],
  ['ministry-services-integrated', share('procedure_standing WHERE ministryRun', 'integratedAt <= as_of')],
  ['satisfaction-rate', share(RATED, 'rating >= 4')],
  ['petitions-on-time', share(of('petition', 'dueAt'), `answeredAt <= as_of AND ${inTime('answeredAt', 'dueAt')}`)],
  ['petitions-escalated', share(of('petition', 'receivedAt'), 'escalated')],
  ['signed-e-documents', share(of('document', 'sentAt'), '(electronic AND digitallySigned)')],
  ['commune-e-work', share(`${of('workitem', 'openedAt')} AND ${BY_COMMUNES}`, 'electronic')],
  ['reports-standardised', share('regime_standing', 'standardised')],
  ['reports-shared', share(of('report', 'dueAt'), 'sharedWithGovernment')],
  [
    'reports-on-time',
    share(`report_due, question WHERE ${within('due')}`, `submitted <= as_of AND ${inTime('submitted', 'due')}`),
  ],
  [
    'directive-tasks-on-time',
    share(
      'assignment_counted, question WHERE dueAt <= as_of',
      `completedAt <= as_of AND ${inTime('completedAt', 'dueAt')}`,
    ),
  ],
  ['forms-reviewed', share('form_standing', `${CUT} IS NOT NULL`)],
  ['form-fields-reused', sums('form_standing WHERE reusedFields IS NOT NULL', 'baselineFields', 'reusedFields')],
  ['internal-process-coverage', share('procedure_standing', 'internalProcessAt <= as_of')],
  ['essential-online-coverage', share('procedure_standing WHERE essential', 'online')],
  ['late-unexplained', count(EVER_LATE, 'COALESCE(explainedAt > as_of, 1)')],
  ['late-unapologised', count(EVER_LATE, 'COALESCE(apologisedAt > as_of, 1)')],
  ['petitions-prolonged', share(OPEN_PETITIONS, `${passedFrom('dueAt')} <= as_of`)],
  [
    'e-dossier-rate-eligible',
    share(`${RECEIVED} AND procedureCode IN (SELECT subject FROM procedure_online)`, "channel = 'ONLINE'"),
  ],
]);
