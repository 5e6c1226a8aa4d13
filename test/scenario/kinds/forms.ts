import { asOf, broken, END, type Said, type Scenario, thing } from './build';

const IN_JANUARY = '2022-01-10 09:00';
/** A form of FA, in force since January. */
const form = (subject: string, data: Said[1], ...later: readonly Said[]) =>
  thing('form', subject, [IN_JANUARY, { agencyCode: 'FA', inForce: true, ...data }], ...later);
const reviewed = (baselineFields: number, declaredFields: number): Said => [
  '2022-02-01 08:00',
  { baselineFields, declaredFields },
];

const ALL = 'fo1 fo2 fo3 fo4 fo5 fo6 fo8 fo9';
const WITHOUT_8 = 'fo1 fo2 fo3 fo4 fo5 fo6 fo9';

/** #15, #16, #17, #35 and #36: what applicants must write down. The forms of pe1 stand in its field (see PROCESSES). */
export const FORMS: Scenario = {
  facts: [
    // fo1: cut by exactly a fifth, 20 to 16; electronic from mid-February to September.
    ...form(
      'fo1',
      { procedureCode: 'pe1', baselineFields: 20 },
      ['2022-02-01 08:00', { declaredFields: 16 }],
      ['2022-02-15 08:00', { electronic: true }],
      ['2022-03-01 08:00', { reusedFields: 3 }],
      ['2022-10-01 08:00', { electronic: false }],
    ),
    // fo2: asks for more than before. fo3: never asked for anything.
    ...form('fo2', { procedureCode: 'pe1' }, reviewed(10, 12)),
    ...form('fo3', {}, reviewed(0, 0), ['2022-03-01 08:00', { reusedFields: 0 }]),
    // fo4: 3 of 19 are less than a fifth, 4 of 19 (from June) are more.
    ...form('fo4', {}, reviewed(19, 16), ['2022-06-01 08:00', { declaredFields: 15 }]),
    // fo5: not reviewed, but it is known how many fields are filled. fo6: that alone is known.
    ...form('fo5', { baselineFields: 30 }, ['2022-04-01 08:00', { reusedFields: 5 }]),
    ...form('fo6', {}, ['2022-03-01 08:00', { reusedFields: 4 }]),
    // fo7: never in force. fo8: not in force in May and June. fo9: its review is not known any more from August.
    ...form('fo7', { inForce: null, baselineFields: 10, declaredFields: 5, electronic: true, reusedFields: 1 }),
    ...form(
      'fo8',
      { baselineFields: 10, declaredFields: 5 },
      ['2022-05-01 08:00', { inForce: false }],
      ['2022-07-01 08:00', { inForce: true }],
    ),
    ...form('fo9', { baselineFields: 10, declaredFields: 7 }, ['2022-08-01 08:00', { declaredFields: null }]),
    // fo10: voided. fo11: turned out to be FB's. fo12, alone in FC: as fo6.
    ...form('fo10', { baselineFields: 10, declaredFields: 1, electronic: true }, [
      '2022-12-01 08:00',
      { voided: true },
    ]),
    ...form('fo11', { baselineFields: 5, declaredFields: 4 }, ['2022-09-01 08:00', { agencyCode: 'FB' }]),
    ...form('fo12', { agencyCode: 'FC', reusedFields: 4 }),
  ],
  cases: [
    ...asOf(
      'form-field-reduction',
      { agency: 'FA', period: '2022' },
      {
        '2022-01-09': 'NO_DATA',
        '2022-01-10': ['fo8:5 fo9:3', 'fo8:10 fo9:10'],
        '2022-02-01': ['fo1:4 fo2:-2 fo4:3 fo8:5 fo9:3', 'fo1:20 fo2:10 fo4:19 fo8:10 fo9:10'],
        '2022-05-01': ['fo1:4 fo2:-2 fo4:3 fo9:3', 'fo1:20 fo2:10 fo4:19 fo9:10'],
        '2022-06-01': ['fo1:4 fo2:-2 fo4:4 fo9:3', 'fo1:20 fo2:10 fo4:19 fo9:10'],
        '2022-07-01': ['fo1:4 fo2:-2 fo4:4 fo8:5 fo9:3', 'fo1:20 fo2:10 fo4:19 fo8:10 fo9:10'],
        [END]: ['fo1:4 fo2:-2 fo4:4 fo8:5', 'fo1:20 fo2:10 fo4:19 fo8:10'],
      },
    ),
    ...asOf(
      'form-field-reduction',
      { agency: 'FA', period: '2022', rule: 'INSTANT' },
      {
        '2022-06-01 07:59:59.999': ['fo1:4 fo2:-2 fo4:3 fo9:3', 'fo1:20 fo2:10 fo4:19 fo9:10'],
        '2022-06-01 08:00': ['fo1:4 fo2:-2 fo4:4 fo9:3', 'fo1:20 fo2:10 fo4:19 fo9:10'],
      },
    ),
    ...asOf('form-field-reduction', { agency: 'FB', period: '2022' }, { '2022-01-10': ['fo11', 'fo11:5'] }),
    ...asOf('form-field-reduction', { agency: 'FC', period: '2022' }, { [END]: ['', ''] }),

    // Forms that nobody has reviewed are among the whole.
    ...asOf(
      'forms-reduced-20',
      { agency: 'FA', period: '2022' },
      {
        '2022-01-10': ['fo8 fo9', ALL],
        '2022-01-31': ['fo8 fo9', ALL],
        '2022-02-01': ['fo1 fo8 fo9', ALL],
        '2022-05-01': ['fo1 fo9', WITHOUT_8],
        '2022-06-01': ['fo1 fo4 fo9', WITHOUT_8],
        '2022-07-01': ['fo1 fo4 fo8 fo9', ALL],
        '2022-08-01': ['fo1 fo4 fo8', ALL],
      },
    ),
    ...asOf('forms-reduced-20', { agency: 'FB', period: '2022' }, { '2022-08-31': ['fo11', 'fo11'] }),

    ...asOf(
      'e-forms',
      { agency: 'FA', period: '2022' },
      {
        '2022-02-14': ['', ALL],
        '2022-02-15': ['fo1', ALL],
        '2022-10-01': ['', ALL],
      },
    ),

    ...asOf(
      'forms-reviewed',
      { agency: 'FA', period: '2022' },
      {
        '2022-01-10': ['fo8 fo9', ALL],
        '2022-02-01': ['fo1 fo2 fo3 fo4 fo8 fo9', ALL],
        '2022-05-01': ['fo1 fo2 fo3 fo4 fo9', WITHOUT_8],
        '2022-08-01': ['fo1 fo2 fo3 fo4 fo8', ALL],
      },
    ),

    // What is filled counts also where it is not known out of how many.
    ...asOf(
      'form-fields-reused',
      { agency: 'FA', period: '2022' },
      {
        '2022-02-28': ['', ''],
        '2022-03-01': ['fo1:3 fo6:4', 'fo1:20'],
        '2022-04-01': ['fo1:3 fo5:5 fo6:4', 'fo1:20 fo5:30'],
      },
    ),
    ...asOf('form-fields-reused', { agency: 'FC', period: '2022' }, { [END]: ['fo12:4', ''] }),
  ],
  broken: [
    ...broken('form-field-reduction', { agency: 'FA', period: '2022' }, '2022-02-01', 'PROCEDURE', {
      pe1: [2, 30],
      '': [11, 39],
    }),
    ...broken('form-field-reduction', { agency: 'FA', period: '2022' }, '2022-02-01', 'FIELD', {
      G1: [2, 30],
      '': [11, 39],
    }),
    ...broken('form-field-reduction', { agency: 'FA', period: '2022' }, '2022-08-01', 'FIELD', {
      G2: [2, 30],
      '': [9, 29],
    }),
    ...broken('form-field-reduction', { agency: 'FA', period: '2022' }, '2022-08-01', 'CHANNEL', { '': [11, 59] }),
  ],
};
