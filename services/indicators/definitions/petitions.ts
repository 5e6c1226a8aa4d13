import { flow, type Kind, type Place, stock } from '../measure/measure';
import { passedFrom, type Settings } from '../measure/settings';
import { codeSaid, dateSaid, isInTime, isVoided, knownFrom, stretch } from '../measure/spans';
import { type State, said } from '../merge/state';
import { half, type Indicator, letterTarget, targetDerived } from './indicator';

/** A citizen's petition as figures count it. */
export interface Petition extends Place {
  readonly knownFrom: number;
  readonly receivedAt: number | null;
  readonly dueAt: number | null;
  readonly answeredAt: number | null;
  readonly answeredInTime: boolean;
  /** The first instant at which its due date has passed, not before its receipt; null: it has none, or was not received. */
  readonly pastDueFrom: number | null;
  readonly escalated: boolean;
  /** Whether the petitioner called the answer bad. */
  readonly complained: boolean;
}

function petitionOf(state: State, settings: Settings): Petition | undefined {
  if (isVoided(state)) return undefined;
  const date = (field: string): number | null => dateSaid(state, field);
  const [receivedAt, dueAt, answeredAt] = [date('receivedAt'), date('dueAt'), date('answeredAt')];
  return {
    agency: codeSaid(state, 'agencyCode'),
    procedure: '',
    channel: '',
    knownFrom: knownFrom(state, receivedAt, dueAt, answeredAt),
    receivedAt,
    dueAt,
    answeredAt,
    answeredInTime: isInTime(answeredAt, dueAt, settings),
    pastDueFrom: receivedAt === null || dueAt === null ? null : Math.max(receivedAt, passedFrom(dueAt, settings)),
    escalated: said(state, 'escalated') === true,
    complained: said(state, 'satisfied') === false,
  };
}

const whenDue = (p: Petition): number | null => p.dueAt;
const whenReceived = (p: Petition): number | null => p.receivedAt;
const whenAnswered = (p: Petition): number | null => p.answeredAt;

const known = flow<Petition>('petitions-known', (p) => p.knownFrom);
const due = flow<Petition>('petitions-due', whenDue);
const answeredInTime = flow<Petition>('petitions-in-time', whenDue, {
  since: (p) => (p.answeredInTime ? p.answeredAt : null),
});
const received = flow<Petition>('petitions-received', whenReceived);
const escalated = flow<Petition>('petitions-escalated', whenReceived, { amount: (p) => p.escalated });
const unanswered = stock<Petition>('petitions-unanswered', whenReceived, (p) => stretch(p.receivedAt, p.answeredAt));
const prolonged = stock<Petition>('petitions-prolonged', whenReceived, (p) => stretch(p.pastDueFrom, p.answeredAt));
/** For Decision 766: whether the answers were complained about. */
export const answered = flow<Petition>('petitions-answered', whenAnswered);
export const answeredWell = flow<Petition>('petitions-answered-well', whenAnswered, { amount: (p) => !p.complained });

export const PETITION_KIND: Kind<Petition> = {
  measures: {
    kind: 'petition',
    measures: [known],
    lists: [],
    presence: [known],
    sent: [known, received, answered],
  },
  read: petitionOf,
};

/** How citizens' petitions are answered. */
export const PETITIONS: readonly Indicator<Petition>[] = [
  {
    number: 27,
    code: 'petitions-on-time',
    title: { vi: 'Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn', en: 'Petitions answered in time' },
    clauses: ['1a'],
    tasks: [17],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'petition',
    lateness: true,
    denominator: half(
      'Petitions whose answer fell due in the period',
      'Số phản ánh, kiến nghị đến hạn trả lời trong kỳ',
      due,
    ),
    numerator: half(
      'Those among them answered by their due date',
      'Trong đó: số phản ánh, kiến nghị đã trả lời đúng hạn',
      answeredInTime,
    ),
  },
  {
    number: 28,
    code: 'petitions-escalated',
    title: { vi: 'Tỷ lệ phản ánh, kiến nghị vượt cấp', en: 'Petitions taken to a higher level' },
    clauses: ['1a'],
    tasks: [17],
    unit: 'PERCENT',
    better: 'LOWER',
    targets: [letterTarget(0)],
    fact: 'petition',
    lateness: false,
    denominator: half('Petitions received in the period', 'Số phản ánh, kiến nghị tiếp nhận trong kỳ', received),
    numerator: half('Those among them taken to a higher level', 'Trong đó: số vượt cấp', escalated),
  },
  {
    number: 41,
    code: 'petitions-prolonged',
    title: { vi: 'Tỷ lệ phản ánh, kiến nghị kéo dài', en: 'Petitions left unanswered' },
    clauses: ['1a'],
    tasks: [17],
    unit: 'PERCENT',
    better: 'LOWER',
    targets: [letterTarget(0)],
    fact: 'petition',
    lateness: true,
    denominator: half('Petitions not answered yet', 'Số phản ánh, kiến nghị chưa trả lời', unanswered),
    numerator: half('Those among them past their due date', 'Trong đó: số đã quá hạn trả lời', prolonged),
  },
];
