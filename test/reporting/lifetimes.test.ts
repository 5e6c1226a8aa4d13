import { findIndicator, parsePeriod, type Question } from '../../services/indicators';
import { openEngine, type TestEngine } from '../support/engine';
import { fact } from './support';

/** A monthly regime whose reporters are one agency that ended in February and one that began in March. */
const FACTS = [
  fact('agency', 'OLD', '2020-01-01', { name: 'Cũ', validTo: '2023-02-28' }),
  fact('agency', 'NEW', '2020-01-01', { name: 'Mới', validFrom: '2023-03-01' }),
  fact('regime', 'M', '2023-01-01', {
    ...{ inForce: true, frequency: 'MONTH', dueDay: 20, reporterAgencyCodes: ['OLD', 'NEW'] },
  }),
];

describe('what does not exist owes no report', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine();
    await engine.ingest(FACTS);
  });
  afterAll(() => engine.close());

  test.each([
    ['2023-02', 'OLD', 1, 'ok'],
    ['2023-02', 'NEW', 0, 'NO_DATA'],
    ['2023-03', 'OLD', 0, 'ZERO_DENOMINATOR'],
    ['2023-03', 'NEW', 1, 'ok'],
    ['2023', null, 12, 'ok'],
  ])('%s, %s: %d', async (text, agency, owed, missing) => {
    const period = parsePeriod(text);
    const indicator = findIndicator('reports-on-time')!;
    const filters = { only: false, asOf: null, channel: null, procedure: null, field: null, on: null };
    const question: Question = { indicator, agency, from: period.from, to: period.to, period, ...filters };
    const figure = await engine.figure(question);
    expect([figure.denominator, figure.missing ?? 'ok']).toEqual([owed, missing]);
  });
});
