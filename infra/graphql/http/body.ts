import type { IncomingMessage } from 'node:http';

/** The body cannot be taken: too large, cut off, or not what its type says. */
export class BodyFault extends Error {
  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message);
    this.name = 'BodyFault';
  }
}

/** Reads a request's body up to a limit; beyond it nothing more is kept. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new BodyFault(413, `The request body is larger than ${limit} bytes.`);
  if (Number(request.headers['content-length']) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks)));
    const onGone = () => settle(() => reject(new BodyFault(400, 'The request ended before its body did.')));
    // Without these listeners Node throws away what still comes, so that the client can read the answer.
    const settle = (finish: () => void) => {
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
      finish();
    };
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  });
}

/** Parses JSON text sent as such; an empty body is no JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BodyFault(400, 'The request body is not valid JSON.');
  }
}
