import { numberAt } from '../merge';
import { both, type Half, isAt, type Moment, type Row, stock, type Thing } from './row';

const inForce = (form: Thing, moment: Moment) => isAt(form, 'inForce', moment);
const fields = (form: Thing, field: string, { T }: Moment) => numberAt(form.facts, field, T);

/** The counts of fields before and after the review, where both are known at T; null otherwise. */
function review(form: Thing, moment: Moment): { readonly baseline: number; readonly cut: number } | null {
  const [baseline, declared] = [fields(form, 'baselineFields', moment), fields(form, 'declaredFields', moment)];
  return baseline === null || declared === null ? null : { baseline, cut: baseline - declared };
}

const ofFormsInForce =
  (amount: Half): Half =>
  (form, moment) =>
    inForce(form, moment) ? amount(form, moment) : 0;

const everyForm = stock(inForce);
const reused = (form: Thing, moment: Moment) => fields(form, 'reusedFields', moment);

/** A cut of a fifth or more of at least one field, in whole numbers. */
const cutByAFifth = (form: Thing, moment: Moment) => {
  const reviewed = review(form, moment);
  return reviewed !== null && reviewed.baseline > 0 && reviewed.cut * 5 >= reviewed.baseline;
};

/** #15 to #17, #35 and #36. */
export const FORMS: readonly Row[] = [
  {
    code: 'form-field-reduction',
    numerator: ofFormsInForce((form, moment) => review(form, moment)?.cut ?? 0),
    denominator: ofFormsInForce((form, moment) => review(form, moment)?.baseline ?? 0),
  },
  { code: 'forms-reduced-20', numerator: stock(both(inForce, cutByAFifth)), denominator: everyForm },
  {
    code: 'e-forms',
    numerator: stock(both(inForce, (form, moment) => isAt(form, 'electronic', moment))),
    denominator: everyForm,
  },
  {
    code: 'forms-reviewed',
    numerator: stock(both(inForce, (form, moment) => review(form, moment) !== null)),
    denominator: everyForm,
  },
  {
    code: 'form-fields-reused',
    numerator: ofFormsInForce((form, moment) => reused(form, moment) ?? 0),
    denominator: ofFormsInForce((form, moment) =>
      reused(form, moment) === null ? 0 : (fields(form, 'baselineFields', moment) ?? 0),
    ),
  },
].map((row) => ({ ...row, kind: 'form' as const }));
