import type { SubgraphParts } from '../../../infra/graphql';
import { AgencyResolver } from './agency.resolver';
import { type CatalogContext, today } from './context';
import { ProcedureResolver } from './procedure.resolver';

export type { CatalogContext } from './context';

/** The subgraph of agencies and procedures. A code that nothing describes stands for itself. */
export const CATALOG_SUBGRAPH: SubgraphParts = {
  name: 'catalog',
  resolvers: [AgencyResolver, ProcedureResolver],
  referenceResolvers: {
    Agency: ({ code }: { code: string }, context: CatalogContext) => ({ code, day: today(context) }),
    Procedure: ({ code }: { code: string }) => ({ code }),
  },
};
