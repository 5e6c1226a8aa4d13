import { asFact, dossier, instant, type Said } from '../scenario/build';
import { type Life, life, type Settings } from './index';

/**
 * Corners of a life that are too small for a scenario. Each test names the decision (docs/decisions/0001) that it reads;
 * those marked "read as" are corners that the text leaves open, with the reading taken here.
 */
const lived = (rule: Settings['rule'], ...said: readonly Said[]): Life =>
  life(dossier('x', ...said).map(asFact), { zone: 'Asia/Ho_Chi_Minh', rule });

const WITHOUT_STATUS: Said = ['2022-11-01 09:00', { receivedAt: '2022-11-01 09:00', dueAt: '2022-11-08 17:00' }];
const RECEIVED: Said = [WITHOUT_STATUS[0], { ...WITHOUT_STATUS[1], status: 'RECEIVED' }];
const PAUSED: Said = ['2022-11-07 09:00', { status: 'SUPPLEMENT_REQUESTED' }];
const BOTH = ['DATE', 'INSTANT'] as const;
const midnightAfterDue = instant('2022-11-09 00:00');
const firstInstantAfterDue = instant('2022-11-08 17:00:00.001');

describe.each(BOTH)('under %s', (rule) => {
  const late = rule === 'DATE' ? midnightAfterDue : firstInstantAfterDue;

  test('9: COMPLETED in a pause is no resumption, even where completedAt comes later', () => {
    const { lateAt, completed } = lived(
      rule,
      RECEIVED,
      PAUSED,
      ['2022-11-10 09:00', { status: 'COMPLETED' }],
      ['2022-11-12 09:00', { completedAt: '2022-11-12 09:00' }],
    );
    expect([lateAt, completed]).toEqual([null, instant('2022-11-12 09:00')]);
  });

  test('9: withdrawn straight out of a pause is not late', () => {
    const { lateAt, left } = lived(rule, RECEIVED, PAUSED, ['2022-11-10 09:00', { status: 'WITHDRAWN' }]);
    expect([lateAt, left]).toEqual([null, instant('2022-11-10 09:00')]);
  });

  test('9, read as: the own run is looked for among the statements that count, so one after the exit breaks it not', () => {
    const { lateAt } = lived(
      rule,
      RECEIVED,
      PAUSED,
      ['2022-11-10 09:00', { status: 'COMPLETED' }],
      ['2022-11-12 09:00', { completedAt: '2022-11-12 09:00' }],
      ['2022-11-20 09:00', { status: 'PROCESSING' }],
    );
    expect(lateAt).toBe(null);
  });

  test('7 and 9: a resumption in the very instant of completion counts', () => {
    const { lateAt } = lived(rule, RECEIVED, PAUSED, [
      '2022-11-10 09:00',
      { status: 'PROCESSING', completedAt: '2022-11-10 09:00' },
    ]);
    expect(lateAt).toBe(rule === 'DATE' ? instant('2022-11-10 00:00') : instant('2022-11-10 09:00'));
  });

  test('3: what is void is not there: a pause before a voided COMPLETED goes on', () => {
    const { lateAt, exit } = lived(
      rule,
      RECEIVED,
      PAUSED,
      ['2022-11-07 12:00', { status: 'COMPLETED', completedAt: '2022-11-07 12:00' }],
      ['2022-11-07 15:00', { completedAt: null }],
    );
    expect([lateAt, exit]).toEqual([null, null]);
  });

  test('3: the event that reopens may say at once that it was returned', () => {
    const { completed } = lived(
      rule,
      RECEIVED,
      ['2022-11-03 09:00', { completedAt: '2022-11-03 09:00' }],
      ['2022-11-05 09:00', { completedAt: null, returnedAt: '2022-11-04 09:00' }],
    );
    expect(completed).toBe(instant('2022-11-04 09:00'));
  });

  test('6 and 10, read as: withdrawn at L has become late', () => {
    const at = rule === 'DATE' ? '2022-11-09 00:00' : '2022-11-08 17:00:00.001';
    const { lateAt, left, late: completedLate } = lived(rule, RECEIVED, [at, { status: 'WITHDRAWN' }]);
    expect([lateAt, left, completedLate]).toEqual([late, late, false]);
  });

  test('7: the first status holds from receipt on, even one said after completion', () => {
    const { lateAt } = lived(
      rule,
      WITHOUT_STATUS,
      ['2022-11-12 09:00', { completedAt: '2022-11-12 09:00' }],
      ['2022-11-13 09:00', { status: 'SUPPLEMENT_REQUESTED' }],
    );
    expect(lateAt).toBe(null);
  });

  test('7: any other statement timed after the exit does not', () => {
    const { lateAt } = lived(
      rule,
      RECEIVED,
      ['2022-11-12 09:00', { completedAt: '2022-11-12 09:00' }],
      ['2022-11-13 09:00', { status: 'SUPPLEMENT_REQUESTED' }],
    );
    expect(lateAt).toBe(late);
  });

  test('11: a null date said with an apology moves nothing', () => {
    const { lateAt } = lived(rule, RECEIVED, ['2022-11-07 09:00', { dueAt: null, dueReason: 'APOLOGY' }]);
    expect(lateAt).toBe(late);
  });

  test('read as: a null status is a statement: it ends a pause, and there is no final status', () => {
    const { lateAt } = lived(rule, RECEIVED, PAUSED, ['2022-11-10 09:00', { status: null }]);
    expect(lateAt).toBe(rule === 'DATE' ? instant('2022-11-10 00:00') : instant('2022-11-10 09:00'));
    const { received, exit } = lived(
      rule,
      RECEIVED,
      ['2022-11-02 09:00', { status: 'REFUSED' }],
      ['2022-11-03 09:00', { status: null }],
    );
    expect([received, exit]).toEqual([instant('2022-11-01 09:00'), null]);
  });

  test('2, read as: a statement of the same instant breaks a run, although a later stamp corrects it', () => {
    const { completed } = lived(
      rule,
      RECEIVED,
      ['2022-11-03 09:00', { status: 'COMPLETED' }],
      ['2022-11-05 09:00', { status: 'PROCESSING' }, { sequence: '1' }],
      ['2022-11-05 09:00', { status: 'COMPLETED' }, { sequence: '2' }],
    );
    expect(completed).toBe(instant('2022-11-05 09:00'));
  });
});

test('8: under DATE the last statement of a day holds for the whole of it, so a pause within a day is none', () => {
  const within: readonly Said[] = [
    ['2022-11-09 08:00', { status: 'SUPPLEMENT_REQUESTED' }],
    ['2022-11-09 16:00', { status: 'PROCESSING' }],
  ];
  expect(lived('DATE', RECEIVED, ...within).lateAt).toBe(midnightAfterDue);
});

test('8: under DATE a pause said in the morning of the first late day holds from its midnight', () => {
  const asked: Said = ['2022-11-09 08:00', { status: 'SUPPLEMENT_REQUESTED' }];
  expect(lived('DATE', RECEIVED, asked).lateAt).toBe(null);
  expect(lived('INSTANT', RECEIVED, asked).lateAt).toBe(firstInstantAfterDue);
});

test('12: under INSTANT completed a millisecond before the due instant is early, in it is not', () => {
  const early = (at: string) => lived('INSTANT', RECEIVED, [at, { completedAt: at }]).early;
  expect([early('2022-11-08 16:59:59.999'), early('2022-11-08 17:00')]).toEqual([true, false]);
});
