import { indicatorOf, parsePeriod, type Question } from '../../services/indicators';
import { openEngine, type TestEngine } from '../support/engine';
import { AGENCIES, at, fact } from './support';

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

/** Halves of the reports on time of an agency, as of an instant. */
async function onTime(agency: string | null, period: string, asOf: number): Promise<unknown[]> {
  const window = parsePeriod(period);
  const question: Question = {
    ...{ indicator: indicatorOf('reports-on-time'), agency, only: false, from: window.from, to: window.to },
    ...{ period: window, asOf, channel: null, procedure: null, field: null, on: null },
  };
  const { numerator, denominator, missing } = await engine.figure(question);
  return [numerator, denominator, missing];
}

it('a silent agency counts against the reports on time, what fills its place in time for them', async () => {
  const regime = { frequency: 'QUARTER', dueDay: 16, inForce: true, reporterAgencyCodes: ['D1', 'H1', 'C1'] };
  const filling = { regimeCode: 'QUY', period: '2022-Q4' };
  const own = { ...filling, agencyCode: 'C1', dueAt: at('2022-12-20T17:00:00'), submittedAt: at('2022-12-21') };
  await engine.ingest([
    ...AGENCIES,
    fact('regime', 'QUY', '2022-10-01', regime),
    fact('report', 'a', '2022-12-02', { ...filling, agencyCode: 'D1', submittedAt: at('2022-12-15T20:00:00') }),
    fact('report', 'b', '2022-12-02', own),
  ]);
  expect(await onTime('D1', '2022-12', at('2022-12-31'))).toEqual([1, 1, null]);
  expect(await onTime('H1', '2022-12', at('2022-12-31'))).toEqual([0, 2, null]);
  expect(await onTime('P', '2022-Q4', at('2022-12-31'))).toEqual([1, 3, null]);
  expect(await onTime('P', '2022-Q4', at('2022-12-15'))).toEqual([1, 2, null]);
  expect(await onTime('P', '2022-Q4', at('2022-12-14'))).toEqual([0, 0, 'ZERO_DENOMINATOR']);
  expect(await onTime('H1', '2022-09', at('2022-09-30'))).toEqual([0, 0, 'NO_DATA']);
});
