import type { SubgraphParts } from '../../../infra/graphql';
import type { ProceduresContext } from './context';
import { DossierResolver } from './dossier.resolver';
import { LateListResolver } from './late-list.resolver';
import { ListsResolver } from './lists.resolver';
import { loadDossier } from './load';
import { OverlongResolver } from './overlong.resolver';
import { ReconciliationResolver } from './reconciliation.resolver';

export type { ProceduresContext } from './context';
export { dossierLoader } from './load';

/** The subgraph of dossiers and late cases. */
export const PROCEDURES_SUBGRAPH: SubgraphParts = {
  name: 'procedures',
  resolvers: [DossierResolver, ListsResolver, LateListResolver, OverlongResolver, ReconciliationResolver],
  referenceResolvers: {
    Dossier: ({ code }: { code: string }, context: ProceduresContext) => loadDossier(context, code),
  },
};
