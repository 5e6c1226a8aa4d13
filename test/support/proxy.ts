import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of a piece: it goes on, or the connection ends before it does. */
export type Verdict = 'pass' | 'cut';
/** One that is not decided yet holds the piece back, and all that comes after it on its connection. */
export type Judged = Verdict | Promise<Verdict>;

/** A TCP proxy in front of a server, through which a test sees what is said and breaks it. */
export interface TcpProxy {
  readonly host: string;
  readonly port: number;
  /** Judges every piece that a client sends, with the number of its connection; absent: all pass. */
  onRequest: ((piece: Buffer, connection: number) => Judged) | undefined;
  /** Sees every piece that the server answers, before it goes on; `cut` ends the connection instead. */
  onAnswer: ((piece: Buffer, connection: number) => Judged) | undefined;
  /** Ends all connections; new ones are taken again. */
  cutAll(): void;
  close(): Promise<void>;
}

/** Listens on a free port in front of a server on this machine. */
export async function startProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const proxy: TcpProxy = {
    host: '127.0.0.1',
    port: 0,
    onRequest: undefined,
    onAnswer: undefined,
    cutAll() {
      for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    },
    async close() {
      proxy.cutAll();
      await new Promise((done) => server.close(done));
    },
  };
  let connections = 0;
  const server = createServer((client) => {
    const number = ++connections;
    const upstream = connect(target.port, target.host);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (piece) => void forward(client, upstream, piece, proxy.onRequest?.(piece, number), end));
    upstream.on('data', (piece) => void forward(upstream, client, piece, proxy.onAnswer?.(piece, number), end));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(proxy, { port: (server.address() as AddressInfo).port });
}

async function forward(
  from: Socket,
  to: Socket,
  piece: Buffer,
  judged: Judged | undefined,
  end: () => void,
): Promise<void> {
  if (judged instanceof Promise) {
    from.pause();
    judged = await judged;
    from.resume();
  }
  if (judged === 'cut') end();
  else to.write(piece);
}
