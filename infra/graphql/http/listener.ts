import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { InputError } from '../../errors';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface ListenerOptions {
  readonly handler: RequestHandler;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The variable that a person sets to change the port; named in the message where the port is taken. */
  readonly portVariable: string;
  /** How long requests under way may still take after `stop` (10 s). */
  readonly drainMs?: number;
}

/** The address cannot be listened on; the message says what to do. */
export class ListenFault extends InputError {
  override readonly name = 'ListenFault';

  constructor(
    readonly code: 'PORT_IN_USE' | 'PORT_NOT_ALLOWED' | 'ADDRESS_NOT_AVAILABLE',
    message: string,
  ) {
    super(message);
  }
}

export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Takes no new connection, lets requests under way finish, then closes what is left. Resolves when all is closed. */
  stop(): Promise<void>;
}

/** Listens on an address and counts what is under way, so that stopping loses no answer. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  let stopping: Promise<void> | undefined;
  const server = createServer((request, response) => {
    response.once('close', () => {
      // A kept-alive connection is idle now; `close` only swept those that were idle when it was called.
      if (stopping) setImmediate(() => server.closeIdleConnections());
    });
    options.handler(request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Longer than what is usual in front (60 s), so that this side is not the one to close a connection just taken up.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 70_000;
  await bound(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${shown(options.host)}:${port}`,
    stop: () => {
      stopping ??= drained(server, sockets, options.drainMs ?? 10_000);
      return stopping;
    },
  };
}

function bound(server: Server, { host, port, portVariable }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port, portVariable)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function explained(error: NodeJS.ErrnoException, host: string, port: number, variable: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new ListenFault(
      'PORT_IN_USE',
      `Port ${port} on ${host} is already in use. Stop the program that uses it, or set ${variable} to a free port (${variable}=0 takes any).`,
    );
  }
  if (error.code === 'EACCES') {
    return new ListenFault(
      'PORT_NOT_ALLOWED',
      `Port ${port} on ${host} is not allowed to this user. Set ${variable} to a port of 1024 or above.`,
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ListenFault(
      'ADDRESS_NOT_AVAILABLE',
      `This machine has no address ${host}. Set HUB_HOST to one that it has, such as 127.0.0.1.`,
    );
  }
  return error;
}

function drained(server: Server, sockets: ReadonlySet<Socket>, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
    // A connection opened in advance has asked nothing yet, so nothing is lost; Node does not count it as idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  });
}

/** An address that a person can open: a wildcard is no address, and IPv6 needs brackets. */
function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
