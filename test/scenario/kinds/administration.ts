import { asOf, broken, END, type Said, type Scenario, thing } from './build';

/** A document of DV, told of when it was sent. */
const document = (subject: string, sentAt: string, data: Said[1], ...later: readonly Said[]) =>
  thing('document', subject, [sentAt, { agencyCode: 'DV', sentAt, ...data }], ...later);
const BOTH = { electronic: true, digitallySigned: true };

/** #29: documents signed and sent electronically. */
export const DOCUMENTS: Scenario = {
  facts: [
    ...document('dc1', '2022-11-01 00:00', BOTH),
    ...document('dc2', '2022-11-30 23:59:59.999', { electronic: true }),
    ...document('dc3', '2022-12-01 00:00', BOTH),
    ...document('dc4', '2022-10-31 23:59:59.999', BOTH),
    // dc5: signed, not electronic any more. dc6, alone in DX: nobody says when it was sent.
    ...document('dc5', '2022-11-10 09:00', BOTH, ['2022-11-20 09:00', { electronic: null }]),
    ...thing('document', 'dc6', ['2022-11-20 09:00', { agencyCode: 'DX', ...BOTH }]),
    // dc7: corrected in December, in its own period. dc8: voided. dc9: turned out to be DW's. dc10: sent a month later.
    ...document('dc7', '2022-11-12 09:00', { ...BOTH, digitallySigned: false }, [
      '2022-12-05 09:00',
      { digitallySigned: true },
    ]),
    ...document('dc8', '2022-11-12 09:00', BOTH, ['2022-12-05 09:00', { voided: true }]),
    ...document('dc9', '2022-11-12 09:00', BOTH, ['2022-12-05 09:00', { agencyCode: 'DW' }]),
    ...document('dc10', '2022-11-15 09:00', BOTH, ['2022-11-16 09:00', { sentAt: '2022-12-15 09:00' }]),
  ],
  cases: [
    ...asOf(
      'signed-e-documents',
      { agency: 'DV', period: '2022-11' },
      {
        '2022-10-31': 'NOT_DUE_YET',
        '2022-11-01': ['dc1', 'dc1'],
        '2022-11-11': ['dc1', 'dc1 dc5'],
        '2022-11-12': ['dc1 dc7', 'dc1 dc5 dc7'],
        [END]: ['dc1 dc7', 'dc1 dc2 dc5 dc7'],
      },
    ),
    ...asOf(
      'signed-e-documents',
      { agency: 'DV', period: '2022-10' },
      { '2022-10-30': 'NO_DATA', [END]: ['dc4', 'dc4'] },
    ),
    ...asOf(
      'signed-e-documents',
      { agency: 'DV', period: '2022-12' },
      {
        '2022-12-14': ['dc3', 'dc3'],
        [END]: ['dc3 dc10', 'dc3 dc10'],
      },
    ),
    ...asOf('signed-e-documents', { agency: 'DV', period: 'R2022-12' }, { [END]: ['dc3', 'dc2 dc3'] }),
    ...asOf('signed-e-documents', { agency: 'DW', period: '2022-Q4' }, { [END]: ['dc9', 'dc9'] }),
    ...asOf(
      'signed-e-documents',
      { agency: 'DX', period: '2022-Q4' },
      {
        '2022-11-19': 'NO_DATA',
        '2022-11-20': ['', ''],
        [END]: ['', ''],
      },
    ),
  ],
};

/** A piece of work, told of when it was opened. */
const work = (subject: string, agencyCode: string, openedAt: string, electronic: boolean | null) =>
  thing('workitem', subject, [openedAt, { agencyCode, openedAt, electronic }]);
const agency = (code: string, ...said: readonly Said[]) => thing('agency', code, ...said);

/** #30: work of communes. Below the district WH stand W1 and W3, communes, and W2, a commune until December. */
export const WORK: Scenario = {
  facts: [
    ...agency('WH', ['2022-01-01 00:00', { name: 'Huyện', level: 'DISTRICT' }]),
    ...agency('W1', ['2022-01-01 00:00', { name: 'Xã Một', level: 'COMMUNE', parentCode: 'WH' }]),
    ...agency(
      'W2',
      ['2022-01-01 00:00', { name: 'Xã Hai', level: 'COMMUNE', parentCode: 'WH' }],
      ['2022-12-01 00:00', { level: 'DISTRICT' }],
    ),
    // Its first level holds backwards.
    ...agency('W3', ['2022-11-10 09:00', { name: 'Xã Ba', level: 'COMMUNE', parentCode: 'WH' }]),
    ...agency('W9', ['2022-01-01 00:00', { name: 'Xã Chín', level: 'COMMUNE', parentCode: 'WH' }]),
    ...work('wi1', 'W1', '2022-11-02 09:00', true),
    ...work('wi2', 'W1', '2022-11-03 09:00', null),
    ...work('wi3', 'WH', '2022-11-04 09:00', true),
    ...work('wi4', 'W2', '2022-11-05 09:00', true),
    ...work('wi5', 'W3', '2022-11-06 09:00', false),
    ...work('wi6', 'W1', '2022-11-30 23:59:59.999', true),
    ...work('wi7', 'W1', '2022-12-01 00:00', true),
    // Of an agency that nothing describes the level is not known.
    ...work('wi8', 'WX', '2022-11-07 09:00', true),
    ...work('wi9', 'W1', '2022-11-08 09:00', true),
    ...thing('workitem', 'wi9', ['2022-12-08 09:00', { voided: true }]),
  ],
  cases: [
    ...asOf(
      'commune-e-work',
      { agency: 'WH', period: '2022-11' },
      {
        '2022-11-01': 'NO_DATA',
        '2022-11-05': ['wi1 wi4', 'wi1 wi2 wi4'],
        '2022-11-06': ['wi1 wi4', 'wi1 wi2 wi4 wi5'],
        [END]: ['wi1 wi4 wi6', 'wi1 wi2 wi4 wi5 wi6'],
      },
    ),
    // The level is that of the day of the tree: of the last instant, or as asked.
    ...asOf('commune-e-work', { agency: 'WH', period: '2022-Q4' }, { [END]: ['wi1 wi6 wi7', 'wi1 wi2 wi5 wi6 wi7'] }),
    ...asOf(
      'commune-e-work',
      { agency: 'WH', period: '2022-Q4', on: '2022-11-15' },
      {
        [END]: ['wi1 wi4 wi6 wi7', 'wi1 wi2 wi4 wi5 wi6 wi7'],
      },
    ),
    ...asOf(
      'commune-e-work',
      { agency: 'WH', period: '2022-11', on: '2022-12-01' },
      {
        [END]: ['wi1 wi6', 'wi1 wi2 wi5 wi6'],
      },
    ),
    ...asOf('commune-e-work', { agency: 'W2', period: '2022-Q4' }, { [END]: ['', ''], '2022-11-30': ['wi4', 'wi4'] }),
    ...asOf('commune-e-work', { agency: 'WH', period: '2022-11', only: true }, { [END]: ['', ''] }),
    ...asOf('commune-e-work', { agency: 'WX', period: '2022-11' }, { [END]: ['', ''] }),
    ...asOf('commune-e-work', { agency: 'W9', period: '2022-11' }, { [END]: 'NO_DATA' }),
  ],
  broken: [
    ...broken('commune-e-work', { agency: 'WH', period: '2022-11' }, END, 'AGENCY', {
      W1: [2, 3],
      W2: [1, 1],
      W3: [0, 1],
    }),
    ...broken('commune-e-work', { agency: 'WH', period: '2022-Q4' }, END, 'AGENCY', { W1: [3, 4], W3: [0, 1] }),
  ],
};
