export { type ComposablePart, CompositionFault, composeSupergraph } from './compose';
export {
  type FaultReporter,
  hideInternals,
  InputFault,
  type InputFaultDetail,
  internalError,
  reportTo,
  reportToStderr,
} from './errors';
export { BodyFault, readBody } from './http/body';
export { type Route, type Routes, sendJson, sendText } from './http/router';
export type { Headers, SubgraphExecutor, SubgraphRequest } from './request';
export { buildSubgraph, type ReferenceResolver, type Subgraph, type SubgraphParts } from './subgraph';
export {
  createSubgraphServer,
  type Incoming,
  type SubgraphAddress,
  type SubgraphServer,
  type SubgraphServerOptions,
} from './subgraph-server';
