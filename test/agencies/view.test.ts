import { dayNumber } from '../../infra/time/zone';
import { CatalogueReader, type CatalogueSnapshot } from '../../services/catalog';
import { about, asFact, instant } from '../scenario/build';
import { openEngine, type TestEngine } from '../support/engine';

describe('what figures ask of the catalogue', () => {
  let engine: TestEngine;
  let catalogue: CatalogueSnapshot;

  beforeAll(async () => {
    engine = await openEngine();
    const portal = instant('2022-11-10 09:00');
    await engine.ingest(
      [
        ...about('agency', 'T', [
          ['2022-03-01 00:00', { level: 'COMMUNE', validFrom: '2022-02-01' }],
          ['2022-12-01 00:00', { level: 'DISTRICT' }],
        ]),
        ...about('procedure', 'P', [
          ['2022-11-01 00:00', { onlineLevel: 'PARTIAL', onNationalPortalAt: portal }],
          ['2022-12-01 00:00', { onlineLevel: 'NONE' }],
          ['2022-12-05 00:00', { onlineLevel: 'FULL' }],
        ]),
        ...about('procedure', 'later', [['2022-11-20 00:00', { onlineLevel: 'FULL', onNationalPortalAt: portal }]]),
        ...about('procedure', 'unsaid', [['2022-11-01 00:00', { onNationalPortalAt: portal }]]),
        ...about('procedure', 'elsewhere', [['2022-11-01 00:00', { onlineLevel: 'FULL' }]]),
        ...about('procedure', 'voided', [
          ['2022-11-01 00:00', { onlineLevel: 'FULL', onNationalPortalAt: portal, voided: true }],
        ]),
      ].map(asFact),
    );
    catalogue = await new CatalogueReader(engine.database, engine.store.settings.zone).current();
  });
  afterAll(() => engine.close());

  test('the level of the day; the first one said holds backwards, to the first day', () => {
    const level = (code: string, date: string): string | null => catalogue.on(dayNumber(date), 0).levelOf(code);
    const days = ['2022-01-31', '2022-02-01', '2022-11-30', '2022-12-01'];
    expect(days.map((date) => level('T', date))).toEqual([null, 'COMMUNE', 'COMMUNE', 'DISTRICT']);
    expect(level('nobody', '2022-12-01')).toBeNull();
  });

  test('a procedure is online from the instant on which it is on the portal, as its level then was', () => {
    const online = (time: string): string[] => [...catalogue.on(0, instant(time)).onlineProcedures()].sort();
    expect(online('2022-11-10 08:59')).toEqual([]);
    expect(online('2022-11-10 09:00')).toEqual(['P']);
    // What is said later does not hold backwards.
    expect(online('2022-11-20 00:00')).toEqual(['P', 'later']);
    expect(online('2022-12-01 00:00')).toEqual(['later']);
    expect(online('2022-12-05 00:00')).toEqual(['P', 'later']);
  });
});
