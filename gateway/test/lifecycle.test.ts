import { once } from 'node:events';
import { connect } from 'node:net';
import { createWorld, send, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

describe('starting and stopping', () => {
  test('a port in use says what to do', async () => {
    const { url } = await world.gateway().start();
    const port = Number(new URL(url).port);
    await expect(world.gateway({ port }).start()).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringMatching(new RegExp(`Port ${port} on 127.0.0.1 is already in use.*HUB_PORT`)),
    });
  });

  test('an address that this machine does not have says so', async () => {
    await expect(world.gateway({ host: '192.0.2.1' }).start()).rejects.toMatchObject({ code: 'ADDRESS_NOT_AVAILABLE' });
  });

  test('a supergraph whose subgraph is nowhere is refused before anything listens', () => {
    expect(() => world.gateway({ subgraphs: { catalog: world.catalog.execute } })).toThrow(
      /nor have an address: indicators/,
    );
  });

  test('stopping lets a request under way finish, and a kept connection does not hold it up', async () => {
    let arrived: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: typeof world.catalog.execute = async (request) => {
      arrived();
      await released;
      return world.catalog.execute(request);
    };
    const gateway = world.gateway({ subgraphs: { catalog: slow, indicators: world.indicators.execute } });
    const address = (await gateway.start()).url;
    await (await fetch(`${address}/healthz`)).text();
    const answer = fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ agencies(level: PROVINCE) { code } }' }),
    });
    await reached;
    const stopped = gateway.stop();
    await expect(send(`${address}/healthz`)).rejects.toThrow(/ECONNREFUSED/);
    release();
    expect(await (await answer).json()).toEqual({ data: { agencies: [{ code: 'P' }] } });
    await stopped;
    await gateway.stop();
  });

  test('a connection that never asked anything does not hold up the stop', async () => {
    const gateway = world.gateway();
    const { port } = new URL((await gateway.start()).url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    // The server has the connection, too: it answers a later one.
    expect((await send(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    // Well before the time that requests under way are given: the test's own limit tells.
    await gateway.stop();
    await ended;
  }, 5000);
});
