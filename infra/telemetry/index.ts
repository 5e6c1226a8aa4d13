export { type Check, Health, type Readiness } from './health';
export { createLogger, type LogFields, type Logger, type LogOptions, SILENT } from './log';
export { createMetrics, type Metrics } from './metrics';
export { createRoleServer, type RoleServer, type RoleServerOptions } from './role-server';
export { operationRoutes } from './routes';
export { startTracing, type TracingOptions } from './start-tracing';
export { tracedDatabase } from './traced-database';
export {
  isTracing,
  type SpanAttributes,
  type SpanOptions,
  type TraceHeaders,
  traced,
  tracedBatch,
  tracedNow,
  traceHeaders,
} from './tracing';
