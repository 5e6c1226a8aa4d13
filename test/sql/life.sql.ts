import { dayOf, dayStart, NEVER, passedFrom } from './time.sql';

/** A reopening (`completedAt: null`) voids what was said before it about the end of processing. */
const REOPENED = '(d.completedAt IS NULL AND d.completedAt_n IS NOT NULL)';

/** What was said of the status and stands, from its first value on, numbered by its unbroken runs of one class. */
const STATUS = `
  CREATE TABLE status_said AS
  WITH standing AS (
    SELECT h.subject, h.position, h.time, h.value AS status,
      COUNT(h.value) OVER (PARTITION BY h.subject ORDER BY h.position ROWS UNBOUNDED PRECEDING) AS stations,
      CASE WHEN h.value IN ('COMPLETED', 'RETURNED') THEN 'completed'
           WHEN h.value IN ('WITHDRAWN', 'STOPPED') THEN 'left' ELSE 'open' END AS class
    FROM history h JOIN dossier d ON d.subject = h.subject
    WHERE h.kind = 'dossier' AND h.field = 'status' AND NOT h.retracted AND COALESCE(d.voided, 0) = 0
      AND NOT (COALESCE(h.value, '') IN ('COMPLETED', 'RETURNED') AND ${REOPENED} AND h.n < d.completedAt_n)
  ), stepped AS (
    SELECT *, class IS NOT LAG(class) OVER said AS begins, ROW_NUMBER() OVER said AS place,
      LEAD(position) OVER said IS NULL AS final
    FROM standing WHERE stations > 0 WINDOW said AS (PARTITION BY subject ORDER BY position)
  )
  SELECT subject, place, time, status, class, final,
    SUM(begins) OVER (PARTITION BY subject ORDER BY place ROWS UNBOUNDED PRECEDING) AS run
  FROM stepped;
  CREATE UNIQUE INDEX status_said_place ON status_said (subject, place);`;

/** Who was received, and when each left: completed, left, or not yet. */
const EXIT = `
  CREATE TABLE stay AS
  WITH final AS (
    SELECT subject, status, class,
      (SELECT MIN(r.time) FROM status_said r WHERE r.subject = f.subject AND r.run = f.run) AS run_start
    FROM status_said f WHERE final
  ), dated AS (
    SELECT d.subject, d.receivedAt, CASE WHEN ${REOPENED} AND d.returnedAt_n < d.completedAt_n THEN NULL
      ELSE d.returnedAt END AS returned_at, d.completedAt
    FROM dossier d
    WHERE COALESCE(d.voided, 0) = 0 AND d.receivedAt IS NOT NULL
  ), ends AS (
    SELECT e.*, COALESCE(e.completedAt, e.returned_at) AS done_at, f.class, f.run_start
    FROM dated e LEFT JOIN final f ON f.subject = e.subject
    WHERE COALESCE(f.status, '') NOT IN ('REGISTERED', 'REFUSED')
  ), ways AS (
    SELECT *, CASE WHEN class = 'left' AND (done_at IS NULL OR run_start < done_at) THEN 'left'
      WHEN done_at IS NOT NULL OR class = 'completed' THEN 'completed' END AS way
    FROM ends
  )
  SELECT subject, receivedAt, returned_at, way, CASE way
    WHEN 'left' THEN MAX(receivedAt, run_start)
    WHEN 'completed' THEN MAX(receivedAt, COALESCE(done_at, run_start))
    ELSE ${NEVER} END AS exit_at
  FROM ways;
  CREATE UNIQUE INDEX stay_subject ON stay (subject);`;

/**
 * Stretches of waiting and not waiting, by whole days, of every dossier from the beginning of time to its end. What was
 * said first holds from the beginning; the exit's own run, the one that is last when it happens, resumes nothing.
 */
const WAITING = `
  CREATE TABLE waiting AS
  WITH exit_run AS (
    SELECT s.subject, s.run FROM status_said s JOIN stay USING (subject)
    WHERE s.class = stay.way AND s.place = (
      SELECT MAX(e.place) FROM status_said e WHERE e.subject = s.subject AND e.time <= stay.exit_at)
  ), step AS (
    SELECT subject, 0 AS place, 0 AS since, 0 AS paused FROM stay
    UNION ALL
    SELECT s.subject, s.place, CASE WHEN s.place = 1 THEN 0 ELSE ${dayStart('s.time')} END,
      COALESCE(s.status, '') IN ('SUPPLEMENT_REQUESTED', 'FEE_REQUESTED')
    FROM status_said s JOIN stay USING (subject) LEFT JOIN exit_run x ON x.subject = s.subject
    WHERE (s.time <= stay.exit_at OR s.place = 1) AND NOT (s.run IS x.run AND s.time <= stay.exit_at)
  )
  SELECT subject, paused, since, until FROM (
    SELECT *, LEAD(since, 1, ${NEVER}) OVER (PARTITION BY subject ORDER BY place) AS until FROM step
  ) WHERE since < until;
  CREATE INDEX waiting_subject ON waiting (subject, paused);`;

/** The due date in force, by whole days, from the beginning of time to its end; apologies are taken out first. */
const PROMISE = `
  CREATE TABLE promise AS
  WITH said AS (
    SELECT h.subject, h.position, h.time, h.value AS due,
      COUNT(h.value) OVER (PARTITION BY h.subject ORDER BY h.position ROWS UNBOUNDED PRECEDING) AS dates
    FROM history h LEFT JOIN history r ON r.kind = h.kind AND r.field = 'dueReason' AND r.subject = h.subject AND r.n = h.n
    WHERE h.kind = 'dossier' AND h.field = 'dueAt' AND NOT h.retracted AND COALESCE(r.value, '') <> 'APOLOGY'
  ), step AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY subject ORDER BY position) AS place FROM said WHERE dates > 0
  ), counting AS (
    SELECT step.subject, place, due, CASE WHEN place = 1 THEN 0 ELSE ${dayStart('time')} END AS since
    FROM step JOIN stay USING (subject) WHERE time <= exit_at OR place = 1
  )
  SELECT subject, due, since, until FROM (
    SELECT *, LEAD(since, 1, ${NEVER}) OVER (PARTITION BY subject ORDER BY place) AS until FROM counting
  ) WHERE since < until;
  CREATE INDEX promise_subject ON promise (subject);`;

/** The first instant at which a dossier is in progress, does not wait, and the due date in force has passed. */
const LATE = `
  CREATE TABLE lapse AS
  SELECT subject, MIN(at) AS late_at FROM (
    SELECT p.subject, MAX(s.receivedAt, p.since, w.since, ${passedFrom('p.due')}) AS at,
      MIN(p.until, w.until, s.exit_at + 1) AS until
    FROM promise p JOIN stay s USING (subject) JOIN waiting w ON w.subject = p.subject AND NOT w.paused
    WHERE p.due IS NOT NULL
  ) WHERE at < until GROUP BY subject;
  CREATE UNIQUE INDEX lapse_subject ON lapse (subject);`;

/** A row a dossier received; what has not happened is null, an exit that has not happened is never. */
const LIFE = `
  CREATE TABLE life AS
  SELECT d.*, COALESCE(d.agencyCode, '') AS agency, MIN(COALESCE(d.syncedAt, d.portal_seen_at),
      COALESCE(d.portal_seen_at, d.syncedAt)) AS synced_at,
    s.returned_at, s.way, s.exit_at, l.late_at, EXISTS (SELECT 1 FROM promise p WHERE p.subject = d.subject) AS dated,
    COALESCE(l.late_at IS NULL AND ${dayOf('s.exit_at')} < ${dayOf('p.due')}, 0) AS early
  FROM stay s JOIN dossier d USING (subject) LEFT JOIN lapse l USING (subject)
    LEFT JOIN promise p ON p.subject = s.subject AND s.exit_at >= p.since AND s.exit_at < p.until;`;

/** Makes the table `life`: what became of every dossier, whoever asks and whenever. Needs the tables of an export. */
export const DOSSIER_LIVES = [STATUS, EXIT, WAITING, PROMISE, LATE, LIFE].join('\n');
