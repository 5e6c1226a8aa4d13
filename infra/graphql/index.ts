export { type ComposablePart, CompositionFault, composeSupergraph } from './compose';
export {
  type FaultReporter,
  hideInternals,
  InputFault,
  type InputFaultDetail,
  internalError,
  reportToStderr,
} from './errors';
export { BodyFault, readBody } from './http/body';
export type { Headers, SubgraphExecutor, SubgraphRequest } from './request';
export { buildSubgraph, type ReferenceResolver, type Subgraph, type SubgraphParts } from './subgraph';
export {
  createSubgraphServer,
  type Incoming,
  type SubgraphServer,
  type SubgraphServerOptions,
} from './subgraph-server';
