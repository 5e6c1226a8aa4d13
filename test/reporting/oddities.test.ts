import { reportingOddities } from '../../services/reporting';
import { openEngine, type TestEngine } from '../support/engine';
import { fact } from './support';

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

const oddities = (): Promise<string[]> => engine.database.read((sql) => reportingOddities(sql, ['1', '2']));

it('finds nothing where all is well, and nothing in what was voided', async () => {
  await engine.ingest([
    fact('task', 'T', '2023-01-01', { title: 'x' }),
    fact('assignment', '1@A', '2023-01-01', { taskNumber: '1' }),
    fact('assignment', 'T@A', '2023-01-01', { agencyCode: 'A' }),
    fact('assignment', '9@A', '2023-01-01', { taskNumber: '9', voided: true }),
    fact('report', 'R', '2023-01-01', { period: 'R2022-9M', values: { 'form-06a.13': 1, 'on-time-rate#num': 2 } }),
    fact('form', 'F', '2023-01-01', { baselineFields: 10, declaredFields: 10 }),
    fact('form', 'G', '2023-01-01', { declaredFields: 10 }),
  ]);
  expect(await oddities()).toEqual([]);
});

it('counts what is strange, and names the first of it', async () => {
  await engine.ingest([
    ...['3', '4', '5', '6'].map((n) => fact('assignment', `${n}@A`, '2023-01-01', { taskNumber: n })),
    fact('task', 'V', '2023-01-01', { voided: true }),
    fact('assignment', 'V@A', '2023-01-01', { agencyCode: 'A' }),
    fact('report', 'R', '2023-01-01', { period: '1800', values: { 'on-time': 1, 'form-06a.2': 2, 'on-time-rate': 3 } }),
    fact('form', 'F', '2023-01-01', { baselineFields: 20, declaredFields: 10 }),
    fact('form', 'F', '2023-02-01', { declaredFields: 21 }),
    fact('form', 'G', '2023-01-01', { baselineFields: 5, declaredFields: 6 }),
    fact('form', 'G', '2023-02-01', { declaredFields: 5 }),
  ]);
  expect(await oddities()).toEqual([
    expect.stringMatching(/^5 assignments .*: 3@A \(3\), 4@A \(4\), 5@A \(5\), \.\.\.\. Right would be /),
    expect.stringMatching(/^1 reports .*: R \(1800\)\. Right would be one such as /),
    expect.stringMatching(/^2 reported values .*: R \((on-time|form-06a\.2)\), R \(/),
    expect.stringMatching(/^1 forms .*: F \(21 > 20\)\. /),
  ]);
});
