import { ask, DEADLINE, HubBox, post } from '../support/hub';
import { dossier } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

const QUERY = `{
  indicator(code: "e-dossier-rate") {
    AGENCY: breakdown(period: "2022-11", by: AGENCY) { agency { code } denominator }
    AGENCY_CHILDREN: breakdown(period: "2022-11", by: AGENCY_CHILDREN) { agency { code } denominator }
  }
  agencies { code }
}`;

test('an agency that was named by mistake leaves no trace once it is corrected, and a rebuild changes no answer', async () => {
  const box = new HubBox();
  try {
    const hub = await box.serve();
    await post(hub.url, [dossier('D-1', { agencyCode: 'H44.99' }), dossier('D-2', { agencyCode: 'H44.01' })]);
    // Nobody's at first: its agency is told later.
    const { agencyCode: _, ...bare } = dossier('D-3').data as Record<string, unknown>;
    await post(hub.url, dossier('D-3', {}, { data: bare }));
    const later = { time: '2022-11-12T08:00:00+07:00', data: { agencyCode: 'H44.01' } };
    await post(hub.url, [dossier('D-1', {}, { id: 'D-1/2', ...later }), dossier('D-3', {}, { id: 'D-3/2', ...later })]);
    const corrected = await ask(hub.url, QUERY);
    await box.run(['rebuild']);
    const rebuilt = await ask(hub.url, QUERY);
    expect(rebuilt).toEqual({
      indicator: {
        AGENCY: [{ agency: { code: 'H44.01' }, denominator: 3 }],
        AGENCY_CHILDREN: [{ agency: { code: 'H44.01' }, denominator: 3 }],
      },
      agencies: [{ code: 'H44.01' }],
    });
    expect(corrected).toEqual(rebuilt);
  } finally {
    await box.close();
  }
});
