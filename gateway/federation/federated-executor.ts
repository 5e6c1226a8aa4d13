import {
  type ExecutionResult,
  executeSync,
  type FormattedExecutionResult,
  GraphQLError,
  getVariableValues,
} from 'graphql';
import { type FaultReporter, internalError, type SubgraphExecutor } from '../../infra/graphql';
import type { Executor, ExecutorRequest } from '../executor';
import { complete } from './complete';
import { Operations, type ReadyOperation } from './operation';
import { PlanRun, type SubgraphCall } from './run';
import { readSupergraph, type Supergraph } from './supergraph';

export interface FederatedExecutorOptions {
  readonly supergraphSdl: string;
  /** One for every subgraph that the supergraph names. */
  readonly subgraphs: Readonly<Record<string, SubgraphExecutor>>;
  readonly report: FaultReporter;
}

/** Executes operations over a federation: Hive's planner says what to ask whom, this asks and joins. */
export class FederatedExecutor implements Executor {
  readonly supergraph: Supergraph;
  readonly #operations: Operations;

  constructor(private readonly options: FederatedExecutorOptions) {
    this.supergraph = readSupergraph(options.supergraphSdl);
    const missing = this.supergraph.subgraphs.filter((name) => !Object.hasOwn(options.subgraphs, name));
    if (missing.length > 0) {
      throw new Error(
        `The supergraph names subgraphs that are neither here nor have an address: ${missing.join(', ')}.`,
      );
    }
    this.#operations = new Operations(this.supergraph, (fault) => options.report(fault, 'gateway, planning'));
  }

  async execute(request: ExecutorRequest): Promise<ExecutionResult> {
    try {
      const ready = this.#operations.check(request.document, request.operationName);
      if ('refused' in ready) return { errors: ready.refused };
      const variables = getVariableValues(
        this.supergraph.publicSchema,
        ready.operation.variableDefinitions ?? [],
        { ...request.variables },
        { maxErrors: 10 },
      );
      if (!variables.coerced) return { errors: variables.errors.map(userInput) };
      return await this.#run(ready, variables.coerced, request);
    } catch (fault) {
      this.options.report(fault, 'gateway');
      return { errors: [internalError()] };
    }
  }

  async #run(ready: ReadyOperation, variables: Record<string, unknown>, request: ExecutorRequest) {
    const { publicSchema, isOneOf } = this.supergraph;
    const variant = await ready.variant(variables);
    if ('refused' in variant) return { errors: variant.refused };
    const introspected = variant.introspection
      ? executeSync({ schema: publicSchema, document: variant.introspection, variableValues: { ...request.variables } })
      : {};
    const run = new PlanRun({ isOneOf, ask: (call) => this.#ask(call, request) }, variables);
    await run.run(variant.plan?.node);
    const errors = [...(introspected.errors ?? []), ...run.errors];
    const found = complete(publicSchema, ready.root, variant.shape, run.data, introspected.data ?? {}, errors);
    return { ...(found.errors.length > 0 && { errors: found.errors }), data: found.data };
  }

  async #ask({ subgraph, node, variables }: SubgraphCall, request: ExecutorRequest): Promise<FormattedExecutionResult> {
    try {
      return await this.options.subgraphs[subgraph]!({
        query: node.operation,
        variables,
        headers: request.headers,
        context: request.context,
        signal: request.signal,
      });
    } catch (fault) {
      if (fault instanceof GraphQLError && typeof fault.extensions['code'] === 'string')
        return { errors: [fault.toJSON()] };
      this.options.report(fault, `gateway, asking subgraph ${subgraph}`);
      return { errors: [internalError().toJSON()] };
    }
  }
}

function userInput(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT' },
  });
}
