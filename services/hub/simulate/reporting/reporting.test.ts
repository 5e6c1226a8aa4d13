import { type CloudEvent, DEFAULT_FROM, DEFAULT_TO, simulate } from '..';
import { dayNumber, WorkingTime } from '../working-time';
import { REGIMES, REPORTERS } from './regimes';

type Thing = Readonly<Record<string, unknown>>;

const events = [...simulate({ dossiers: 8000, seed: 1, from: DEFAULT_FROM, to: DEFAULT_TO })];

/** What stands of each subject of a kind at the end, later words over earlier ones; voided ones left out. */
function standing(kind: string): Map<string, Thing> {
  const things = new Map<string, Thing>();
  for (const { type, subject, data } of events) {
    if (type === `vn.province.${kind}.v1`) things.set(subject, { ...things.get(subject), ...data });
  }
  for (const [subject, thing] of things) if (thing['voided']) things.delete(subject);
  return things;
}

const text = (thing: Thing, field: string): string => thing[field] as string;
const dayOf = (thing: Thing, field: string): string => text(thing, field).slice(0, 10);
const share = (things: readonly Thing[], test: (thing: Thing) => boolean): number =>
  things.filter(test).length / things.length;
/** How the share of those within a span of dates goes. */
const within = (things: readonly Thing[], field: string, from: string, to: string): readonly Thing[] =>
  things.filter((thing) => text(thing, field) >= from && text(thing, field) < to);
const FIRST = ['2022-07-01', '2022-10-01'] as const;
const LAST = ['2023-10-01', '2024-01-01'] as const;

test('there are so many of each as the dossiers bear', () => {
  const count = (kind: string) => events.filter(({ type }) => type === `vn.province.${kind}.v1`).length;
  const subjects = (kind: string) =>
    new Set(events.filter(({ type }) => type.includes(kind)).map(({ subject }: CloudEvent) => subject)).size;
  // What falls due on a last day off is not sent any more.
  expect(subjects('document')).toBeGreaterThan(1590);
  expect(subjects('document')).toBeLessThanOrEqual(1600);
  expect(subjects('workitem')).toBeGreaterThan(1190);
  expect(subjects('petition')).toBeGreaterThan(115);
  expect(events.length / count('dossier')).toBeLessThan(1.6);
});

describe('petitions', () => {
  const petitions = [...standing('petition').values()];
  const answered = petitions.filter((petition) => petition['answeredAt']);
  const lateAnswer = (petition: Thing) => dayOf(petition, 'answeredAt') > dayOf(petition, 'dueAt');

  test('are due fifteen working days after receipt, and answered after it', () => {
    const time = new WorkingTime(dayNumber(DEFAULT_FROM), dayNumber('2024-12-01'));
    for (const petition of petitions) {
      const days = [petition['receivedAt'], petition['dueAt']].map((at) => dayNumber((at as string).slice(0, 10)));
      let workdays = 0;
      for (let day = days[0]! + 1; day <= days[1]!; day++) if (time.isWorkday(day)) workdays++;
      expect(workdays).toBe(15);
    }
    for (const petition of answered) expect(petition['answeredAt']! > petition['receivedAt']!).toBe(true);
    for (const petition of petitions) if ('satisfied' in petition) expect(answered).toContain(petition);
  });

  test('some are answered late, some on the last day, some never; some are escalated, some answers displease', () => {
    expect(share(answered, lateAnswer)).toBeGreaterThan(0.02);
    expect(share(answered, lateAnswer)).toBeLessThan(0.25);
    expect(answered.some((petition) => dayOf(petition, 'answeredAt') === dayOf(petition, 'dueAt'))).toBe(true);
    const pastDue = petitions.filter((petition) => !petition['answeredAt'] && text(petition, 'dueAt') < DEFAULT_TO);
    expect(pastDue.length).toBeGreaterThan(0);
    expect(share(petitions, (petition) => petition['escalated'] === true)).toBeLessThan(0.15);
    for (const said of ['escalated', 'satisfied']) {
      expect(new Set(petitions.map((petition) => petition[said])).size).toBeGreaterThan(1);
    }
  });
});

test('ever more documents are sent electronically and signed', () => {
  const documents = [...standing('document').values()];
  const good = (document: Thing) => document['electronic'] === true && document['digitallySigned'] === true;
  expect(share(within(documents, 'sentAt', ...FIRST), good)).toBeLessThan(0.8);
  expect(share(within(documents, 'sentAt', ...LAST), good)).toBeGreaterThan(0.9);
  expect(documents.some((document) => document['digitallySigned'] && !document['electronic'])).toBe(false);
});

test('ever more work files of communes are worked on electronically, and are closed after they were opened', () => {
  const items = [...standing('workitem').values()];
  const ofCommunes = items.filter((item) => !text(item, 'agencyCode').startsWith('000.00.'));
  const electronic = (item: Thing) => item['electronic'] === true;
  expect(ofCommunes.length / items.length).toBeGreaterThan(0.4);
  expect(ofCommunes.length / items.length).toBeLessThan(0.7);
  expect(share(within(ofCommunes, 'openedAt', ...FIRST), electronic)).toBeLessThan(0.6);
  expect(share(within(ofCommunes, 'openedAt', ...LAST), electronic)).toBeGreaterThan(0.75);
  for (const item of items) if (item['closedAt']) expect(item['closedAt']! >= item['openedAt']!).toBe(true);
  expect(items.some((item) => !item['closedAt'])).toBe(true);
});

describe('reports', () => {
  const reports = standing('report');
  const regimes = standing('regime');

  test('are of a regime in force, by one of its reporters, of a period, under a subject that says so', () => {
    for (const [subject, report] of reports) {
      const regime = regimes.get(text(report, 'regimeCode'))!;
      expect(regime['reporterAgencyCodes']).toContain(report['agencyCode']);
      expect(subject).toBe(`${report['regimeCode']}/${report['period']}/${report['agencyCode']}`);
      expect(text(report, 'period').startsWith('R')).toBe(regime['calendar'] === 'REPORTING');
    }
    const periods = [...reports.values()].map((report) => text(report, 'period').replace(/\d+/, 'y'));
    expect(new Set(periods.map((period) => period.replace(/\d+/, 'n')))).toEqual(
      new Set(['y-Qn', 'Ry-Qn', 'y-n', 'Ry-n', 'y-Hn', 'y-nM', 'Ry', 'y']),
    );
  });

  test('regimes are standardised one after another; one ends', () => {
    const stated = (field: string) =>
      events.filter(({ type, data }) => type.includes('regime') && data[field] === true);
    const atStart = stated('standardised').filter(({ time }) => time < '2022-07-02').length;
    expect(atStart).toBe(3);
    expect(stated('standardised').length).toBeGreaterThan(atStart + 6);
    expect([...regimes.values()].filter((regime) => !regime['inForce'])).toHaveLength(1);
    expect(regimes.size).toBe(REGIMES.length);
  });

  test('come in time, late, or not at all; two agencies are nearly always silent, most never', () => {
    const quarterly = ['R2022-Q3', 'R2022-Q4', 'R2023-Q1', 'R2023-Q2', 'R2023-Q3', 'R2023-Q4'];
    const silent = REPORTERS.map(
      (agency) => quarterly.filter((period) => !reports.get(`CDBC-01/${period}/${agency}`)?.['submittedAt']).length,
    );
    expect(silent.filter((times) => times >= 3)).toHaveLength(2);
    expect(silent.filter((times) => times === 0).length).toBeGreaterThan(15);
    const submitted = [...reports.values()].filter((report) => report['submittedAt'] && report['dueAt']);
    const late = share(submitted, (report) => report['submittedAt']! > report['dueAt']!);
    expect(late).toBeGreaterThan(0.03);
    expect(late).toBeLessThan(0.2);
    expect(submitted.length).toBeLessThan(reports.size);
  });

  test('are passed on to the Government ever more often', () => {
    const due = [...reports.values()].filter((report) => report['dueAt']);
    const shared = (report: Thing) => report['sharedWithGovernment'] === true;
    expect(share(within(due, 'dueAt', ...FIRST), shared)).toBeLessThan(0.3);
    expect(share(within(due, 'dueAt', ...LAST), shared)).toBeGreaterThan(0.7);
  });

  test('most agencies count their dossiers rightly, some do not', () => {
    const dossiers = [...standing('dossier').values()].filter((dossier) => dossier['receivedAt']);
    const received = (agency: string, from: string, until: string) =>
      dossiers.filter(
        (dossier) =>
          (agency === '000.00.00.H06' ||
            dossier['agencyCode'] === agency ||
            text(dossier, 'agencyCode').endsWith(agency.slice('000.00'.length))) &&
          dayOf(dossier, 'receivedAt') >= from &&
          dayOf(dossier, 'receivedAt') <= until,
      ).length;
    const counted = [...reports.values()].filter(({ values, period }) => values && period === 'R2023-Q3');
    expect(counted.length).toBeGreaterThan(25);
    const rightly = share(counted, ({ agencyCode, values }) => {
      const { 'e-dossier-rate#den': said } = values as Record<string, number>;
      return said === received(agencyCode as string, '2023-06-15', '2023-09-14');
    });
    expect(rightly).toBeGreaterThan(0.5);
    expect(rightly).toBeLessThan(0.95);
  });
});

describe('assignments', () => {
  const assignments = standing('assignment');

  test('are the leads of all 32 tasks and of one that the province adds', () => {
    const tasks = new Set([...assignments.values()].map((assignment) => text(assignment, 'taskNumber')));
    expect(tasks.size).toBe(33);
    expect([...standing('task').keys()]).toEqual(['BRVT-01']);
    for (const [subject, assignment] of assignments) {
      expect(subject).toBe(`${assignment['taskNumber']}@${assignment['agencyCode']}`);
    }
    const of = (task: string) => [...assignments.keys()].filter((subject) => subject.startsWith(`${task}@`)).length;
    // Departments without the one-stop centre, districts; for task 25 the communes too.
    expect([of('3'), of('4'), of('9'), of('25'), of('32')]).toEqual([30, 9, 1, 112, 1]);
  });

  test('those with a deadline are finished in time, late, or still open', () => {
    const due = [...assignments.values()].filter(({ dueAt }) => dueAt && (dueAt as string) < DEFAULT_TO);
    const finished = due.filter((assignment) => assignment['completedAt']);
    const inTime = finished.filter(({ completedAt, dueAt }) => completedAt! <= dueAt!);
    expect(inTime.length / due.length).toBeGreaterThan(0.55);
    expect(inTime.length / due.length).toBeLessThan(0.85);
    expect(finished.length).toBeGreaterThan(inTime.length);
    expect(due.length).toBeGreaterThan(finished.length);
    for (const { progressPercent } of finished) expect(progressPercent).toBe(100);
  });

  test('what lies before the range is told at its start in one word; before the letter there is nothing', () => {
    const later = [...simulate({ dossiers: 0, seed: 1, from: '2024-01-01', to: '2024-02-01' })];
    const told = later.filter(({ type }) => type === 'vn.province.assignment.v1');
    const at = told.filter(({ time }) => time === '2024-01-01T00:00:00+07:00');
    expect(new Set(at.map(({ subject }) => subject)).size).toBe(at.length);
    expect(at.length).toBe(assignments.size);
    const before = [...simulate({ dossiers: 0, seed: 1, from: '2022-01-01', to: '2022-11-25' })];
    expect(before.filter(({ type }) => /assignment|task/.test(type))).toEqual([]);
  });
});

test('both systems promise twice a month that all was sent; one agency stops, one lies always behind', () => {
  const marks = standing('watermark');
  const through = [...marks].map(([subject, mark]) => {
    expect(subject).toMatch(new RegExp(`^urn:hub:simulation:(one-stop|reporting)/${mark['agencyCode']}$`));
    return dayOf(mark, 'through');
  });
  const behind = new Set([...marks.values()].filter((mark) => dayOf(mark, 'through') < '2023-12-15'));
  expect(new Set([...behind].map((mark) => mark['agencyCode'])).size).toBe(2);
  expect(through.filter((day) => day === '2023-12-15').length).toBe(marks.size - behind.size);
});
