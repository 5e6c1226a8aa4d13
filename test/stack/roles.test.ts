import { ask, eventually, post } from '../support/hub';
import { dossier, type Message } from '../support/hub-facts';
import { describeStack } from '../support/stack';
import { type RoleProcess, StackBox } from '../support/stack-box';

jest.setTimeout(120_000);

const AGENCY: Message = {
  specversion: '1.0',
  id: 'agency/1',
  source: 'urn:example:one-stop',
  type: 'vn.province.agency.v1',
  subject: 'H44.01',
  time: '2022-01-01T00:00:00+07:00',
  data: { name: 'Sở Mẫu', level: 'DEPARTMENT' },
};

describeStack('a hub whose roles are processes of their own', (stack) => {
  let box: StackBox;
  let gateway: RoleProcess;
  const roles: RoleProcess[] = [];
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    // No topic is made beforehand: whoever comes first makes what it needs.
    const subgraphs: string[] = [];
    for (const role of ['catalog', 'procedures', 'indicators']) {
      const process = await box.role([role]);
      roles.push(process);
      subgraphs.push(`${role}=${process.url}/graphql`);
    }
    roles.push(await box.role(['relay']));
    gateway = await box.role(['gateway'], { HUB_SUBGRAPHS: subgraphs.join() });
    roles.push(gateway);
  });
  afterAll(() => box.close());

  const share = async (period: string, code: string): Promise<[number, number]> => {
    const query = `query ($code: ID!, $period: Period!) {
      indicator(code: $code) { value(period: $period, agency: "H44.01") { numerator denominator agency { name } } } }`;
    type Answer = { indicator: { value: { numerator: number; denominator: number } } };
    const { value } = (await ask<Answer>(gateway.url, query, { code, period })).indicator;
    return [value.numerator, value.denominator];
  };

  test('facts that are posted to the gateway are in Kafka when it says so, and in the figures soon after', async () => {
    const answer = await post(gateway.url, [AGENCY, dossier('R-1'), dossier('R-2', { channel: 'COUNTER' }), '{']);
    expect([answer.status, answer.json]).toMatchObject([202, { accepted: 3, deadLettered: 1 }]);
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
    const answer = await ask<Answer>(gateway.url, query);
    expect(answer.dossier).toEqual({ code: 'R-1', agency: { name: 'Sở Mẫu', level: 'DEPARTMENT' }, channel: 'ONLINE' });
    expect(answer.indicator.value.evidence.totalCount).toBe(1);
  });

  test('what the portal was told moves the share of synchronised dossiers and nothing else', async () => {
    // A copy that came after a period's end counts in no figure of that period: this one comes in time.
    const received = new Date(Date.now() - 60_000).toISOString();
    const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear().toString();
    expect((await post(gateway.url, dossier('R-3', { receivedAt: received }, { time: received }))).status).toBe(202);
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
    const { edges } = (await ask<Answer>(gateway.url, query)).reconciliation;
    // The copy says that it was handed over; the province does not.
    expect(edges.map(({ node }) => `${node.dossier} ${node.field}`)).toContain('R-3 status');
  });

  test('each process tells that it is alive, ready, and what it counts', async () => {
    for (const { url } of roles) {
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      await eventually(async () => ((await fetch(`${url}/readyz`)).ok ? true : undefined), `${url} to be ready`);
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^hub_ready 1$/m);
    }
  });

  test('a process whose consumer has died is not ready and ends with a code other than 0', async () => {
    const [procedures] = [roles[1]!];
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
