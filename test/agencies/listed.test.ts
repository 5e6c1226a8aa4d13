import { asIncoming } from '../support/engine';
import { type Served, serveHub } from '../support/served';
import { DOSSIERS } from './dossiers';
import { agencyFacts } from './facts';
import { PRESENT } from './tables';

/** What people and programs are shown: who exists on the day, while the figures hold those who have gone. */
(PRESENT ? describe : describe.skip)('the agencies that are listed', () => {
  const now = Date.parse('2025-08-31T10:00:00+07:00');
  let served: Served;

  beforeAll(async () => {
    served = await serveHub({}, () => now);
    await served.hub.open.store.ingest(asIncoming([...agencyFacts(), ...DOSSIERS]), now);
  });
  afterAll(() => served.stop());

  type Code = { code: string };

  test('are those that exist on the day, and an agency has none below it that has gone or not begun', async () => {
    const found = await served.query<
      Record<'districts' | 'before', Code[]> & Record<'city' | 'island' | 'ward', { children: Code[] }>
    >(
      `{ districts: agencies(level: DISTRICT) { code } before: agencies(level: DISTRICT, on: "2024-12-31") { code }
         city: agency(code: "79") { children { code } } island: agency(code: "755", on: "2025-03-01") { children { code } }
         ward: agency(code: "26506") { children { code } } }`,
    );
    expect(found.districts).toEqual([]);
    expect(found.before).toHaveLength(8);
    expect(found.city.children).toHaveLength(30);
    expect(found.island.children).toEqual([]);
    expect(found.ward.children).toEqual([]);
  });

  test('show their ends and who took over; their figures are in the whole', async () => {
    const found = await served.query<{
      agency: { validTo: string; parent: Code; successors: Code[] };
      indicator: { value: { numerator: number; denominator: number } };
    }>(
      `{ agency(code: "753") { validTo parent { code } successors { code } }
         indicator(code: "e-dossier-rate") { value(agency: "79", period: "2024-11", on: "2025-07-01") { numerator denominator } } }`,
    );
    expect(found.agency.validTo).toBe('2025-06-30');
    expect(found.agency.parent).toEqual({ code: '79' });
    expect(found.agency.successors.map(({ code }) => code)).toEqual(['26659', '26662', '26680', '26686']);
    expect(found.indicator.value).toEqual({ numerator: 7, denominator: 12 });
  });
});
