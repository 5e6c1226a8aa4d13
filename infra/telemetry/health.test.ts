import { Health } from './health';
import { createMetrics } from './metrics';
import { createRoleServer } from './role-server';

test('every check is told; one that is not ok makes the process not ready', async () => {
  const health = new Health();
  expect(await health.readiness()).toEqual({ ok: true, checks: {} });
  health.add('database', async () => 'ok').add('definitions', async () => 'rebuilt by another process: restart');
  expect(await health.readiness()).toEqual({
    ok: false,
    checks: { database: 'ok', definitions: 'rebuilt by another process: restart' },
  });
  health.add('definitions', async () => 'ok');
  expect(await health.readiness()).toMatchObject({ ok: true });
});

test('a check that throws or does not answer has failed, with its words', async () => {
  const health = new Health(50)
    .add('database', async () => {
      throw new Error('127.0.0.1:3306 refuses connections\nwith a stack');
    })
    .add('kafka', () => new Promise(() => undefined))
    .add('lock', () => {
      throw new Error('at once');
    });
  expect(await health.readiness()).toEqual({
    ok: false,
    checks: { database: '127.0.0.1:3306 refuses connections', kafka: 'no answer in 0.05 s', lock: 'at once' },
  });
});

test('a role answers for itself over HTTP, and counts who asked', async () => {
  let words = 'ok';
  const health = new Health().add('relay', async () => words);
  const server = await createRoleServer({
    host: '127.0.0.1',
    port: 0,
    health,
    metrics: createMetrics(),
    report: () => undefined,
    routes: {
      'GET /broken': async () => {
        throw new Error('ours');
      },
    },
  });
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${server.url}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  try {
    expect(await get('/healthz')).toMatchObject({ status: 200 });
    expect(await get('/readyz')).toEqual({ status: 200, text: '{"ok":true,"checks":{"relay":"ok"}}\n' });
    expect((await get('/metrics')).text).toMatch(/^hub_ready 1$/m);
    words = 'another relay is at work';
    expect(await get('/readyz')).toMatchObject({ status: 503, text: expect.stringContaining('another relay') });
    expect(await get('/healthz')).toMatchObject({ status: 200 });
    expect(await get('/nguyen-van-a')).toMatchObject({ status: 404 });
    expect(await get('/broken')).toMatchObject({ status: 500, text: expect.not.stringContaining('ours') });
    const { text } = await get('/metrics');
    expect(text).toMatch(/^hub_ready 0$/m);
    expect(text).toMatch(/^hub_http_requests_total\{route="GET \/readyz",status="200"\} 1$/m);
    expect(text).toMatch(/^hub_http_requests_total\{route="GET \/readyz",status="503"\} 1$/m);
    expect(text).toMatch(/^hub_http_requests_total\{route="none",status="404"\} 1$/m);
    expect(text).toMatch(/^hub_http_requests_total\{route="GET \/broken",status="500"\} 1$/m);
    expect(text).not.toContain('nguyen');
  } finally {
    await server.stop();
  }
});
