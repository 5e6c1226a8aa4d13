import { flow, type Kind, type Place } from '../measure/measure';
import { codeSaid, dateSaid, isVoided, knownFrom } from '../measure/spans';
import { type State, said } from '../merge/state';
import { half, type Indicator, letterTarget, targetDerived } from './indicator';

/** A document that an agency sent, or a piece of its daily work: dated once. */
export interface Paper extends Place {
  readonly knownFrom: number;
  /** When a document was sent, or work was opened. */
  readonly at: number | null;
  readonly electronic: boolean;
  readonly signed: boolean;
}

function paperOf(dateField: string): (state: State) => Paper | undefined {
  return (state) => {
    if (isVoided(state)) return undefined;
    const at = dateSaid(state, dateField);
    return {
      agency: codeSaid(state, 'agencyCode'),
      procedure: '',
      channel: '',
      knownFrom: knownFrom(state, at),
      at,
      electronic: said(state, 'electronic') === true,
      signed: said(state, 'digitallySigned') === true,
    };
  };
}

const whenSent = (p: Paper): number | null => p.at;
const whenOpened = (p: Paper): number | null => p.at;

const documentsKnown = flow<Paper>('documents-known', (p) => p.knownFrom);
const sent = flow<Paper>('documents-sent', whenSent);
const sentSigned = flow<Paper>('documents-signed', whenSent, { amount: (p) => p.electronic && p.signed });
const workKnown = flow<Paper>('work-known', (p) => p.knownFrom);
const opened = flow<Paper>('work-opened', whenOpened);
const openedElectronic = flow<Paper>('work-electronic', whenOpened, { amount: (p) => p.electronic });

export const DOCUMENT_KIND: Kind<Paper> = {
  measures: {
    kind: 'document',
    measures: [documentsKnown],
    lists: [],
    presence: [documentsKnown],
    sent: [documentsKnown, sent],
  },
  read: paperOf('sentAt'),
};

export const WORK_KIND: Kind<Paper> = {
  measures: {
    kind: 'workitem',
    measures: [workKnown],
    lists: [],
    presence: [workKnown],
    sent: [workKnown, opened],
  },
  read: paperOf('openedAt'),
};

/** How the administration works without paper. */
export const ADMINISTRATION: readonly Indicator<Paper>[] = [
  {
    number: 29,
    code: 'signed-e-documents',
    title: { vi: 'Tỷ lệ văn bản ký số, gửi nhận điện tử', en: 'Documents signed and sent electronically' },
    clauses: ['2'],
    tasks: [25],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'document',
    lateness: false,
    denominator: half('Documents sent in the period', 'Số văn bản đã gửi trong kỳ', sent),
    numerator: half(
      'Those among them sent electronically and signed digitally',
      'Trong đó: số văn bản điện tử đã ký số',
      sentSigned,
    ),
  },
  {
    number: 30,
    code: 'commune-e-work',
    title: {
      vi: 'Tỷ lệ hồ sơ công việc xử lý điện tử cấp xã',
      en: 'Work of communes handled electronically',
    },
    clauses: ['2'],
    tasks: [25],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(100, '2023-12-31')],
    fact: 'workitem',
    among: 'COMMUNE_AGENCIES',
    lateness: false,
    denominator: half(
      'Work files that communes, wards and townships opened in the period',
      'Số hồ sơ công việc cấp xã mở trong kỳ',
      opened,
    ),
    numerator: half('Those among them handled electronically', 'Trong đó: số xử lý điện tử', openedElectronic),
  },
];
