import type { FactValue } from '../../../services/indicators/facts/fact';
import { halves, type Told, tell } from '../telling';

type Data = Readonly<Record<string, FactValue>>;

/** A form of procedure P and agency A, in force since January. */
const form = (subject: string, data: Data, ...more: readonly Told[]) =>
  tell('form', subject, ['2022-01-01', { agencyCode: 'A', procedureCode: 'P', inForce: true, ...data }], ...more);

const counts = (baselineFields: number | null, declaredFields: number | null, more: Data = {}) => ({
  baselineFields,
  declaredFields,
  ...more,
});

describe('the cut of forms', () => {
  test.each<[string, number | null, number | null, readonly [number, number], number, number]>([
    ['exactly a fifth', 10, 8, [2, 10], 1, 1],
    ['a field less than a fifth', 10, 9, [1, 10], 0, 1],
    ['a fifth that is no whole number', 9, 7, [2, 9], 1, 1],
    ['nothing', 10, 10, [0, 10], 0, 1],
    ['more declared than before', 10, 12, [-2, 10], 0, 1],
    ['a form without fields', 0, 0, [0, 0], 0, 1],
    ['a form that gained its first fields', 0, 3, [-3, 0], 0, 1],
    ['no count before', null, 8, [0, 0], 0, 0],
    ['no count now', 10, null, [0, 0], 0, 0],
  ])('%s', (_, before, now, reduction, byAFifth, reviewed) => {
    const facts = form('f', counts(before, now));
    expect(halves(facts, 'form-field-reduction')).toEqual(reduction);
    expect(halves(facts, 'forms-reduced-20')).toEqual([byAFifth, 1]);
    expect(halves(facts, 'forms-reviewed')).toEqual([reviewed, 1]);
  });

  test('adds up over forms, negative cuts too', () => {
    const facts = [...form('f', counts(10, 12)), ...form('g', counts(20, 10)), ...form('h', counts(30, null))];
    expect(halves(facts, 'form-field-reduction')).toEqual([8, 30]);
    expect(halves(facts, 'forms-reduced-20')).toEqual([1, 3]);
  });

  test('is what was known at T', () => {
    const facts = form(
      'f',
      {},
      ['2022-11-05', { baselineFields: 10 }],
      ['2022-11-10', { declaredFields: 9 }],
      ['2022-11-15', { declaredFields: 6 }],
      ['2022-11-20', { baselineFields: null }],
      ['2022-11-25', { inForce: false, baselineFields: 10 }],
    );
    const on = ['04', '05', '10', '15', '20', '25'].map((day) =>
      halves(facts, 'form-field-reduction', { asOf: `2022-11-${day}` }).join('/'),
    );
    expect(on).toEqual(['0/0', '0/0', '1/10', '4/10', '0/0', '0/0']);
  });
});

test('#17 reads whether it is electronic at T', () => {
  const facts = form('f', {}, ['2022-11-05', { electronic: true }], ['2022-11-10', { electronic: null }]);
  const on = ['04', '05', '10'].map((day) => halves(facts, 'e-forms', { asOf: `2022-11-${day}` }));
  expect(on).toEqual([
    [0, 1],
    [1, 1],
    [0, 1],
  ]);
});

test('#36 is literal: reused fields without a count before add nothing to the whole', () => {
  const facts = [
    ...form('f', counts(10, null, { reusedFields: 4 })),
    ...form('g', counts(null, null, { reusedFields: 3 })),
    ...form('h', counts(20, 10)),
    ...form('i', counts(5, 5, { reusedFields: 0 })),
  ];
  expect(halves(facts, 'form-fields-reused')).toEqual([7, 15]);
});

test('a form stands under its procedure as last stated, and the field of that', () => {
  const facts = [
    ...form('f', {}, ['2023-03-01', { procedureCode: 'Q' }]),
    ...tell('procedure', 'Q', ['2022-11-10', { fieldCode: 'F' }]),
  ];
  const whole = (ask: object) => halves(facts, 'e-forms', ask)[1];
  expect([whole({ procedure: 'P' }), whole({ procedure: 'Q' })]).toEqual([0, 1]);
  expect([whole({ field: 'F' }), whole({ field: 'F', asOf: '2022-11-09' })]).toEqual([1, 0]);
});
