import { buildSubgraph, createSubgraphServer, type Subgraph, type SubgraphServer } from '../../infra/graphql';
import { CATALOG_SUBGRAPH, type CatalogContext } from '../catalog';
import { Figures, INDICATORS_SUBGRAPH, type IndicatorsContext, referencedAgencies } from '../indicators';
import { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from '../procedures';
import type { OpenStore } from './open';

export const SUBGRAPHS = [CATALOG_SUBGRAPH, PROCEDURES_SUBGRAPH, INDICATORS_SUBGRAPH];

/** What the subgraphs need besides the store. */
export interface SubgraphOptions {
  readonly showPersons: boolean;
  /** The clock, epoch milliseconds. */
  readonly now: () => number;
}

/** The subgraphs on a store, each with a context of its own for every request. */
export async function createSubgraphs(
  { database, store, catalogue }: OpenStore,
  { showPersons, now }: SubgraphOptions,
): Promise<SubgraphServer[]> {
  const { settings } = store;
  const contexts: Record<string, () => Promise<CatalogContext | ProceduresContext | IndicatorsContext>> = {
    catalog: async () => ({
      catalogue: await catalogue.current(),
      zone: settings.zone,
      now: now(),
      referencedAgencies: () => database.read(referencedAgencies),
    }),
    procedures: async () => ({
      database,
      settings,
      catalogue: await catalogue.current(),
      now: now(),
      dossiers: dossierLoader(database),
      showPersons,
    }),
    indicators: async () => {
      const [current, at] = [await catalogue.current(), now()];
      return { database, settings, catalogue: current, now: at, figures: new Figures(database, settings, current, at) };
    },
  };
  const built = await buildSubgraphs();
  return Promise.all(
    built.map((subgraph) => createSubgraphServer({ subgraph, context: () => contexts[subgraph.name]!() })),
  );
}

/** The subgraphs' schemas. One after another: type-graphql keeps its metadata in one place. */
export async function buildSubgraphs(): Promise<Subgraph[]> {
  const built: Subgraph[] = [];
  for (const parts of SUBGRAPHS) built.push(await buildSubgraph(parts));
  return built;
}
