import type { IncomingMessage, ServerResponse } from 'node:http';
import { EXPLORER_SCRIPT } from '../pages/explorer';
import { ask, createWorld, send, type World } from './world';

const JSON_TYPE = { 'content-type': 'application/json' };
const LABEL = 'DỮ LIỆU MÔ PHỎNG <SIMULATED>';

let world: World;
let url: string;
let isReady = true;
beforeAll(async () => {
  world = await createWorld();
  const gateway = world.gateway({
    label: async () => LABEL,
    ready: async () => {
      if (!isReady) throw new Error('no connection to 10.0.0.7');
      return { ok: true, checks: { store: 'ok' } };
    },
    routes: {
      'POST /events': async (request: IncomingMessage, response: ServerResponse) => {
        for await (const _ of request);
        response.writeHead(202).end('taken');
      },
      'GET /exports/*': async (request: IncomingMessage, response: ServerResponse) => void response.end(request.url),
      'GET /fails': () => Promise.reject(new Error('secret of a route')),
    },
  });
  url = (await gateway.start()).url;
});
afterAll(() => world.stop());
afterEach(() => {
  expect(world.faults.splice(0)).toEqual([]);
});

const graphql = (options: Parameters<typeof send>[1], search = '') => send(`${url}/graphql${search}`, options);
const AGENCIES = `?query=${encodeURIComponent('{ agencies(level: PROVINCE) { code } }')}`;
const FOUND = { data: { agencies: [{ code: 'P' }] } };

describe('GraphQL over HTTP', () => {
  test("application/json by default, GraphQL's own type where it is asked for", async () => {
    const body = JSON.stringify({ query: '{ agencies(level: PROVINCE) { code } }' });
    const plain = await graphql({ method: 'POST', headers: JSON_TYPE, body });
    expect([plain.status, plain.headers['content-type'], plain.json]).toEqual([
      200,
      'application/json; charset=utf-8',
      FOUND,
    ]);
    const own = await graphql({
      method: 'POST',
      headers: { ...JSON_TYPE, accept: 'application/graphql-response+json' },
      body,
    });
    expect([own.status, own.headers['content-type'], own.json]).toEqual([
      200,
      'application/graphql-response+json; charset=utf-8',
      FOUND,
    ]);
  });

  test.each([
    ['a header that needs a preflight', { 'apollo-require-preflight': '1' }],
    ['the older header', { 'x-requested-with': 'XMLHttpRequest' }],
    ["GraphQL's own media type", { accept: 'application/graphql-response+json' }],
    ['a content type', JSON_TYPE],
  ])('GET with %s is answered', async (_, headers) => {
    const { status, json } = await graphql({ headers }, AGENCIES);
    expect([status, json]).toEqual([200, FOUND]);
  });

  test.each([
    ['GET', {}],
    ['GET', { accept: '*/*' }],
    ['POST', { 'content-type': 'text/plain' }],
    ['POST', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['POST', {}],
  ])('%s as a foreign page could send it is refused: %p', async (method, headers) => {
    const body = method === 'POST' ? '{"query":"{ agencies { code } }"}' : '';
    const { status, json } = await graphql({ method, headers, body }, method === 'GET' ? AGENCIES : '');
    expect(status).toBe(400);
    expect(json.errors[0].message).toMatch(/Cross-Site Request Forgery/);
    expect(json.data).toBeUndefined();
  });

  test.each([
    [
      '{ agencies { cod } }',
      /Cannot query field "cod" on type "Agency". Did you mean "code"\?/,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['{ agencies { code }', /Syntax Error: Expected Name, found <EOF>/, 'GRAPHQL_PARSE_FAILED'],
    ['query A { agencies { code } } query B { agencies { code } }', /operationName/, 'OPERATION_RESOLUTION_FAILURE'],
    ['query ($level: Level!) { agencies(level: $level) { code } }', /Variable "\$level"/, 'BAD_USER_INPUT'],
    [
      'query ($representations: Int) { values(first: $representations) { from } }',
      /reserved/,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['{ __proto__: agencies { code } }', /reserved/, 'GRAPHQL_VALIDATION_FAILED'],
    ['mutation { agencies { code } }', /does not serve mutation/, 'BAD_REQUEST'],
  ])('%s is refused with a reason', async (query, message, code) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, json } = await ask(url, query, undefined, { accept });
      expect(status).toBe(400);
      expect(json.data).toBeUndefined();
      expect(json.errors[0]).toMatchObject({ message: expect.stringMatching(message), extensions: { code } });
      expect(Object.keys(json.errors[0].extensions)).not.toContain('stacktrace');
    }
  });

  test.each([
    ['no JSON', '{"query":', /not valid JSON/],
    ['no query', '{"variables":{}}', /non-empty `query`/],
    ['several operations in one body', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', /batching/i],
  ])('a body with %s is refused', async (_, body, message) => {
    const { status, json } = await graphql({ method: 'POST', headers: JSON_TYPE, body });
    expect([status, json.errors[0].message]).toEqual([400, expect.stringMatching(message)]);
  });

  test('a body larger than a mebibyte is refused, announced or not', async () => {
    const body = JSON.stringify({ query: `{ __typename } #${'x'.repeat(1024 * 1024)}` });
    for (const length of [{}, { 'content-length': String(Buffer.byteLength(body)) }]) {
      const { status, json } = await graphql({ method: 'POST', headers: { ...JSON_TYPE, ...length }, body });
      expect([status, json.errors[0].message]).toEqual([413, expect.stringMatching(/larger than 1048576 bytes/)]);
    }
    const { status } = await graphql({
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(1e6)}` }),
    });
    expect(status).toBe(200);
  });

  test('introspection tells the descriptions, also beside data', async () => {
    const query = `query ($name: String!) {
      __schema { queryType { fields { name description args { name defaultValue } } } }
      __type(name: $name) { description fields(includeDeprecated: true) { name description deprecationReason } }
      day: __type(name: "Day") { description specifiedByURL }
      values(first: 1) { numerator }
      ...Level
    }
    fragment Level on Query { level: __type(name: "Level") { enumValues { name } } kind: __typename }`;
    const { json } = await ask(url, query, { name: 'IndicatorValue' });
    expect(json.errors).toBeUndefined();
    expect(json.data.__schema.queryType.fields).toContainEqual({
      name: 'agencies',
      description: 'Agencies of a level',
      args: [{ name: 'level', defaultValue: 'COMMUNE' }],
    });
    expect(json.data.__type.description).toBe('A figure and what it is made of');
    expect(json.data.__type.fields).toContainEqual({
      name: 'grid',
      description: null,
      deprecationReason: 'for the test of nested lists',
    });
    expect(json.data).toMatchObject({
      day: { description: 'A day, such as 2022-11-25' },
      values: [{ numerator: 0 }],
      level: { enumValues: [{ name: 'PROVINCE' }, { name: 'COMMUNE' }] },
      kind: 'Query',
    });
    expect(Object.keys(json.data)).toEqual(['__schema', '__type', 'day', 'values', 'level', 'kind']);
  });

  test('introspection may be switched off', async () => {
    const other = await world.gateway({ introspection: false }).start();
    const { status, json } = await ask(other.url, '{ __schema { queryType { name } } }');
    expect([status, json.errors[0].message]).toEqual([400, expect.stringMatching(/introspection is not allowed/i)]);
    expect((await ask(other.url, '{ __typename agencies(level: PROVINCE) { __typename } }')).json).toEqual({
      data: { __typename: 'Query', agencies: [{ __typename: 'Agency' }] },
    });
  });
});

describe('the checks', () => {
  test('healthz: alive', async () => {
    const { status, json } = await send(`${url}/healthz`);
    expect([status, json]).toEqual([200, { ok: true }]);
    const head = await send(`${url}/healthz`, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
  });

  test('readyz: what the checks say, and not ready where they fail', async () => {
    expect(await send(`${url}/readyz`)).toMatchObject({ status: 200, json: { ok: true, checks: { store: 'ok' } } });
    isReady = false;
    const { status, json, text } = await send(`${url}/readyz`);
    isReady = true;
    expect([status, json.ok]).toEqual([503, false]);
    expect(text).not.toContain('10.0.0.7');
    expect(world.faults.splice(0)).toEqual([expect.stringContaining('no connection to 10.0.0.7')]);
    const busy = await world.gateway({ ready: async () => ({ ok: false, checks: { relay: 'behind' } }) }).start();
    expect(await send(`${busy.url}/readyz`)).toMatchObject({
      status: 503,
      json: { ok: false, checks: { relay: 'behind' } },
    });
  });
});

describe('the pages', () => {
  test('home: the label first, the addresses, a query to begin with; nothing from elsewhere', async () => {
    const { status, headers, text } = await send(`${url}/`, { headers: { accept: 'text/html' } });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toContain('<html lang="vi">');
    expect(text).toContain('DỮ LIỆU MÔ PHỎNG &#60;SIMULATED&#62;');
    expect(text).not.toContain('<SIMULATED>');
    for (const address of ['GET /graphql', 'POST /graphql', 'POST /events', 'GET /exports/*', 'GET /readyz']) {
      expect(text).toContain(`<code>${address}</code>`);
    }
    expect(text).not.toMatch(/https?:\/\//);
  });

  test('a browser at /graphql gets a page of ours, whose parts are served here', async () => {
    const { status, text } = await graphql({ headers: { accept: 'text/html,*/*;q=0.8' } }, '?query=%3Cscript%3E');
    expect(status).toBe(200);
    expect(text).toContain('<textarea id="query"');
    expect(text).toContain('MÔ PHỎNG');
    expect(text).not.toMatch(/https?:\/\/|<script>/);
    for (const [, path] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      const asset = await send(`${url}${path}`);
      expect([path, asset.status]).toEqual([path, 200]);
      expect(asset.text).not.toMatch(/https?:\/\//);
    }
    expect((await send(`${url}/assets/explorer.js`)).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(() => new Function(EXPLORER_SCRIPT)).not.toThrow();
  });

  test('without a label there is none', async () => {
    const other = await world.gateway().start();
    expect((await send(`${other.url}/`)).text).not.toContain('class="label"');
  });
});

describe('other addresses', () => {
  test('routes of others, whole and as a prefix', async () => {
    expect(await send(`${url}/events`, { method: 'POST', body: 'x' })).toMatchObject({ status: 202, text: 'taken' });
    expect(await send(`${url}/exports/a/b.csv?x=1`)).toMatchObject({ status: 200, text: '/exports/a/b.csv?x=1' });
  });

  test('what is not there, and what is not done there', async () => {
    expect(await send(`${url}/nowhere`)).toMatchObject({
      status: 404,
      json: { errors: [{ message: expect.any(String) }] },
    });
    const { status, headers } = await send(`${url}/events`);
    expect([status, headers['allow']]).toEqual([405, 'POST']);
    expect((await graphql({ method: 'DELETE' })).headers['allow']).toBe('GET, POST');
  });

  test('a route that fails is masked', async () => {
    const { status, text } = await send(`${url}/fails`);
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    expect(world.faults.splice(0)).toEqual([expect.stringContaining('GET /fails: Error: secret of a route')]);
  });

  test('a route that cannot be one is refused at once', async () => {
    await expect(world.gateway({ routes: { events: async () => undefined } }).start()).rejects.toThrow(/reads like/);
  });
});
