import { inTime, OFFSET } from './time.sql';

/** What a `history` field of a thing says at the instant asked for; nothing before the first statement. */
const saidAt = (kind: string, field: string): string => `(
  SELECT h.value FROM history h WHERE h.kind = '${kind}' AND h.field = '${field}' AND h.subject = ${kind}_counted.subject
    AND NOT h.retracted AND h.time <= as_of ORDER BY h.position DESC LIMIT 1) AS ${field}`;

const KINDS = [
  'dossier',
  'procedure',
  'form',
  'agency',
  'petition',
  'document',
  'workitem',
  'regime',
  'report',
  'assignment',
];

/** What was not voided, each under the agency last stated. */
const COUNTED = KINDS.map((kind) => {
  const agency = kind === 'agency' ? 'subject' : `COALESCE(agencyCode, '')`;
  return `CREATE VIEW ${kind}_counted AS SELECT *, ${agency} AS agency FROM ${kind} WHERE COALESCE(voided, 0) = 0;`;
});

/** A kind as it stood at the instant asked for; of what can be in force, only what is. */
function standing(kind: string, fields: readonly string[], derived = ''): string {
  const said = fields.map((field) => saidAt(kind, field)).join(', ');
  return `CREATE VIEW ${kind}_standing AS SELECT *${derived} FROM (
    SELECT ${kind}_counted.*, as_of, ${said}, ${saidAt(kind, 'inForce')} FROM ${kind}_counted, question
  ) WHERE inForce;`;
}

const PROCEDURES = standing(
  'procedure',
  ['onlineLevel', 'onlinePayment', 'publicContentComplete', 'ministryRun', 'feeBearing', 'essential'],
  `, ${inTime('publishedAt', 'publicationDueAt')} AND publishedAt <= as_of
       AND COALESCE(publicContentComplete, 1) AS published,
     onNationalPortalAt <= as_of AND onlineLevel IN ('FULL', 'PARTIAL') AS online`,
);

/** Procedures that are online, in force or not. */
const ONLINE = `CREATE VIEW procedure_online AS SELECT subject FROM (
    SELECT subject, onNationalPortalAt, as_of, ${saidAt('procedure', 'onlineLevel')} FROM procedure_counted, question
  ) WHERE onNationalPortalAt <= as_of AND onlineLevel IN ('FULL', 'PARTIAL');`;

/** Whether an agency's first day is not after the local day asked for. */
const hasBegun = `COALESCE(unixepoch(a.validFrom) * 1000 <= as_of + ${OFFSET}, 1)`;

/** The level of an agency, also null where that was said; what was said first holds backwards, to its first day. */
const LEVELS = `
  CREATE VIEW level_said AS SELECT a.agency, h.position, h.time, h.value, ${hasBegun} AS begun
    FROM agency_counted a, question JOIN history h ON h.subject = a.subject
    WHERE h.kind = 'agency' AND h.field = 'level' AND NOT h.retracted;
  CREATE VIEW agency_level AS
    SELECT agency, value AS level, MAX(position) FROM level_said, question WHERE time <= as_of GROUP BY agency
    UNION ALL
    SELECT agency, value, MIN(position) FROM level_said WHERE value IS NOT NULL AND begun
      AND agency NOT IN (SELECT agency FROM level_said, question WHERE time <= as_of) GROUP BY agency;`;

/** Makes the table `question` (one row: from, as of) and the views of what stands at its instant. */
export const CATALOGUE = [
  'CREATE TABLE question (from_at INTEGER, as_of INTEGER);',
  ...COUNTED,
  PROCEDURES,
  ONLINE,
  LEVELS,
  standing('form', ['electronic', 'baselineFields', 'declaredFields', 'reusedFields']),
  standing('regime', ['standardised']),
].join('\n');
