import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';
import { AGENCIES, ask, at, fact, received } from './support';

const QUERY = `query ($agency: ID, $period: Period!, $threshold: Int = 3) {
  repeatLate(agency: $agency, period: $period, threshold: $threshold) { agency { code } officerCode cases }
}`;

type Line = readonly [agency: string, officerCode: string | null, cases: number];

describeEngines('with whom dossiers become late again and again', (openEngine) => {
  let engine: TestEngine;
  afterEach(() => engine.close());

  async function repeats(
    variables: Record<string, unknown>,
    { now = '2023-06-01T09:00', showPersons = true } = {},
  ): Promise<Line[]> {
    type Answer = { repeatLate: { agency: { code: string }; officerCode: string | null; cases: number }[] };
    const { data, errors } = await ask<Answer>(engine, QUERY, { variables, now: at(now), showPersons });
    expect(errors).toEqual([]);
    return data.repeatLate.map(({ agency, officerCode, cases }) => [agency.code, officerCode, cases]);
  }

  /** So many dossiers of an agency and an officer that become late on the day after the 9th of November 2022. */
  let serial = 0;
  const late = (count: number, agencyCode: string | null, officerCode: string | null) =>
    Array.from({ length: count }, () =>
      received(`${agencyCode}-${serial++}`, '2022-11-01', '2022-11-09', { agencyCode, officerCode }),
    );

  test('are the agency and whoever held it when it became late', async () => {
    engine = await openEngine();
    await engine.ingest([
      ...AGENCIES,
      ...late(3, 'A', 'O1'),
      ...late(2, 'A', 'O2'),
      ...late(3, 'A', null),
      ...late(4, 'C', 'O1'),
      ...late(5, null, 'O1'),
      // Handed from one to another before it became late, and after: one case more for O1, none more for O2.
      received('early', '2022-11-01', '2022-11-09', { officerCode: 'O2' }),
      fact('dossier', 'early', '2022-11-09', { officerCode: 'O1' }),
      received('handed', '2022-11-01', '2022-11-09', { officerCode: 'O1' }),
      fact('dossier', 'handed', '2022-11-10', { officerCode: 'O2' }),
      // The agency is the last one stated.
      received('moved', '2022-11-01', '2022-11-09', { agencyCode: 'A', officerCode: 'O1' }),
      fact('dossier', 'moved', '2022-12-20', { agencyCode: 'C' }),
      // Outside of the period, in time, voided.
      received('before', '2022-10-01', '2022-10-30', { officerCode: 'O2' }),
      received('after', '2022-11-01', '2022-11-30', { officerCode: 'O2' }),
      received('in-time', '2022-11-01', '2022-11-09', { officerCode: 'O2' }),
      fact('dossier', 'in-time', '2022-11-09', { completedAt: at('2022-11-09') }),
      received('voided', '2022-11-01', '2022-11-09', { officerCode: 'O2', voided: true }),
    ]);
    const period = '2022-11';
    const whole: Line[] = [
      ['A', 'O1', 5],
      ['C', 'O1', 5],
      ['A', null, 3],
    ];
    expect(await repeats({ period })).toEqual(whole);
    expect(await repeats({ period, threshold: null })).toEqual(whole);
    expect(await repeats({ period, threshold: 2 })).toEqual([...whole, ['A', 'O2', 2]]);
    expect(await repeats({ period, threshold: 5 })).toEqual(whole.slice(0, 2));
    expect(await repeats({ period, threshold: 6 })).toEqual([]);
    expect(await repeats({ period, agency: 'B' })).toEqual([['C', 'O1', 5]]);
    expect(await repeats({ period, agency: 'nobody' })).toEqual([]);
    // A day more on either side of the month.
    expect(await repeats({ period: '2022-12', threshold: 1 })).toEqual([['A', 'O2', 1]]);
    expect(await repeats({ period: '2022-10', threshold: 1 })).toEqual([['A', 'O2', 1]]);
    expect(await repeats({ period }, { now: '2022-11-09T23:59' })).toEqual([]);
    expect(await repeats({ period }, { now: '2022-11-10T00:00' })).toEqual(whole);
    expect(await repeats({ period }, { now: '2022-10-10T00:00' })).toEqual([]);
    expect(await repeats({ period }, { showPersons: false })).toEqual([
      ['A', null, 10],
      ['C', null, 5],
    ]);
  });

  test('are counted beyond any page', async () => {
    engine = await openEngine();
    await engine.ingest([...AGENCIES, ...late(1500, 'A', 'O1'), ...late(1001, 'A', 'O2')]);
    expect(await repeats({ period: '2022-11', threshold: 1000 })).toEqual([
      ['A', 'O1', 1500],
      ['A', 'O2', 1001],
    ]);
    expect(await repeats({ period: '2022-11' }, { showPersons: false })).toEqual([['A', null, 2501]]);
  });

  test.each([0, -1, 1001])('refuse a threshold of %d', async (threshold) => {
    engine = await openEngine();
    const { errors } = await ask(engine, QUERY, { variables: { period: '2022-11', threshold }, now: 0 });
    expect(errors).toEqual([`Argument "threshold": expected a number from 1 to 1000, got ${threshold}.`]);
  });
});
