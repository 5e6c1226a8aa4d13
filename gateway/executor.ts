import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Headers } from '../infra/graphql';

export interface ExecutorRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Needed where the document holds several operations. */
  readonly operationName?: string | undefined;
  /** Headers handed on to every subgraph, here and behind HTTP: who asks, which trace. */
  readonly headers?: Headers | undefined;
  /** Handed on to the subgraphs of this process only. */
  readonly context?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Answers an operation against the whole graph, whoever plans and fetches underneath. Never rejects: what goes
 * wrong is in `errors`; `data` is absent where execution did not begin.
 */
export interface Executor {
  execute(request: ExecutorRequest): Promise<ExecutionResult>;
}
