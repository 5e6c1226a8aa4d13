import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { ask, DEADLINE, eventually, HubBox, post, send, within } from '../support/hub';
import { dossier, dossiers } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

/** Stopping is a matter of seconds, also on a busy machine. */
const SECONDS = 8_000;
const COUNT = '{ indicator(code: "e-dossier-rate") { value(period: "2022-11") { denominator } } }';

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops it cleanly, and the next start has all that was taken',
  async (signal) => {
    const first = await box.serve();
    expect((await post(first.url, dossiers(7))).status).toBe(200);
    // The client's connection is kept alive: it holds nobody up.
    const asked = Date.now();
    const ended = await first.stop(signal);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toMatch(/^stopping$/m);
    expect(Date.now() - asked).toBeLessThan(SECONDS);
    await expect(send(`${first.url}/healthz`)).rejects.toThrow();

    const second = await box.serve();
    expect(await ask(second.url, COUNT)).toEqual({ indicator: { value: { denominator: 7 } } });
    expect((await second.stop(signal)).code).toBe(0);
  },
);

test('a request under way when it is told to stop is answered', async () => {
  const hub = await box.serve();
  const body = JSON.stringify(dossiers(400));
  const sending = request(`${hub.url}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  });
  sending.flushHeaders();
  // The hub has read the head and waits for the body.
  await within(once(sending, 'continue'), DEADLINE, 'the hub to ask for the body');
  hub.running.kill('SIGTERM');
  await within(hub.running.saw(/^stopping$/m), DEADLINE, 'the hub to stop');
  sending.end(body);
  const [response] = (await within(once(sending, 'response'), DEADLINE, 'the answer')) as [IncomingMessage];
  expect([response.statusCode, await json(response)]).toMatchObject([200, { accepted: 400 }]);
  expect((await hub.running.ended).code).toBe(0);
});

test('killed, it has what it answered for', async () => {
  const hub = await box.serve();
  expect((await post(hub.url, dossiers(5))).status).toBe(200);
  expect(await hub.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  const again = await box.serve();
  expect(await ask(again.url, COUNT)).toEqual({ indicator: { value: { denominator: 5 } } });
});

test('it is alive and ready, and says where', async () => {
  const hub = await box.serve();
  expect(await send(`${hub.url}/healthz`)).toMatchObject({ status: 200, json: { ok: true } });
  expect(await send(`${hub.url}/readyz`)).toMatchObject({
    status: 200,
    json: { ok: true, checks: { database: 'ok', definitions: 'ok' } },
  });
  const said = hub.running.stdout();
  for (const address of [`${hub.url}/graphql`, `POST ${hub.url}/events`, `${hub.url}/readyz`, box.data]) {
    expect(said).toContain(address);
  }
  expect(said).not.toContain('SIMULATED');
  expect(said).toContain('HUB_AUTH=off');
});

test('two hubs on one folder serve the same figures', async () => {
  const [one, other] = [await box.serve(), await box.serve()];
  await Promise.all([post(one.url, dossiers(20, 'A')), post(other.url, dossiers(30, 'B'))]);
  const expected = { indicator: { value: { denominator: 50 } } };
  expect([await ask(one.url, COUNT), await ask(other.url, COUNT)]).toEqual([expected, expected]);
  expect([(await one.stop()).code, (await other.stop()).code]).toEqual([0, 0]);
  expect((await box.run(['verify'])).code).toBe(0);
});

test('a new agency has its name as soon as somebody tells it', async () => {
  const hub = await box.serve();
  await post(hub.url, dossiers(2));
  const query = '{ agency(code: "H44.01") { name known } }';
  expect(await ask(hub.url, query)).toEqual({ agency: { name: 'H44.01', known: false } });
  const agency = { ...dossier('H44.01'), type: 'vn.province.agency.v1', data: { name: 'Sở Xây dựng' } };
  await post(hub.url, agency);
  expect(await ask(hub.url, query)).toEqual({ agency: { name: 'Sở Xây dựng', known: true } });
  const written = box.write(
    'agency.jsonl',
    JSON.stringify({ ...agency, id: 'x', time: '2022-12-01T00:00:00Z', data: { name: 'Sở Y tế' } }),
  );
  // Another process tells it this time.
  await box.run(['import', written]);
  await eventually(async () => {
    const { agency: found } = await ask<{ agency: { name: string } }>(hub.url, query);
    return found.name === 'Sở Y tế' ? found : undefined;
  }, 'the name that another process brought');
});
