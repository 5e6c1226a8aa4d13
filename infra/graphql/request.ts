import type { DocumentNode, FormattedExecutionResult } from 'graphql';

/** Headers by lower-case name, one value each. */
export type Headers = Readonly<Record<string, string>>;

/** One operation for a subgraph, the same whether the subgraph is in this process or behind HTTP. */
export interface SubgraphRequest {
  /** The operation's text; may be left out where `document` is given. */
  readonly query?: string;
  readonly document?: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Headers that belong to the caller (who asks, which trace), for both kinds of transport. */
  readonly headers?: Headers | undefined;
  /** Whatever the gateway's caller passed along; it crosses no network. */
  readonly context?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Executes operations of one subgraph. Rejects only where the subgraph could not be asked at all. */
export type SubgraphExecutor = (request: SubgraphRequest) => Promise<FormattedExecutionResult>;
