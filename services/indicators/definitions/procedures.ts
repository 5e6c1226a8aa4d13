import { flow, type Kind, type Place, stock } from '../measure/measure';
import type { Settings } from '../measure/settings';
import { codeSaid, dateSaid, historiesOf, isInTime, isVoided, knownFrom, spansOf } from '../measure/spans';
import type { State } from '../merge/state';
import { half, type Indicator, LONGEST_CODE, letterTarget, target766, targetDerived } from './indicator';

/** A procedure as figures count it; what changes over time is asked for an instant. */
export interface Procedure extends Place {
  readonly knownFrom: number;
  readonly publicationDueAt: number | null;
  readonly publishedAt: number | null;
  /** Whether it was published by the due date, under the lateness rule. */
  readonly publishedInTime: boolean;
  readonly updateDueAt: number | null;
  readonly updatedAt: number | null;
  readonly updatedInTime: boolean;
  readonly eProcessAt: number | null;
  readonly internalProcessAt: number | null;
  readonly onNationalPortalAt: number | null;
  readonly integratedAt: number | null;
  /** What a history says at an instant. */
  readonly at: (field: string, instant: number) => unknown;
  /** Every instant at which any of this may change. */
  readonly changes: readonly number[];
}

function procedureOf(state: State, settings: Settings): Procedure | undefined {
  if (isVoided(state)) return undefined;
  const date = (field: string): number | null => dateSaid(state, field);
  const [publicationDueAt, publishedAt] = [date('publicationDueAt'), date('publishedAt')];
  const [updateDueAt, updatedAt] = [date('updateDueAt'), date('updatedAt')];
  const [eProcessAt, internalProcessAt] = [date('eProcessAt'), date('internalProcessAt')];
  const [onNationalPortalAt, integratedAt] = [date('onNationalPortalAt'), date('integratedAt')];
  const dates = [publicationDueAt, publishedAt, eProcessAt, internalProcessAt, onNationalPortalAt, integratedAt];
  const histories = historiesOf(state);
  return {
    agency: codeSaid(state, 'agencyCode'),
    // A dossier cannot name a longer code.
    procedure: state.subject.length > LONGEST_CODE ? '' : state.subject,
    channel: '',
    knownFrom: knownFrom(state, publicationDueAt, updateDueAt),
    publicationDueAt,
    publishedAt,
    publishedInTime: isInTime(publishedAt, publicationDueAt, settings),
    updateDueAt,
    updatedAt,
    updatedInTime: isInTime(updatedAt, updateDueAt, settings),
    eProcessAt,
    internalProcessAt,
    onNationalPortalAt,
    integratedAt,
    at: histories.at,
    changes: [...histories.changes, ...dates.filter((each) => each !== null)],
  };
}

const since = (p: Procedure): number => p.knownFrom;
const has = (date: number | null, t: number): boolean => date !== null && date <= t;

/** Counts the procedures in force of which something holds. */
function inForce(key: string, holds: (p: Procedure, t: number) => boolean = () => true) {
  return stock<Procedure>(key, since, (p) => spansOf(p.changes, (t) => p.at('inForce', t) === true && holds(p, t)));
}

const isOnline = (p: Procedure, t: number, ...levels: string[]): boolean =>
  has(p.onNationalPortalAt, t) && levels.includes(String(p.at('onlineLevel', t)));

const known = flow<Procedure>('procedures-known', since);
const all = inForce('procedures-in-force');
const publicationDue = inForce('procedures-publication-due', (p, t) => has(p.publicationDueAt, t));
const published = inForce(
  'procedures-published',
  (p, t) =>
    has(p.publicationDueAt, t) &&
    p.publishedInTime &&
    has(p.publishedAt, t) &&
    p.at('publicContentComplete', t) !== false,
);
const withEProcess = inForce('procedures-e-process', (p, t) => has(p.eProcessAt, t));
const withInternalProcess = inForce('procedures-internal-process', (p, t) => has(p.internalProcessAt, t));
/** On the National Portal in full or in part; in Decision 766 also what its full ones are counted among. */
export const online = inForce('procedures-online', (p, t) => isOnline(p, t, 'FULL', 'PARTIAL'));
const fullOnline = inForce('procedures-full-online', (p, t) => isOnline(p, t, 'FULL'));
/** In force and bearing a fee. */
export const feeBearing = inForce('procedures-fee-bearing', (p, t) => p.at('feeBearing', t) === true);
const onlinePayment = inForce(
  'procedures-online-payment',
  (p, t) => p.at('feeBearing', t) === true && p.at('onlinePayment', t) === true,
);
const ministryRun = inForce('procedures-ministry-run', (p, t) => p.at('ministryRun', t) === true);
const integrated = inForce(
  'procedures-integrated',
  (p, t) => p.at('ministryRun', t) === true && has(p.integratedAt, t),
);
const essential = inForce('procedures-essential', (p, t) => p.at('essential', t) === true);
const essentialOnline = inForce(
  'procedures-essential-online',
  (p, t) => p.at('essential', t) === true && isOnline(p, t, 'FULL', 'PARTIAL'),
);

const whenPublicationDue = (p: Procedure): number | null => p.publicationDueAt;
const whenUpdateDue = (p: Procedure): number | null => p.updateDueAt;
/** For Decision 766, by the period in which the publication fell due. */
export const publicationsDue = flow<Procedure>('publications-due', whenPublicationDue);
export const publishedOnTime = flow<Procedure>('published-on-time', whenPublicationDue, {
  since: (p) => (p.publishedInTime ? p.publishedAt : null),
});
export const updatesDue = flow<Procedure>('updates-due', whenUpdateDue);
export const updatedOnTime = flow<Procedure>('updated-on-time', whenUpdateDue, {
  since: (p) => (p.updatedInTime ? p.updatedAt : null),
});
export const contentKnown = inForce(
  'procedures-content-known',
  (p, t) => typeof p.at('publicContentComplete', t) === 'boolean',
);
export const contentComplete = inForce(
  'procedures-content-complete',
  (p, t) => p.at('publicContentComplete', t) === true,
);
export const forCitizens = inForce('procedures-for-citizens', (p, t) => p.at('forCitizens', t) === true);
export const populationConnected = inForce(
  'procedures-population-connected',
  (p, t) => p.at('forCitizens', t) === true && p.at('populationDataConnected', t) === true,
);

export const PROCEDURE_KIND: Kind<Procedure> = {
  measures: {
    kind: 'procedure',
    measures: [known],
    lists: [],
    presence: [known],
    sent: [known],
  },
  read: procedureOf,
};

const IN_FORCE = half('Procedures in force', 'Số thủ tục hành chính đang có hiệu lực', all);

/** How procedures are made known and offered: published, with their processes, online, with payment. */
export const PROCEDURES: readonly Indicator<Procedure>[] = [
  {
    number: 1,
    code: 'procedures-published-on-time',
    title: {
      vi: 'Tỷ lệ TTHC công bố, công khai đầy đủ, đúng hạn',
      en: 'Procedures published in full and on time',
    },
    clauses: ['1a'],
    tasks: [3],
    basis: ['decision-766-2022'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100, '2022-12-31')],
    fact: 'procedure',
    lateness: true,
    denominator: half(
      'Procedures in force whose publication has fallen due',
      'Số thủ tục đang có hiệu lực đã đến hạn công bố, công khai',
      publicationDue,
    ),
    numerator: half(
      'Those among them published by the due date, with nothing of their public content known to be missing',
      'Trong đó: số thủ tục công bố, công khai đúng hạn và không thiếu nội dung',
      published,
    ),
  },
  {
    number: 3,
    code: 'e-process-coverage',
    title: { vi: 'Tỷ lệ TTHC có quy trình điện tử', en: 'Procedures with an electronic process' },
    clauses: ['1a'],
    tasks: [13],
    basis: ['decree-61-2018'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100)],
    fact: 'procedure',
    lateness: false,
    denominator: IN_FORCE,
    numerator: half(
      'Those among them whose electronic process runs on the provincial system',
      'Trong đó: số thủ tục đã có quy trình điện tử trên Hệ thống của tỉnh',
      withEProcess,
    ),
  },
  {
    number: 21,
    code: 'online-service-coverage',
    title: { vi: 'Tỷ lệ TTHC cung cấp trực tuyến', en: 'Procedures offered online' },
    clauses: ['1a'],
    tasks: [14, 20],
    basis: ['decree-42-2022', 'decision-766-2022'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [target766(80)],
    fact: 'procedure',
    lateness: false,
    denominator: IN_FORCE,
    numerator: half(
      'Those among them offered on the National Portal, in full or in part',
      'Trong đó: số thủ tục cung cấp dịch vụ công trực tuyến toàn trình hoặc một phần trên Cổng Dịch vụ công quốc gia',
      online,
    ),
  },
  {
    number: 22,
    code: 'full-online-coverage',
    title: { vi: 'Tỷ lệ TTHC trực tuyến toàn trình', en: 'Procedures offered online in full' },
    clauses: ['1a'],
    tasks: [20],
    basis: ['decree-42-2022'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [],
    fact: 'procedure',
    lateness: false,
    denominator: IN_FORCE,
    numerator: half(
      'Those among them offered on the National Portal from beginning to end',
      'Trong đó: số thủ tục cung cấp dịch vụ công trực tuyến toàn trình trên Cổng Dịch vụ công quốc gia',
      fullOnline,
    ),
  },
  {
    number: 23,
    code: 'online-payment-coverage',
    title: { vi: 'Tỷ lệ TTHC có thanh toán trực tuyến', en: 'Procedures with online payment' },
    clauses: ['1a'],
    tasks: [14],
    basis: ['decree-45-2020', 'decision-766-2022'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [target766(80)],
    fact: 'procedure',
    lateness: false,
    denominator: half('Procedures in force that bear a fee', 'Số thủ tục đang có hiệu lực có phí, lệ phí', feeBearing),
    numerator: half(
      'Those among them whose fee can be paid online',
      'Trong đó: số thủ tục thanh toán trực tuyến được',
      onlinePayment,
    ),
  },
  {
    number: 25,
    code: 'ministry-services-integrated',
    title: { vi: 'Tỷ lệ DVC của bộ, ngành được tích hợp', en: "Ministries' services integrated" },
    clauses: ['1a'],
    tasks: [16],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'procedure',
    lateness: false,
    denominator: half(
      "Procedures in force that run on a ministry's own system",
      'Số thủ tục đang có hiệu lực chạy trên hệ thống của bộ, ngành',
      ministryRun,
    ),
    numerator: half(
      'Those among them integrated with the provincial system',
      'Trong đó: số thủ tục đã tích hợp với Hệ thống của tỉnh',
      integrated,
    ),
  },
  {
    number: 37,
    code: 'internal-process-coverage',
    title: { vi: 'Tỷ lệ TTHC có quy trình nội bộ', en: 'Procedures with an internal process' },
    clauses: ['1a'],
    tasks: [13],
    basis: ['decree-61-2018'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100)],
    fact: 'procedure',
    lateness: false,
    denominator: IN_FORCE,
    numerator: half(
      'Those among them whose internal process was issued',
      'Trong đó: số thủ tục đã ban hành quy trình nội bộ',
      withInternalProcess,
    ),
  },
  {
    number: 38,
    code: 'essential-online-coverage',
    title: { vi: 'Tỷ lệ DVC thiết yếu cung cấp trực tuyến', en: 'Essential services offered online' },
    clauses: ['1a'],
    tasks: [20],
    basis: ['decision-422-2022', 'project-6'],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'procedure',
    lateness: false,
    denominator: half(
      'Procedures in force on the list of essential services',
      'Số thủ tục đang có hiệu lực thuộc danh mục dịch vụ công thiết yếu',
      essential,
    ),
    numerator: half(
      'Those among them offered on the National Portal, in full or in part',
      'Trong đó: số thủ tục cung cấp trực tuyến trên Cổng Dịch vụ công quốc gia',
      essentialOnline,
    ),
  },
];
