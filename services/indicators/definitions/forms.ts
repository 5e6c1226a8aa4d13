import { flow, type Kind, type Place, stock } from '../measure/measure';
import { codeSaid, historiesOf, isVoided, knownFrom, spansOf } from '../measure/spans';
import type { State } from '../merge/state';
import { half, type Indicator, letterTarget, targetDerived } from './indicator';

/** How many fields a form has at an instant; null where nobody has said. */
type Count = number | null;

/** A form as figures count it. */
export interface Form extends Place {
  readonly knownFrom: number;
  readonly inForce: (t: number) => boolean;
  readonly electronic: (t: number) => boolean;
  /** Fields to be declared before the review, now, and those filled from digitised data. */
  readonly baseline: (t: number) => Count;
  readonly declared: (t: number) => Count;
  readonly reused: (t: number) => Count;
  readonly changes: readonly number[];
}

function formOf(state: State): Form | undefined {
  if (isVoided(state)) return undefined;
  const { at, changes } = historiesOf(state);
  const flag = (field: string) => (t: number) => at(field, t) === true;
  const count = (field: string) => (t: number) => (at(field, t) as Count | undefined) ?? null;
  return {
    agency: codeSaid(state, 'agencyCode'),
    procedure: codeSaid(state, 'procedureCode'),
    channel: '',
    knownFrom: knownFrom(state),
    inForce: flag('inForce'),
    electronic: flag('electronic'),
    baseline: count('baselineFields'),
    declared: count('declaredFields'),
    reused: count('reusedFields'),
    changes,
  };
}

const since = (f: Form): number => f.knownFrom;

/** Sums something over the forms in force. */
function inForce(key: string, amount: (f: Form, t: number) => number | boolean) {
  return stock<Form>(key, since, (f) => spansOf(f.changes, (t) => f.inForce(t) && amount(f, t)));
}

const isReviewed = (f: Form, t: number): boolean => f.baseline(t) !== null && f.declared(t) !== null;
/** How many fields were cut; negative where more are declared than before. */
const cut = (f: Form, t: number): number => (isReviewed(f, t) ? f.baseline(t)! - f.declared(t)! : 0);

const known = flow<Form>('forms-known', since);
const all = inForce('forms-in-force', () => true);
const baseline = inForce('form-fields-before', (f, t) => (isReviewed(f, t) ? f.baseline(t)! : 0));
const fieldsCut = inForce('form-fields-cut', cut);
// In whole numbers: a fifth of the fields, without a division.
const cutByAFifth = inForce(
  'forms-cut-by-a-fifth',
  (f, t) => (f.baseline(t) ?? 0) > 0 && isReviewed(f, t) && cut(f, t) * 5 >= f.baseline(t)!,
);
const electronic = inForce('forms-electronic', (f, t) => f.electronic(t));
const reviewed = inForce('forms-reviewed', isReviewed);
const reuseKnown = inForce('form-fields-before-reuse-known', (f, t) =>
  f.reused(t) === null ? 0 : (f.baseline(t) ?? 0),
);
const reused = inForce('form-fields-reused', (f, t) => f.reused(t) ?? 0);

export const FORM_KIND: Kind<Form> = {
  measures: { kind: 'form', measures: [known], lists: [], presence: [known], sent: [known] },
  read: formOf,
};

const IN_FORCE = half('Forms in force', 'Số mẫu đơn, tờ khai đang có hiệu lực', all);

/** What applicants must write down, and how much less of it than before. */
export const FORMS: readonly Indicator<Form>[] = [
  {
    number: 15,
    code: 'form-field-reduction',
    title: { vi: 'Tỷ lệ cắt giảm thông tin phải khai báo', en: 'Cut in the fields to be declared' },
    clauses: ['1a'],
    tasks: [15],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [letterTarget(20)],
    fact: 'form',
    lateness: false,
    denominator: half(
      'Fields that the forms in force asked for before their review, over the forms of which both counts are known',
      'Tổng số trường thông tin phải khai trước rà soát của các mẫu đơn đang có hiệu lực đã biết đủ hai số liệu',
      baseline,
    ),
    numerator: half(
      'Fields that no longer have to be declared (a form that asks for more than before takes away)',
      'Số trường thông tin không còn phải khai (mẫu khai nhiều hơn trước thì bị trừ)',
      fieldsCut,
    ),
  },
  {
    number: 16,
    code: 'forms-reduced-20',
    title: { vi: 'Tỷ lệ mẫu đơn cắt giảm từ 20 %', en: 'Forms cut by at least 20 %' },
    clauses: ['1a'],
    tasks: [15],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'form',
    lateness: false,
    denominator: half(
      'Forms in force, those not reviewed yet among them',
      'Số mẫu đơn, tờ khai đang có hiệu lực, kể cả mẫu chưa rà soát',
      all,
    ),
    numerator: half(
      'Those among them that lost at least a fifth of their fields',
      'Trong đó: số mẫu đã cắt giảm từ 20 % số trường thông tin trở lên',
      cutByAFifth,
    ),
  },
  {
    number: 17,
    code: 'e-forms',
    title: { vi: 'Tỷ lệ mẫu đơn được điện tử hóa', en: 'Electronic forms' },
    clauses: ['1a'],
    tasks: [15],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [],
    fact: 'form',
    lateness: false,
    denominator: IN_FORCE,
    numerator: half('Those among them that are electronic', 'Trong đó: số mẫu đã điện tử hóa', electronic),
  },
  {
    number: 35,
    code: 'forms-reviewed',
    title: { vi: 'Tỷ lệ mẫu đơn được rà soát', en: 'Forms reviewed' },
    clauses: ['1a'],
    tasks: [15],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(100)],
    fact: 'form',
    lateness: false,
    denominator: IN_FORCE,
    numerator: half(
      'Those among them of which the fields before the review and now are both known',
      'Trong đó: số mẫu đã biết số trường thông tin trước rà soát và hiện nay',
      reviewed,
    ),
  },
  {
    number: 36,
    code: 'form-fields-reused',
    title: { vi: 'Tỷ lệ thông tin biểu mẫu lấy từ dữ liệu số hóa', en: 'Form fields filled from digitised data' },
    clauses: ['1a'],
    tasks: [15],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [],
    fact: 'form',
    lateness: false,
    denominator: half(
      'Fields that the forms in force asked for before their review, over the forms of which reuse is known',
      'Tổng số trường thông tin phải khai trước rà soát của các mẫu đơn đang có hiệu lực đã biết số trường tái sử dụng',
      reuseKnown,
    ),
    numerator: half(
      'Fields of these forms that are filled from digitised data',
      'Số trường thông tin của các mẫu này được điền từ dữ liệu số hóa',
      reused,
    ),
  },
];
