import { beforeDayOf, monthOf, monthStart } from './time.sql';

/** Which months end a period of a frequency (month - 1), and how the period is written. */
const LAST_MONTHS = `
  CREATE TABLE last_month (frequency TEXT, month INTEGER, name TEXT);
  INSERT INTO last_month
    WITH RECURSIVE m(month) AS (VALUES (0) UNION ALL SELECT month + 1 FROM m WHERE month < 11)
    SELECT 'MONTH', month, printf('-%02d', month + 1) FROM m
    UNION ALL SELECT 'QUARTER', month, '-Q' || ((month + 1) / 3) FROM m WHERE month % 3 = 2
    UNION ALL SELECT 'HALF', month, '-H' || ((month + 1) / 6) FROM m WHERE month % 6 = 5
    UNION ALL SELECT 'NINE_MONTHS', 8, '-9M'
    UNION ALL SELECT 'YEAR', 11, '';`;

/** The reports that regimes let expect by the instant asked for: regime, period, reporter, and the last instant in time. */
const SLOTS = `
  CREATE VIEW slot AS
  WITH RECURSIVE started AS (
    SELECT g.subject, g.frequency, g.calendar, g.dueDay, g.reporterAgencyCodes,
      (SELECT MIN(h.time) FROM history h WHERE h.kind = 'regime' AND h.field = 'inForce' AND h.subject = g.subject
        AND NOT h.retracted AND h.value) AS since
    FROM regime_counted g WHERE g.dueDay IS NOT NULL
  ), month(month) AS (
    SELECT ${monthOf('MIN(since)')} FROM started HAVING MIN(since) IS NOT NULL
    UNION ALL SELECT month + 1 FROM month, question WHERE ${monthStart('month')} <= as_of
  ), due AS (
    SELECT s.subject AS regime, s.reporterAgencyCodes, s.since,
      CASE s.calendar WHEN 'REPORTING' THEN 'R' ELSE '' END || (m.month / 12) || l.name AS period,
      ${beforeDayOf('m.month', 's.dueDay')} AS due
    FROM started s JOIN month m JOIN last_month l ON l.frequency = s.frequency AND l.month = m.month % 12
  )
  SELECT DISTINCT d.regime, d.period, d.due, c.value AS agency
  FROM due d, json_each(d.reporterAgencyCodes) c
  WHERE d.due >= d.since AND (
    SELECT h.value FROM history h WHERE h.kind = 'regime' AND h.field = 'inForce' AND h.subject = d.regime
      AND NOT h.retracted AND h.time <= d.due ORDER BY h.position DESC LIMIT 1);`;

/**
 * Every report that is due: by its own date, or by the slot, unless a report with a date of its own fills that. A slot
 * counts once however many reports fill it, by the earliest submission.
 */
const DUES = `
  CREATE VIEW report_due AS
  SELECT agency, dueAt AS due, submittedAt AS submitted FROM report_counted WHERE dueAt IS NOT NULL
  UNION ALL
  SELECT s.agency, s.due, MIN(r.submittedAt) FROM slot s
    LEFT JOIN report_counted r ON r.regimeCode = s.regime AND r.period = s.period AND r.agencyCode = s.agency
    GROUP BY s.regime, s.period, s.agency HAVING COUNT(r.dueAt) = 0;`;

/** Makes the view `report_due`. Needs the views `regime_counted` and `report_counted`, and the table `question`. */
export const REPORTS_DUE = [
  'CREATE INDEX report_slot ON report (regimeCode, period, agencyCode);',
  LAST_MONTHS,
  SLOTS,
  DUES,
].join('\n');
