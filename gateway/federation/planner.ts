// The package declares its types for ES modules only, while it can be required like any other.
type Hive = typeof import('@graphql-hive/router-query-planner', { with: { 'resolution-mode': 'import' }});

export type QueryPlanner = InstanceType<Hive['QueryPlanner']>;
export type QueryPlan = ReturnType<QueryPlanner['plan']>;
export type PlanNode = NonNullable<QueryPlan['node']>;
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
export type BatchFetchNode = Extract<PlanNode, { kind: 'BatchFetch' }>;
export type FlattenNode = Extract<PlanNode, { kind: 'Flatten' }>;
export type FlattenNodePathSegment = FlattenNode['path'][number];
export type RequiresSelection = NonNullable<FetchNode['requires']>[number];
export type FetchRewrite = NonNullable<FetchNode['outputRewrites']>[number];
export type FetchNodePathSegment = Extract<FetchRewrite, { KeyRenamer: unknown }>['KeyRenamer']['path'][number];

const { QueryPlanner } = require('@graphql-hive/router-query-planner') as Hive;

/** Hive's query planner (native code), for one supergraph. */
export function createPlanner(supergraphSdl: string): QueryPlanner {
  return new QueryPlanner(supergraphSdl);
}
