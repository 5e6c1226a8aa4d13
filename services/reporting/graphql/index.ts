import type { SubgraphParts } from '../../../infra/graphql';
import type { ReportingContext } from './context';
import { loadTask } from './load';
import { ReportResolver } from './report.resolver';
import { TaskClauseResolver, TaskResolver, taskInstant } from './task.resolver';

export type { ReportingContext } from './context';
export { taskLoader } from './load';

/** The subgraph of the directives' tasks and of reports. */
export const REPORTING_SUBGRAPH: SubgraphParts = {
  name: 'reporting',
  resolvers: [TaskResolver, TaskClauseResolver, ReportResolver],
  referenceResolvers: {
    DirectiveTask: async ({ number }: { number: string }, context: ReportingContext) => ({
      number,
      task: await loadTask(context, number, taskInstant(context, null)),
    }),
  },
};
