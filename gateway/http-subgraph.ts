import http from 'node:http';
import https from 'node:https';
import { type FormattedExecutionResult, GraphQLError, print } from 'graphql';
import type { FaultReporter, SubgraphExecutor, SubgraphRequest } from '../infra/graphql';

export interface HttpSubgraphOptions {
  readonly name: string;
  readonly url: string;
  readonly report: FaultReporter;
  /** How long a subgraph may take without sending anything (30 s). */
  readonly timeoutMs?: number;
}

export interface HttpSubgraph {
  readonly execute: SubgraphExecutor;
  /** Closes the kept connections. */
  stop(): void;
}

/** Asks a subgraph in another process. Connections are kept; most of what a small request costs is opening one. */
export function createHttpSubgraph(options: HttpSubgraphOptions): HttpSubgraph {
  const url = new URL(options.url);
  const client = url.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: 128 });
  const timeoutMs = options.timeoutMs ?? 30_000;

  const post = (body: string, request: SubgraphRequest): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = client.request(url, {
        method: 'POST',
        agent,
        headers: {
          ...request.headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
        },
        ...(request.signal && { signal: request.signal }),
      });
      outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Timeout()));
      outgoing.once('error', (fault: NodeJS.ErrnoException) =>
        // The other side closed a kept connection at the moment it was taken up again; a query may be sent once more.
        outgoing.reusedSocket && fault.code === 'ECONNRESET' && !isMutation(request) ? resolve('again') : reject(fault),
      );
      outgoing.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        response.once('error', reject);
      });
      outgoing.end(body);
    });

  const execute: SubgraphExecutor = async (request) => {
    const query = request.query ?? print(request.document!);
    const body = JSON.stringify({
      query,
      variables: request.variables,
      operationName: request.operationName,
    });
    try {
      let answer = await post(body, { ...request, query });
      while (answer === 'again') answer = await post(body, { ...request, query });
      return read(answer);
    } catch (fault) {
      if (request.signal?.aborted) throw subgraphError(options.name, 'CLIENT_GONE', 'was not waited for');
      options.report(fault, `gateway, asking subgraph ${options.name} at ${url.origin}`);
      if (fault instanceof Timeout) throw subgraphError(options.name, 'SUBGRAPH_TIMEOUT', 'took too long to answer');
      throw subgraphError(options.name, 'SUBGRAPH_UNREACHABLE', 'cannot be reached');
    }
  };

  return { execute, stop: () => agent.destroy() };
}

type Answer = { readonly status: number; readonly text: string } | 'again';

class Timeout extends Error {
  override readonly message = 'Nothing came for too long';
}

function isMutation(request: SubgraphRequest): boolean {
  return /^\s*mutation\b/.test(request.query ?? '');
}

/** GraphQL's own errors may come with any status; what is no GraphQL answer at all did not come from the subgraph. */
function read({ status, text }: Exclude<Answer, 'again'>): FormattedExecutionResult {
  let result: unknown;
  try {
    result = JSON.parse(text);
  } catch {
    throw new Error(`Status ${status} and no JSON`);
  }
  const isAnswer = typeof result === 'object' && result !== null && ('data' in result || 'errors' in result);
  if (isAnswer) return result as FormattedExecutionResult;
  throw new Error(`Status ${status} and no GraphQL answer`);
}

function subgraphError(name: string, code: string, what: string): GraphQLError {
  return new GraphQLError(`Subgraph "${name}" ${what}.`, { extensions: { code, subgraph: name } });
}
