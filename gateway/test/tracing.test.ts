import { createMetrics } from '../../infra/telemetry/metrics';
import { startTracing } from '../../infra/telemetry/start-tracing';
import { type Collector, startCollector } from '../../test/support/collector';
import { ask, createWorld, send, type World } from './world';

const TRACE = 'c'.repeat(32);
let collector: Collector;
let world: World;
beforeAll(async () => {
  collector = await startCollector();
  world = await createWorld();
});
afterAll(async () => {
  await world.stop();
  await collector.stop();
});

test('one trace leads from the client through the gateway to subgraphs here and behind HTTP', async () => {
  const tracing = startTracing({ address: collector.address, role: 'gateway' });
  const { url: remote } = await world.catalog.listen({ host: '127.0.0.1', port: 0 });
  const gateway = world.gateway({ subgraphs: { catalog: { url: remote }, indicators: world.indicators.execute } });
  const { url } = await gateway.start();
  const text = '{ agencies(level: PROVINCE) { name indicators(period: "2022-11") { from } } }';
  const traceparent = `00-${TRACE}-${'1'.repeat(16)}-01`;
  const { status } = await ask(url, text, undefined, { traceparent, authorization: 'Bearer hub_x' });
  expect(status).toBe(200);
  await tracing.stop();

  const spans = collector.spans().filter(({ traceId }) => traceId === TRACE);
  const [client] = spans.filter(({ parentSpanId }) => parentSpanId === '1'.repeat(16));
  expect(client).toMatchObject({ name: 'http request', attributes: { 'http.route': 'POST /graphql' } });
  const below = (parent: string): string[] =>
    spans.filter(({ parentSpanId }) => parentSpanId === parent).map(({ name }) => name);
  // To the catalogue over HTTP, to the other here.
  expect(below(client!.spanId)).toEqual(expect.arrayContaining(['http request', 'graphql subgraph']));
  const served = spans.find(({ name, parentSpanId }) => name === 'http request' && parentSpanId === client!.spanId)!;
  expect(below(served.spanId)).toEqual(['graphql subgraph']);
  expect(collector.text()).not.toMatch(/hub_x|PROVINCE/);
});

test('the gateway tells its metrics, by route', async () => {
  const gateway = world.gateway({ metrics: createMetrics() });
  const { url } = await gateway.start();
  await ask(url, '{ __typename }');
  await send(`${url}/nobody`);
  const { status, headers, text } = await send(`${url}/metrics`);
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/plain; version=/);
  expect(text).toMatch(/^hub_http_requests_total\{route="POST \/graphql",status="200"\} 1$/m);
  expect(text).toMatch(/^hub_http_requests_total\{route="none",status="404"\} 1$/m);
  expect(text).toMatch(/^hub_ready 1$/m);
  expect(
    (
      await send(
        `${await world
          .gateway()
          .start()
          .then((each) => each.url)}/metrics`,
      )
    ).status,
  ).toBe(404);
});
