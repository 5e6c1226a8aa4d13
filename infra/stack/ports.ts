import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { InputError } from '../errors';

/**
 * The ports that servers are given. The system hands out higher ones to outgoing connections: a client that keeps
 * trying a stopped server could be given that server's own port, and the server could not come back.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000];

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new InputError(`no free port found on 127.0.0.1 between ${LOWEST} and ${HIGHEST}: end what listens there`);
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
