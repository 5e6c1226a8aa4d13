import { ask, DEADLINE, HubBox, post, type Served, send } from '../support/hub';
import { dossier, dossiers, SOURCE } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
let hub: Served;
beforeAll(async () => {
  box = new HubBox();
  hub = await box.serve();
});
afterAll(() => box.close());

const MIB = 1024 * 1024;
const NOTHING = { accepted: 0, repeated: 0, deadLettered: 0, problems: [] };
const ONLINE = '{ indicator(code: "e-dossier-rate") { value(period: "2022-11") { numerator denominator } } }';

async function online(): Promise<[number, number]> {
  type Value = { numerator: number; denominator: number };
  const { numerator, denominator } = (await ask<{ indicator: { value: Value } }>(hub.url, ONLINE)).indicator.value;
  return [numerator, denominator];
}

test.each([
  ['a single event', 'application/json', () => dossier('single'), 1],
  ['an array', 'application/json', () => dossiers(3, 'array'), 3],
  ['a single CloudEvent, with a character set', 'application/cloudevents+json; charset=utf-8', () => dossier('own'), 1],
  ['a CloudEvents batch', 'application/cloudevents-batch+json', () => dossiers(4, 'batch'), 4],
  ['an event with a byte order mark', 'application/json', () => `\ufeff${JSON.stringify(dossier('mark'))}`, 1],
] as const)('%s is taken: the figures move at once, and the same again is repeated', async (_, type, body, count) => {
  const before = await online();
  const first = await post(hub.url, body(), type);
  expect([first.status, first.json]).toEqual([200, { ...NOTHING, accepted: count }]);
  const after = await online();
  expect(after[1] - before[1]).toBe(count);

  const second = await post(hub.url, body(), type);
  expect([second.status, second.json]).toEqual([200, { ...NOTHING, repeated: count }]);
  expect(await online()).toEqual(after);
});

test('an empty array changes nothing', async () => {
  expect((await post(hub.url, [])).json).toEqual(NOTHING);
});

test('freshness tells how far the source has come', async () => {
  const query = '{ freshness { source newestEvent accepted deadLettered receivedAt } }';
  type Source = { source: string; newestEvent: string; accepted: number; deadLettered: number; receivedAt: string };
  const source = async (): Promise<Source | undefined> =>
    (await ask<{ freshness: Source[] }>(hub.url, query)).freshness.find((each) => each.source === SOURCE);
  const before = (await source())?.accepted ?? 0;
  const asked = Date.now();
  await post(hub.url, dossier('fresh', {}, { time: '2023-02-01T10:00:00+07:00' }));
  const after = (await source())!;
  expect(after).toMatchObject({ newestEvent: '2023-02-01T10:00:00.000+07:00', accepted: before + 1, deadLettered: 0 });
  expect(Date.parse(after.receivedAt)).toBeGreaterThanOrEqual(asked);
});

test('a mixture: what is sound is taken, each problem names its message', async () => {
  const before = await online();
  const messages = [
    dossier('mixed-1'),
    dossier('mixed-2', { receivedAt: '2022-02-30T08:00:00+07:00' }),
    7,
    dossier('mixed-3', { channel: 'COUNTER' }),
  ];
  const { status, json } = await post(hub.url, messages);
  expect([status, json]).toEqual([
    200,
    {
      accepted: 2,
      repeated: 0,
      deadLettered: 2,
      problems: [
        {
          index: 1,
          field: 'data.receivedAt',
          expected: 'an instant whose date and time exist',
          value: '2022-02-30T08:00:00+07:00',
        },
        { index: 2, field: '', expected: expect.stringMatching(/^one JSON object/) },
      ],
    },
  ]);
  expect(await online()).toEqual([before[0] + 1, before[1] + 2]);
});

test.each([
  [
    'no fact among them',
    () => [dossier('x', { channel: 'FAX' }), dossier('y', {}, { type: 'vn.province.dosier.v1' })],
    2,
  ],
  ['a text in place of an event', () => [JSON.stringify(dossier('as text'))], 1],
  ['nested beyond all sense', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 1],
])('%s: 422, and every message is a dead letter', async (_, body, count) => {
  const before = await online();
  const { status, json } = await post(hub.url, body());
  expect([status, json]).toEqual([422, { ...NOTHING, deadLettered: count, problems: expect.any(Array) }]);
  expect((json as { problems: unknown[] }).problems).toHaveLength(count);
  expect(await online()).toEqual(before);
});

test('a batch sent as a single event is told to come as a batch', async () => {
  const { status, json } = await post(hub.url, dossiers(2), 'application/cloudevents+json');
  expect(status).toBe(422);
  expect(json).toMatchObject({ accepted: 0, problems: [{ expected: expect.stringContaining('not as a list') }] });
});

test.each([
  ['cut off', () => '{"specversion": "1.0", '],
  ['empty', () => ''],
  ['in another encoding', () => Buffer.from(JSON.stringify(dossier('latin', { officerCode: 'é' })), 'latin1')],
])('a body that is no JSON (%s): 400, and a dead letter', async (_, body) => {
  const before = await online();
  const { status, json } = await post(hub.url, body());
  expect([status, json]).toMatchObject([400, { accepted: 0, deadLettered: 1 }]);
  expect(await online()).toEqual(before);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
  'content type %p: 415, and what would be right',
  async (type) => {
    const body = Buffer.from(JSON.stringify(dossier('typed')));
    const { status, json } = await send(`${hub.url}/events`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(status).toBe(415);
    expect(json).toMatchObject({
      errors: [{ message: expect.stringContaining('application/cloudevents-batch+json') }],
    });
  },
);

test('other methods: 405, and which one is right', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const { status, headers } = await send(`${hub.url}/events`, { method });
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  }
});

test('a message of more than 1 MiB is a dead letter, alone and among others', async () => {
  const large = dossier('large', { lateReason: 'x'.repeat(MIB) });
  const alone = await post(hub.url, large);
  expect([alone.status, alone.json]).toMatchObject([
    422,
    { accepted: 0, problems: [{ index: 0, field: '', expected: `a message of at most ${MIB} bytes` }] },
  ]);
  const among = await post(hub.url, [dossier('small-1'), large, dossier('small-2')]);
  expect([among.status, among.json]).toMatchObject([200, { accepted: 2, deadLettered: 1, problems: [{ index: 1 }] }]);
});

test('a batch far larger than one message is taken whole', async () => {
  const batch = dossiers(6000, 'many');
  expect(JSON.stringify(batch).length).toBeGreaterThan(MIB);
  expect((await post(hub.url, batch)).json).toEqual({ ...NOTHING, accepted: 6000 });
});

test('an absurd body: 413, and the hub goes on', async () => {
  const { status, json } = await post(hub.url, Buffer.alloc(17 * MIB, 0x20));
  expect([status, json]).toMatchObject([413, { errors: [{ message: expect.stringContaining(String(16 * MIB)) }] }]);
  expect((await post(hub.url, dossier('afterwards'))).status).toBe(200);
});

test('in the end every cell is what the facts say, and nothing went wrong on the way', async () => {
  const verified = await box.run(['verify']);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  expect(hub.running.stderr()).toBe('');
});
