import type { FactValue } from '../../../services/indicators/facts/fact';
import { type Ask, figure, halves, type Told, tell } from '../telling';

type Data = Readonly<Record<string, FactValue>>;

/** A procedure of agency A, in force since January, of which more is said at once and later. */
const procedure = (data: Data, ...more: readonly Told[]) =>
  tell('procedure', 'P', ['2022-01-01', { agencyCode: 'A', inForce: true, ...data }], ...more);

/** Of an indicator as of an instant within November. */
const asOf = (at: string, more: Ask = {}): Ask => ({ asOf: at, rule: 'INSTANT', ...more });

describe('in force', () => {
  const told = tell('procedure', 'P', ['2022-11-05 09:00', { agencyCode: 'A', inForce: true }]);
  const e = (at: string, ...more: readonly Told[]) =>
    figure([...told, ...tell('procedure', 'P', ...more)], 'e-process-coverage', asOf(at));

  test('begins with the statement, and holds nothing backwards', () => {
    expect(e('2022-11-05 08:59:59.999')).toEqual({ numerator: 0, denominator: 0, missing: 'NO_DATA' });
    expect(e('2022-11-05 09:00')).toEqual({ numerator: 0, denominator: 1, missing: null });
  });

  test.each([false, null])('ends with %s, from its time on', (value) => {
    const ends: Told = ['2022-11-10 12:00', { inForce: value }];
    expect(e('2022-11-10 11:59:59.999', ends).denominator).toBe(1);
    expect(e('2022-11-10 12:00', ends)).toEqual({ numerator: 0, denominator: 0, missing: 'ZERO_DENOMINATOR' });
  });

  test('in one instant the later stamp decides', () => {
    const facts = tell(
      'procedure',
      'P',
      ['2022-11-05', { inForce: false }, '10'],
      ['2022-11-05', { inForce: true }, '9'],
    );
    expect(halves(facts, 'e-process-coverage')).toEqual([0, 0]);
  });

  test('under DATE T is the end of its day', () => {
    const at: Ask = { asOf: '2022-11-05 00:00' };
    expect(halves(told, 'e-process-coverage', at)).toEqual([0, 1]);
    expect(halves(told, 'e-process-coverage', { asOf: '2022-11-04 23:59' })).toEqual([0, 0]);
  });

  test('what is voided is not even data', () => {
    const facts = procedure({}, ['2023-05-01', { voided: true }]);
    expect(figure(facts, 'e-process-coverage').missing).toBe('NO_DATA');
  });
});

describe('#1, published on time', () => {
  const CODE = 'procedures-published-on-time';
  const due = { publicationDueAt: '2022-11-10 17:00' };
  const published = (publishedAt: string, more: Data = {}) => procedure({ ...due, publishedAt, ...more });

  test.each<[string, string, 'DATE' | 'INSTANT', number]>([
    ['at the due instant', '2022-11-10 17:00', 'INSTANT', 1],
    ['a millisecond after it', '2022-11-10 17:00:00.001', 'INSTANT', 0],
    ['at the end of the due day', '2022-11-10 23:59:59.999', 'DATE', 1],
    ['at the next midnight', '2022-11-11 00:00', 'DATE', 0],
  ])('%s (%s, %s)', (_, at, rule, counted) => {
    expect(halves(published(at), CODE, { rule })).toEqual([counted, 1]);
  });

  test('is due from the instant itself, in both rules', () => {
    expect(halves(published('2022-11-01'), CODE, asOf('2022-11-10 16:59:59.999'))).toEqual([0, 0]);
    expect(halves(published('2022-11-01'), CODE, asOf('2022-11-10 17:00'))).toEqual([1, 1]);
    expect(halves(published('2022-11-01'), CODE, { asOf: '2022-11-10' })).toEqual([1, 1]);
    expect(halves(published('2022-11-01'), CODE, { asOf: '2022-11-09' })).toEqual([0, 0]);
  });

  test('is published later on the due day under DATE, and never where no date is known', () => {
    const facts = procedure({ publicationDueAt: '2022-11-10 08:00', publishedAt: '2022-11-10 10:00' });
    expect(halves(facts, CODE, { asOf: '2022-11-10' })).toEqual([1, 1]);
    expect(halves(procedure({ ...due, publishedAt: null }), CODE)).toEqual([0, 1]);
  });

  test('falls while the content is known to be incomplete, and no longer', () => {
    const facts = [
      ...published('2022-11-01'),
      ...tell(
        'procedure',
        'P',
        ['2022-11-12', { publicContentComplete: false }],
        ['2022-11-20', { publicContentComplete: null }],
      ),
    ];
    const numerators = ['2022-11-11', '2022-11-12', '2022-11-19', '2022-11-20'].map(
      (at) => halves(facts, CODE, { asOf: at })[0],
    );
    expect(numerators).toEqual([1, 0, 0, 1]);
  });
});

describe('online', () => {
  const facts = procedure(
    { onNationalPortalAt: '2022-11-05 09:00', essential: true },
    ['2022-11-03', { onlineLevel: 'PARTIAL' }],
    ['2022-11-10', { onlineLevel: 'FULL' }],
    ['2022-11-15', { onlineLevel: 'NONE' }],
    ['2022-11-20', { onlineLevel: 'FULL', essential: false }],
    ['2022-11-25', { onlineLevel: null }],
  );
  const on = (code: string) =>
    ['2022-11-04', '2022-11-05', '2022-11-10', '2022-11-15', '2022-11-20', '2022-11-25'].map((at) =>
      halves(facts, code, { asOf: at }).join('/'),
    );

  test('#21 wants the portal and a level of service, as they are at T', () => {
    expect(on('online-service-coverage')).toEqual(['0/1', '1/1', '1/1', '0/1', '1/1', '0/1']);
  });
  test('#22 wants the full process', () => {
    expect(on('full-online-coverage')).toEqual(['0/1', '0/1', '1/1', '0/1', '1/1', '0/1']);
  });
  test('#38 looks at the essential ones of that time', () => {
    expect(on('essential-online-coverage')).toEqual(['0/1', '1/1', '1/1', '0/1', '0/0', '0/0']);
  });
  test('the portal counts from the very instant', () => {
    expect(halves(facts, 'online-service-coverage', asOf('2022-11-05 08:59:59.999'))[0]).toBe(0);
    expect(halves(facts, 'online-service-coverage', asOf('2022-11-05 09:00'))[0]).toBe(1);
  });
});

test('#23, #25, #3 and #37 read flags and dates at T', () => {
  const facts = procedure(
    {
      feeBearing: true,
      ministryRun: true,
      integratedAt: '2022-11-10',
      eProcessAt: '2022-11-11',
      internalProcessAt: '2022-11-12',
    },
    ['2022-11-05', { onlinePayment: true }],
    ['2022-11-20', { feeBearing: false, ministryRun: null }],
  );
  const on = (code: string, ...days: readonly string[]) =>
    days.map((day) => halves(facts, code, { asOf: `2022-11-${day}` }).join('/'));
  expect(on('online-payment-coverage', '04', '05', '20')).toEqual(['0/1', '1/1', '0/0']);
  expect(on('ministry-services-integrated', '09', '10', '20')).toEqual(['0/1', '1/1', '0/0']);
  expect(on('e-process-coverage', '10', '11')).toEqual(['0/1', '1/1']);
  expect(on('internal-process-coverage', '11', '12')).toEqual(['0/1', '1/1']);
});

test('a procedure stands under itself and its field, and has no channel', () => {
  const facts = procedure({ fieldCode: 'F' });
  const whole = (ask: Ask) => halves(facts, 'e-process-coverage', ask)[1];
  expect([whole({ procedure: 'P' }), whole({ procedure: 'Q' })]).toEqual([1, 0]);
  expect([whole({ field: 'F' }), whole({ field: 'G' })]).toEqual([1, 0]);
  expect([whole({ channel: 'COUNTER' }), whole({ channel: 'ONLINE' })]).toEqual([0, 0]);
  expect(figure(facts, 'e-process-coverage', { channel: 'COUNTER' }).missing).toBe('ZERO_DENOMINATOR');
});

test('a date that dates it makes it data before anything was said of it', () => {
  const facts = tell('procedure', 'P', [
    '2022-11-20',
    { agencyCode: 'A', inForce: true, publishedAt: '2022-11-01', publicationDueAt: '2022-11-03' },
  ]);
  expect(figure(facts, 'e-process-coverage', { asOf: '2022-11-02' }).missing).toBe('NO_DATA');
  expect(figure(facts, 'e-process-coverage', { asOf: '2022-11-03' }).missing).toBe('ZERO_DENOMINATOR');
});

describe('of the 766 index', () => {
  test('publication and updates that fall due in the period, in force or not', () => {
    const facts = tell('procedure', 'P', [
      '2022-01-01',
      {
        publicationDueAt: '2022-11-30 23:59:59.999',
        publishedAt: '2022-11-30',
        updateDueAt: '2022-11-02 09:00',
        updatedAt: '2022-11-02 09:01',
      },
    ]);
    expect(halves(facts, 'published-on-time')).toEqual([1, 1]);
    expect(halves(facts, 'published-on-time', { period: '2022-12' })).toEqual([0, 0]);
    expect(halves(facts, 'updates-on-time', { rule: 'DATE' })).toEqual([1, 1]);
    expect(halves(facts, 'updates-on-time', { rule: 'INSTANT' })).toEqual([0, 1]);
    expect(halves(facts, 'updates-on-time', asOf('2022-11-02 08:59:59.999'))).toEqual([0, 0]);
  });

  test('content, where it is known whether it is complete', () => {
    const facts = procedure(
      {},
      ['2022-11-05', { publicContentComplete: true }],
      ['2022-11-10', { publicContentComplete: false }],
      ['2022-11-15', { publicContentComplete: null }],
    );
    const on = ['2022-11-04', '2022-11-05', '2022-11-10', '2022-11-15'].map((at) =>
      halves(facts, 'content-complete', { asOf: at }),
    );
    expect(on).toEqual([
      [0, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  test('population data, in procedures for citizens', () => {
    const facts = procedure(
      { forCitizens: true },
      ['2022-11-05', { populationDataConnected: true }],
      ['2022-11-10', { forCitizens: false }],
    );
    const on = ['2022-11-04', '2022-11-05', '2022-11-10'].map((at) =>
      halves(facts, 'population-data-procedures', { asOf: at }),
    );
    expect(on).toEqual([
      [0, 1],
      [1, 1],
      [0, 0],
    ]);
  });

  test('a transaction is a dossier of any agency, paid online in the period and by T', () => {
    const paid = (data: Data) =>
      tell('dossier', 'd', [
        '2022-11-02',
        {
          agencyCode: 'Z',
          procedureCode: 'P',
          receivedAt: '2022-11-02',
          feeRequired: true,
          feePaidOnline: true,
          feePaidAt: '2022-11-09',
          ...data,
        },
      ]);
    const facts = procedure({ feeBearing: true });
    const of = (data: Data, ask: Ask = {}) =>
      halves([...facts, ...paid(data)], 'procedures-with-transaction', { agency: 'A', ...ask });
    expect(of({})).toEqual([1, 1]);
    expect(of({}, { asOf: '2022-11-08' })).toEqual([0, 1]);
    expect(of({}, { period: '2022-12' })).toEqual([0, 1]);
    expect(of({ feePaidOnline: false })).toEqual([0, 1]);
    expect(of({ feeRequired: false })).toEqual([0, 1]);
    expect(of({ procedureCode: 'Q' })).toEqual([0, 1]);
    expect(of({ voided: true })).toEqual([0, 1]);
    expect(of({ receivedAt: null })).toEqual([0, 1]);
  });
});
