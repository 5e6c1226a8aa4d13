export { REPORTING_SUBGRAPH, type ReportingContext, taskLoader } from './graphql';
export { reportingOddities } from './oddities';
export type { Form06aTotals } from './reports/discrepancies';
export type { ReportStatus } from './reports/status';
export type { Task } from './tasks/task';
