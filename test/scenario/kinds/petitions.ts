import { asOf, broken, END, type Said, type Scenario, thing } from './build';

/** A petition to KN, received on 1 November at 8 and due on the 10th at 17:00, unless more is said. */
const petition = (subject: string, data: Said[1], ...later: readonly Said[]) => {
  const first = { agencyCode: 'KN', receivedAt: '2022-11-01 08:00', dueAt: '2022-11-10 17:00', ...data };
  return thing('petition', subject, [first.receivedAt ?? '2022-11-16 08:00', first], ...later);
};

const DUE_BY_THE_10TH = 'pt1 pt2 pt3 pt4 pt5 pt11';
const DUE_BY_THE_20TH = `${DUE_BY_THE_10TH} pt9 pt10 pt16`;

/** #27, #28, #41 and, for Decision 766, petitions answered without complaint. No petition is told of elsewhere. */
export const PETITIONS: Scenario = {
  facts: [
    // On the edge of the due date: at the due instant, right after it, at the end of the due day, at the next midnight.
    ...petition('pt1', { answeredAt: '2022-11-10 17:00' }),
    ...petition('pt2', { answeredAt: '2022-11-10 17:00:00.001' }),
    ...petition('pt3', { answeredAt: '2022-11-10 23:59:59.999' }),
    ...petition('pt4', { answeredAt: '2022-11-11 00:00' }),
    // pt5: never answered, taken to a higher level. pt6: no due date, and a bad answer.
    ...petition('pt5', { escalated: true }),
    ...petition('pt6', {
      receivedAt: '2022-11-05 09:00',
      dueAt: null,
      answeredAt: '2022-11-20 10:00',
      satisfied: false,
    }),
    // pt7: October's last millisecond, due in November's last, answered in December's first; not escalated any more.
    ...petition(
      'pt7',
      {
        ...{ receivedAt: '2022-10-31 23:59:59.999', dueAt: '2022-11-30 23:59:59.999' },
        ...{ answeredAt: '2022-12-01 00:00', escalated: true },
      },
      ['2022-11-02 08:00', { escalated: null }],
    ),
    // pt8: November's first, due in December's first, answered in November's last.
    ...petition('pt8', {
      ...{ receivedAt: '2022-11-01 00:00', dueAt: '2022-12-01 00:00' },
      ...{ answeredAt: '2022-11-30 23:59:59.999', satisfied: true },
    }),
    // pt9: its answer was taken back.
    ...petition('pt9', { receivedAt: '2022-11-02 08:00', dueAt: '2022-11-20 17:00', answeredAt: '2022-11-14 09:00' }, [
      '2022-11-15 09:00',
      { answeredAt: null },
    ]),
    // pt10: answered before it was received. pt11: past due when it was received.
    ...petition('pt10', { receivedAt: '2022-11-12 08:00', dueAt: '2022-11-15 17:00', answeredAt: '2022-11-08 08:00' }),
    ...petition('pt11', { receivedAt: '2022-11-06 09:00', dueAt: '2022-11-03 17:00', answeredAt: '2022-11-09 12:00' }),
    // pt12: its due date was moved to December.
    ...petition('pt12', { receivedAt: '2022-11-02 08:00', dueAt: '2022-11-12 17:00', answeredAt: '2022-12-05 10:00' }, [
      '2022-11-20 08:00',
      { dueAt: '2022-12-12 17:00' },
    ]),
    // pt13: voided. pt14: turned out to be KM's. pt15: nobody's. pt16: nobody says when it was received.
    ...petition('pt13', { escalated: true }, ['2022-12-20 08:00', { voided: true }]),
    ...petition('pt14', { receivedAt: '2022-11-03 08:00', dueAt: '2022-11-13 17:00', answeredAt: '2022-11-14 00:00' }, [
      '2022-12-10 08:00',
      { agencyCode: 'KM' },
    ]),
    ...petition('pt15', {
      ...{ agencyCode: null, receivedAt: '2022-11-04 08:00', dueAt: '2022-11-14 17:00' },
      ...{ answeredAt: '2022-11-13 09:00', escalated: true },
    }),
    ...petition('pt16', {
      receivedAt: null,
      dueAt: '2022-11-18 17:00',
      answeredAt: '2022-11-17 09:00',
      satisfied: false,
    }),
  ],
  cases: [
    ...asOf(
      'petitions-on-time',
      { agency: 'KN', period: '2022-11' },
      {
        '2022-10-31': 'NOT_DUE_YET',
        '2022-11-02': ['', ''],
        '2022-11-03': ['', 'pt11'],
        '2022-11-09': ['', 'pt11'],
      },
    ),
    ...asOf(
      'petitions-on-time',
      { agency: 'KN', period: '2022-11', rule: 'DATE' },
      {
        '2022-11-10': ['pt1 pt2 pt3', DUE_BY_THE_10TH],
        '2022-11-14': ['pt1 pt2 pt3', DUE_BY_THE_10TH],
        '2022-11-15': ['pt1 pt2 pt3 pt10', `${DUE_BY_THE_10TH} pt10`],
        '2022-11-20': ['pt1 pt2 pt3 pt10 pt16', DUE_BY_THE_20TH],
        '2022-11-29': ['pt1 pt2 pt3 pt10 pt16', DUE_BY_THE_20TH],
        [END]: ['pt1 pt2 pt3 pt10 pt16', `${DUE_BY_THE_20TH} pt7`],
      },
    ),
    ...asOf(
      'petitions-on-time',
      { agency: 'KN', period: '2022-11', rule: 'INSTANT' },
      {
        '2022-11-10 16:59:59.999': ['', 'pt11'],
        '2022-11-10 17:00': ['pt1', DUE_BY_THE_10TH],
        '2022-11-10': ['pt1', DUE_BY_THE_10TH],
        '2022-11-20': ['pt1 pt10 pt16', DUE_BY_THE_20TH],
        '2022-11-30 23:59:59.998': ['pt1 pt10 pt16', DUE_BY_THE_20TH],
        [END]: ['pt1 pt10 pt16', `${DUE_BY_THE_20TH} pt7`],
      },
    ),
    ...asOf(
      'petitions-on-time',
      { agency: 'KN', period: '2022-12' },
      {
        '2022-12-01': ['pt8', 'pt8'],
        '2022-12-12': ['pt8 pt12', 'pt8 pt12'],
      },
    ),
    // 15 November to 14 December.
    ...asOf(
      'petitions-on-time',
      { agency: 'KN', period: 'R2022-12' },
      {
        [END]: ['pt8 pt10 pt12 pt16', 'pt7 pt8 pt9 pt10 pt12 pt16'],
      },
    ),
    ...asOf('petitions-on-time', { agency: 'KM', period: '2022-11' }, { [END]: ['', 'pt14'] }),
    ...asOf('petitions-on-time', { agency: 'KZ', period: '2022-11' }, { [END]: 'NO_DATA' }),

    ...asOf(
      'petitions-escalated',
      { agency: 'KN', period: '2022-11' },
      {
        '2022-11-01': ['pt5', 'pt1 pt2 pt3 pt4 pt5 pt8'],
        [END]: ['pt5', 'pt1 pt2 pt3 pt4 pt5 pt6 pt8 pt9 pt10 pt11 pt12'],
      },
    ),
    ...asOf(
      'petitions-escalated',
      { agency: 'KN', period: '2022-11', rule: 'INSTANT' },
      {
        '2022-11-01 07:59:59.999': ['', 'pt8'],
        '2022-11-01 08:00': ['pt5', 'pt1 pt2 pt3 pt4 pt5 pt8'],
      },
    ),
    ...asOf('petitions-escalated', { agency: 'KN', period: '2022-10' }, { [END]: ['', 'pt7'] }),
    ...asOf(
      'petitions-escalated',
      { agency: null, period: '2022-11' },
      {
        [END]: ['pt5 pt15', 'pt1 pt2 pt3 pt4 pt5 pt6 pt8 pt9 pt10 pt11 pt12 pt14 pt15'],
      },
    ),

    ...asOf(
      'petitions-prolonged',
      { agency: 'KN', period: '2022-11' },
      {
        '2022-11-02': ['', 'pt1 pt2 pt3 pt4 pt5 pt7 pt8 pt9 pt12'],
        '2022-11-05': ['', 'pt1 pt2 pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-06': ['pt11', 'pt1 pt2 pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt11 pt12'],
        '2022-11-09': ['', 'pt1 pt2 pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-11': ['pt5', 'pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-21': ['pt5 pt9', 'pt5 pt7 pt8 pt9 pt12'],
        [END]: ['pt5 pt9', 'pt5 pt7 pt9 pt12'],
      },
    ),
    ...asOf(
      'petitions-prolonged',
      { agency: 'KN', period: '2022-11', rule: 'DATE' },
      {
        '2022-11-10': ['', 'pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-20': ['pt5', 'pt5 pt7 pt8 pt9 pt12'],
      },
    ),
    ...asOf(
      'petitions-prolonged',
      { agency: 'KN', period: '2022-11', rule: 'INSTANT' },
      {
        '2022-11-09 11:59:59.999': ['pt11', 'pt1 pt2 pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt11 pt12'],
        '2022-11-09 12:00': ['', 'pt1 pt2 pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-10 17:00': ['', 'pt2 pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-10 17:00:00.001': ['pt3 pt4 pt5', 'pt3 pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-10': ['pt4 pt5', 'pt4 pt5 pt6 pt7 pt8 pt9 pt12'],
        '2022-11-20': ['pt5 pt9', 'pt5 pt7 pt8 pt9 pt12'],
      },
    ),
    // pt7 is answered at the very instant at which it would be past due.
    ...asOf(
      'petitions-prolonged',
      { agency: 'KN', period: '2022-12' },
      {
        '2022-12-01': ['pt5 pt9', 'pt5 pt9 pt12'],
        [END]: ['pt5 pt9', 'pt5 pt9'],
      },
    ),

    ...asOf(
      'petitions-without-complaint',
      { agency: 'KN', period: '2022-11' },
      {
        '2022-11-07': ['', ''],
        '2022-11-08': ['pt10', 'pt10'],
        '2022-11-10': ['pt1 pt2 pt3 pt10 pt11', 'pt1 pt2 pt3 pt10 pt11'],
        [END]: ['pt1 pt2 pt3 pt4 pt8 pt10 pt11', 'pt1 pt2 pt3 pt4 pt6 pt8 pt10 pt11 pt16'],
      },
    ),
    ...asOf('petitions-without-complaint', { agency: 'KN', period: '2022-12' }, { [END]: ['pt7 pt12', 'pt7 pt12'] }),
  ],
  broken: [
    ...broken('petitions-escalated', { agency: null, period: '2022-11' }, END, 'AGENCY', {
      KM: [0, 1],
      KN: [1, 11],
      '': [1, 1],
    }),
    ...broken('petitions-escalated', { agency: null, period: '2022-11' }, END, 'FIELD', { '': [2, 13] }),
    ...broken('petitions-escalated', { agency: null, period: '2022-11' }, END, 'PROCEDURE', { '': [2, 13] }),
    ...broken('petitions-escalated', { agency: null, period: '2022-11' }, END, 'CHANNEL', { '': [2, 13] }),
  ],
};
