import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpSubgraph, type HttpSubgraph } from './http-subgraph';

let server: Server;
let subgraph: HttpSubgraph;
let connections = 0;
const faults: string[] = [];

async function serve(listener: RequestListener, timeoutMs = 10_000): Promise<void> {
  connections = 0;
  server = createServer(listener);
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const report = (fault: unknown, where: string) => void faults.push(`${where}: ${String(fault)}`);
  subgraph = createHttpSubgraph({ name: 'far', url: `http://127.0.0.1:${port}/graphql`, report, timeoutMs });
}

afterEach(async () => {
  subgraph.stop();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  expect(faults.splice(0)).toEqual([]);
});

test('requests one after the other share a connection', async () => {
  await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () =>
      response.end(JSON.stringify({ data: { sent: JSON.parse(body), who: request.headers['who'] } })),
    );
  });
  for (const n of [1, 2, 3]) {
    const result = await subgraph.execute({ query: '{ à }', variables: { n }, headers: { who: 'me' } });
    expect(result).toEqual({ data: { sent: { query: '{ à }', variables: { n } }, who: 'me' } });
  }
  expect(connections).toBe(1);
});

test('a kept connection that the other side has just closed costs no answer, but a mutation is not sent twice', async () => {
  let requests = 0;
  await serve((request, response) => {
    requests++;
    if (requests % 2 === 0) request.socket.destroy();
    else response.end('{"data":{}}');
  });
  await subgraph.execute({ query: '{ a }' });
  expect(await subgraph.execute({ query: '{ a }' })).toEqual({ data: {} });
  expect([requests, connections]).toEqual([3, 2]);
  await expect(subgraph.execute({ query: 'mutation { a }' })).rejects.toMatchObject({
    extensions: { code: 'SUBGRAPH_UNREACHABLE' },
  });
  expect(requests).toBe(4);
  expect(faults.splice(0)).toHaveLength(1);
});

test.each([
  ['a page', 502, '<html>Bad gateway</html>', 'Status 502 and no JSON'],
  ['other JSON', 404, '{"error":"no"}', 'Status 404 and no GraphQL answer'],
])('%s is no answer', async (_, status, text, told) => {
  await serve((_request, response) => void response.writeHead(status).end(text));
  await expect(subgraph.execute({ query: '{ a }' })).rejects.toMatchObject({
    message: 'Subgraph "far" cannot be reached.',
    extensions: { code: 'SUBGRAPH_UNREACHABLE', subgraph: 'far' },
  });
  expect(faults.splice(0)).toEqual([expect.stringContaining(told)]);
});

test("GraphQL's own errors count whatever the status is", async () => {
  const answer = { errors: [{ message: 'No', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };
  await serve((_request, response) => void response.writeHead(400).end(JSON.stringify(answer)));
  expect(await subgraph.execute({ query: '{ a }' })).toEqual(answer);
});

test('a subgraph that says nothing is not waited for longer than agreed', async () => {
  await serve(() => undefined, 50);
  await expect(subgraph.execute({ query: '{ a }' })).rejects.toMatchObject({
    extensions: { code: 'SUBGRAPH_TIMEOUT' },
  });
  expect(faults.splice(0)).toEqual([expect.stringContaining('Nothing came for too long')]);
});

test('a client that is gone is not asked for any more', async () => {
  const gone = new AbortController();
  await serve(() => gone.abort());
  await expect(subgraph.execute({ query: '{ a }', signal: gone.signal })).rejects.toMatchObject({
    extensions: { code: 'CLIENT_GONE' },
  });
});
