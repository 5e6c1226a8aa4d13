import { type ExpectedMeasure, flow, type Kind, type Place, stock } from '../measure/measure';
import type { Settings } from '../measure/settings';
import { codeSaid, dateSaid, historiesOf, isInTime, isVoided, knownFrom, spansOf, stretch } from '../measure/spans';
import { type State, said } from '../merge/state';
import { half, type Indicator, letterTarget, targetDerived } from './indicator';

/** A reporting regime as figures count it. */
export interface Regime extends Place {
  readonly knownFrom: number;
  readonly inForce: (t: number) => boolean;
  readonly standardised: (t: number) => boolean;
  readonly changes: readonly number[];
}

/** A report, or an agency's share of a task: due once, and done or not. */
export interface Due extends Place {
  readonly knownFrom: number;
  readonly dueAt: number | null;
  readonly doneAt: number | null;
  readonly inTime: boolean;
  /** Passed on to the Government reporting system. */
  readonly shared: boolean;
}

function regimeOf(state: State): Regime | undefined {
  if (isVoided(state)) return undefined;
  const { at, changes } = historiesOf(state);
  return {
    agency: codeSaid(state, 'agencyCode'),
    procedure: '',
    channel: '',
    knownFrom: knownFrom(state),
    inForce: (t) => at('inForce', t) === true,
    standardised: (t) => at('standardised', t) === true,
    changes,
  };
}

function dueOf(doneField: string): (state: State, settings: Settings) => Due | undefined {
  return (state, settings) => {
    if (isVoided(state)) return undefined;
    const [dueAt, doneAt] = [dateSaid(state, 'dueAt'), dateSaid(state, doneField)];
    return {
      agency: codeSaid(state, 'agencyCode'),
      procedure: '',
      channel: '',
      knownFrom: knownFrom(state, dueAt),
      dueAt,
      doneAt,
      inTime: isInTime(doneAt, dueAt, settings),
      shared: said(state, 'sharedWithGovernment') === true,
    };
  };
}

const since = (r: Regime): number => r.knownFrom;
const whenDue = (d: Due): number | null => d.dueAt;

const regimesKnown = flow<Regime>('regimes-known', since);
const inForce = stock<Regime>('regimes-in-force', since, (r) => spansOf(r.changes, r.inForce));
const standardised = stock<Regime>('regimes-standardised', since, (r) =>
  spansOf(r.changes, (t) => r.inForce(t) && r.standardised(t)),
);

const reportsKnown = flow<Due>('reports-known', (r) => r.knownFrom);
const submitted = flow<Due>('reports-submitted', (r) => r.doneAt);
const reportsDue = flow<Due>('reports-due', whenDue);
const reportsShared = flow<Due>('reports-shared', whenDue, { amount: (r) => r.shared });
const reportsInTime = flow<Due>('reports-in-time', whenDue, { since: (r) => (r.inTime ? r.doneAt : null) });
const expectedDue: ExpectedMeasure = { type: 'expected', key: 'reports-expected', inTime: false };
const expectedInTime: ExpectedMeasure = { type: 'expected', key: 'reports-expected-in-time', inTime: true };

const assignmentsKnown = flow<Due>('assignments-known', (a) => a.knownFrom);
const assignmentsDone = flow<Due>('assignments-done', (a) => a.doneAt);
const assignmentsDue = stock<Due>('assignments-due', whenDue, (a) => stretch(a.dueAt));
const assignmentsInTime = stock<Due>('assignments-in-time', whenDue, (a) =>
  a.inTime ? stretch(Math.max(a.dueAt!, a.doneAt!)) : [],
);

export const REGIME_KIND: Kind<Regime> = {
  measures: { kind: 'regime', measures: [regimesKnown], lists: [], presence: [regimesKnown], sent: [regimesKnown] },
  read: regimeOf,
};

export const REPORT_KIND: Kind<Due> = {
  measures: {
    kind: 'report',
    measures: [reportsKnown, submitted],
    lists: [],
    presence: [reportsKnown],
    sent: [submitted],
  },
  read: dueOf('submittedAt'),
};

export const ASSIGNMENT_KIND: Kind<Due> = {
  measures: {
    kind: 'assignment',
    measures: [assignmentsKnown, assignmentsDone],
    lists: [],
    presence: [assignmentsKnown],
    sent: [assignmentsDone],
  },
  read: dueOf('completedAt'),
};

/** How regimes of reporting stand. */
export const REGIMES: readonly Indicator<Regime>[] = [
  {
    number: 31,
    code: 'reports-standardised',
    title: { vi: 'Tỷ lệ chế độ báo cáo được chuẩn hóa', en: 'Reporting regimes standardised' },
    clauses: ['2'],
    tasks: [26],
    basis: ['decree-9-2019'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100, '2023-06-30')],
    fact: 'regime',
    lateness: false,
    denominator: half('Reporting regimes in force', 'Số chế độ báo cáo đang có hiệu lực', inForce),
    numerator: half(
      'Those among them standardised and run on the provincial reporting system',
      'Trong đó: số chế độ báo cáo đã chuẩn hóa, thực hiện trên Hệ thống thông tin báo cáo của tỉnh',
      standardised,
    ),
  },
];

/** How reports are handed in and tasks are carried out. */
export const DUES: readonly Indicator<Due>[] = [
  {
    number: 32,
    code: 'reports-shared',
    title: {
      vi: 'Tỷ lệ báo cáo chia sẻ với hệ thống Chính phủ',
      en: 'Reports shared with the Government reporting system',
    },
    clauses: ['2'],
    tasks: [26],
    basis: ['decree-9-2019'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100, '2023-06-30')],
    fact: 'report',
    lateness: false,
    denominator: half(
      'Reports that fell due in the period by a due date of their own (those that only a regime expects are not among them)',
      'Số báo cáo có hạn nộp ghi trong báo cáo đến hạn trong kỳ (không kể báo cáo chỉ phải có theo chế độ)',
      reportsDue,
    ),
    numerator: half(
      'Those among them passed on to the Government reporting system',
      'Trong đó: số báo cáo đã chia sẻ với Hệ thống thông tin báo cáo Chính phủ',
      reportsShared,
    ),
  },
  {
    number: 33,
    code: 'reports-on-time',
    title: { vi: 'Tỷ lệ báo cáo đúng hạn', en: 'Reports handed in on time' },
    clauses: ['4'],
    tasks: [32],
    basis: ['decree-9-2019'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'report',
    lateness: true,
    denominator: half(
      'Reports that fell due in the period, those that a regime expects and nobody sent among them',
      'Số báo cáo đến hạn trong kỳ, kể cả báo cáo phải có theo chế độ mà chưa gửi',
      reportsDue,
      expectedDue,
    ),
    numerator: half(
      'Those among them handed in by their due date',
      'Trong đó: số báo cáo gửi đúng hạn',
      reportsInTime,
      expectedInTime,
    ),
  },
  {
    number: 34,
    code: 'directive-tasks-on-time',
    title: {
      vi: 'Tỷ lệ nhiệm vụ có thời hạn hoàn thành đúng hạn',
      en: 'Dated tasks of the directive carried out on time',
    },
    clauses: ['1a', '1b', '1c', '1đ', '2'],
    tasks: [1, 3, 4, 9, 11, 19, 25, 26, 27],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100)],
    fact: 'assignment',
    lateness: true,
    denominator: half(
      "Agencies' shares of tasks that have fallen due",
      'Số phần việc giao cho các cơ quan đã đến hạn',
      assignmentsDue,
    ),
    numerator: half(
      'Those among them completed by their due date',
      'Trong đó: số phần việc hoàn thành đúng hạn',
      assignmentsInTime,
    ),
  },
];
