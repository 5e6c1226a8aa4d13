import { ask, eventually, post, send } from '../support/hub';
import { dossier, type Message } from '../support/hub-facts';
import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { type Apart, startApart } from './apart';

jest.setTimeout(120_000);

/** A statement of the start of 2022. */
function said(kind: string, subject: string, data: Message): Message {
  return {
    ...{ specversion: '1.0', id: `${kind}/${subject}`, source: 'urn:example:one-stop', subject, data },
    ...{ type: `vn.province.${kind}.v1`, time: '2022-01-01T00:00:00+07:00' },
  };
}

const AGENCIES = [
  said('agency', 'H44.01', { name: 'Sở Mẫu', level: 'DEPARTMENT' }),
  said('agency', 'H44.02', { name: 'Sở Im lặng', level: 'DEPARTMENT' }),
];

/** Two agencies are to report each month; one did for November, and wrongly. Of two shares of a task one is done. */
const REPORTED = [
  said('regime', 'BC-01', {
    ...{ name: 'Báo cáo mẫu', inForce: true, standardised: true, frequency: 'MONTH', dueDay: 25 },
    reporterAgencyCodes: ['H44.01', 'H44.02'],
  }),
  said('report', 'R/2022-11/H44.01', {
    ...{ regimeCode: 'BC-01', agencyCode: 'H44.01', period: '2022-11', submittedAt: '2022-11-24T10:00:00+07:00' },
    values: { 'e-dossier-rate#num': 1, 'e-dossier-rate#den': 3, 'form-06a.3': 2, 'form-06a.4': 2 },
  }),
  said('assignment', '1@H44.01', {
    ...{ taskNumber: '1', agencyCode: 'H44.01', dueAt: '2022-11-15T17:00:00+07:00' },
    completedAt: '2022-11-14T09:00:00+07:00',
  }),
  said('assignment', '1@H44.02', { taskNumber: '1', agencyCode: 'H44.02', dueAt: '2022-11-15T17:00:00+07:00' }),
  said('petition', 'PA-1', {
    ...{ agencyCode: 'H44.01', receivedAt: '2022-11-01T08:00:00+07:00', dueAt: '2022-11-10T17:00:00+07:00' },
    answeredAt: '2022-11-09T08:00:00+07:00',
  }),
];

describeStack('a hub whose roles are processes of their own', (stack) => {
  let box: StackBox;
  let roles: Apart;
  let url: string;
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    roles = await startApart(box);
    url = roles.gateway.url;
  });
  afterAll(() => box.close());

  /** Both halves for a period, of an agency or of everything. */
  const shareOf = async (code: string, period: string, agency: string | null): Promise<[number, number]> => {
    const query = `query ($code: ID!, $period: Period!, $agency: ID) {
      indicator(code: $code) { value(period: $period, agency: $agency) { numerator denominator agency { name } } } }`;
    type Answer = { indicator: { value: { numerator: number; denominator: number } } };
    const { value } = (await ask<Answer>(url, query, { code, period, agency })).indicator;
    return [value.numerator, value.denominator];
  };
  const share = (period: string, code: string) => shareOf(code, period, 'H44.01');

  test('facts that are posted to the gateway are in Kafka when it says so, and in the figures soon after', async () => {
    const answer = await post(url, [...AGENCIES, dossier('R-1'), dossier('R-2', { channel: 'COUNTER' }), '{']);
    expect([answer.status, answer.json]).toMatchObject([202, { accepted: 4, deadLettered: 1 }]);
    await eventually(async () => {
      const [, denominator] = await share('2022-11', 'e-dossier-rate');
      return denominator === 2 || undefined;
    }, 'both dossiers to count');
    expect(await share('2022-11', 'e-dossier-rate')).toEqual([1, 2]);
  });

  test('an answer is put together from all processes', async () => {
    const query = `{
      dossier(code: "R-1") { code channel agency { name level } }
      indicator(code: "e-dossier-rate") {
        value(period: "2022-11") { evidence { totalCount edges { node { dossier { code agency { name } } } } } }
      }
    }`;
    type Answer = { dossier: object; indicator: { value: { evidence: { totalCount: number } } } };
    const answer = await ask<Answer>(url, query);
    expect(answer.dossier).toEqual({ code: 'R-1', agency: { name: 'Sở Mẫu', level: 'DEPARTMENT' }, channel: 'ONLINE' });
    expect(answer.indicator.value.evidence.totalCount).toBe(1);
  });

  test('what the reporting system tells is answered by its own process, beside the figures of another', async () => {
    expect((await post(url, REPORTED)).json).toMatchObject({ accepted: REPORTED.length, deadLettered: 0 });
    await box.taken('reporting');
    const query = `{
      tasks(agency: "H44.02", overdue: true) { number known assignments { agency { code name } overdue completedAt } }
      reports(period: "2022-11") { totalCount edges { node {
        code status agency { name } discrepancies { key indicator { code title(lang: EN) } reported computed difference }
      } } }
      score(period: "2022-11", agency: "H44.01") { groups { parts { code numerator denominator points missing } } }
    }`;
    type Answer = { tasks: object[]; reports: object; score: { groups: { parts: { code: string }[] }[] } };
    const { tasks, reports, score } = await ask<Answer>(url, query);
    const silent = { code: 'H44.02', name: 'Sở Im lặng' };
    expect(tasks).toEqual([
      { number: '1', known: true, assignments: [{ agency: silent, overdue: true, completedAt: null }] },
    ]);
    const eDossiers = { code: 'e-dossier-rate', title: expect.stringMatching(/dossiers/i) };
    const wrong = [
      { key: 'e-dossier-rate#den', indicator: eDossiers, reported: 3, computed: 2, difference: 1 },
      { key: 'form-06a.4', indicator: null, reported: 2, computed: 1, difference: 1 },
    ];
    const rows = [
      { code: 'BC-01/2022-11/H44.02', status: 'MISSING', agency: { name: 'Sở Im lặng' }, discrepancies: [] },
      { code: 'R/2022-11/H44.01', status: 'ON_TIME', agency: { name: 'Sở Mẫu' }, discrepancies: wrong },
    ];
    expect(reports).toEqual({ totalCount: 2, edges: rows.map((node) => ({ node })) });
    const parts = score.groups.flatMap((group) => group.parts);
    expect(parts.find(({ code }) => code === 'petitions-on-time')).toEqual({
      ...{ code: 'petitions-on-time', numerator: 1, denominator: 1, points: 6, missing: null },
    });
  });

  test('the figures of reporting kinds are those of every agency, the silent one too', async () => {
    expect(await shareOf('reports-on-time', '2022-11', null)).toEqual([1, 2]);
    expect(await shareOf('reports-on-time', '2022-11', 'H44.02')).toEqual([0, 1]);
    expect(await shareOf('directive-tasks-on-time', '2022-11', null)).toEqual([1, 2]);
    expect(await shareOf('petitions-on-time', '2022-11', null)).toEqual([1, 1]);
  });

  test('what the portal was told moves the share of synchronised dossiers and nothing else', async () => {
    // A copy that came after a period's end counts in no figure of that period: this one comes in time.
    const received = new Date(Date.now() - 60_000).toISOString();
    const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear().toString();
    expect((await post(url, dossier('R-3', { receivedAt: received }, { time: received }))).status).toBe(202);
    await eventually(async () => ((await share(year, 'e-dossier-rate'))[1] === 1 ? true : undefined), 'R-3 to count');
    expect(await share(year, 'dossiers-synchronised')).toEqual([0, 1]);
    const copy = { MaHoSo: 'R-3', MaTTHC: '1.000001', TrangThaiHoSo: '10', NgayTra: '20221110080000', ChuHoSo: 'X' };
    const body = { session: 's', madonvi: 'H44', service: 'DongBoHoSoMC', isUpdating: 'False', data: [copy] };
    await box.produce([{ key: null, value: JSON.stringify(body) }]);
    await eventually(
      async () => ((await share(year, 'dossiers-synchronised'))[0] === 1 ? true : undefined),
      'the copy',
    );
    expect(await share(year, 'e-dossier-rate')).toEqual([1, 1]);
    const query = '{ reconciliation(first: 50) { totalCount edges { node { dossier field system portal } } } }';
    type Answer = { reconciliation: { edges: { node: { dossier: string; field: string } }[] } };
    const { edges } = (await ask<Answer>(url, query)).reconciliation;
    // The copy says that it was handed over; the province does not.
    expect(edges.map(({ node }) => `${node.dossier} ${node.field}`)).toContain('R-3 status');
  });

  test('each process tells that it is alive, ready, and what it counts', async () => {
    for (const { url: own } of Object.values(roles)) {
      expect((await fetch(`${own}/healthz`)).status).toBe(200);
      await eventually(async () => ((await fetch(`${own}/readyz`)).ok ? true : undefined), `${own} to be ready`);
      expect(await (await fetch(`${own}/metrics`)).text()).toMatch(/^hub_ready 1$/m);
    }
  });

  test('where the reporting process is gone, what it answers is missing by name, and figures go on', async () => {
    roles.reporting.running.kill('SIGKILL');
    await roles.reporting.running.ended;
    const body = JSON.stringify({ query: '{ tasks { number } }' });
    const headers = { 'content-type': 'application/json' };
    const { json } = await send(`${url}/graphql`, { method: 'POST', headers, body });
    expect(json).toEqual({
      data: null,
      errors: [
        expect.objectContaining({
          message: 'Subgraph "reporting" cannot be reached.',
          extensions: { code: 'SUBGRAPH_UNREACHABLE', subgraph: 'reporting' },
        }),
      ],
    });
    expect(await shareOf('petitions-on-time', '2022-11', null)).toEqual([1, 1]);
    expect(await shareOf('reports-on-time', '2022-11', 'H44.02')).toEqual([0, 1]);
    expect(await share('2022-11', 'e-dossier-rate')).toEqual([1, 2]);
  });

  test('a process whose consumer has died is not ready and ends with a code other than 0', async () => {
    const { procedures } = roles;
    const admin = box.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [box.topic('procedures')] });
    await admin.disconnect();
    const { code, stderr } = await procedures.running.ended;
    expect(code).not.toBe(0);
    expect(code).not.toBeNull();
    expect(stderr).toContain('a part of this process has ended');
    // The others go on.
    expect(await share('2022-11', 'e-dossier-rate').catch(() => 'away')).toEqual([1, 2]);
  });
});
