import { GraphQLError } from 'graphql';
import type { Reads, Session, Sql } from '../../infra/database';
import { buildSubgraph, createSubgraphServer, type Subgraph, type SubgraphServer } from '../../infra/graphql';
import { CATALOG_SUBGRAPH, type CatalogContext, type CatalogueSnapshot } from '../catalog';
import {
  Figures,
  INDICATORS_SUBGRAPH,
  type IndicatorsContext,
  readMeta,
  referencedAgencies,
  type Store,
} from '../indicators';
import { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from '../procedures';
import type { OpenStore } from './open';

export const SUBGRAPHS = [CATALOG_SUBGRAPH, PROCEDURES_SUBGRAPH, INDICATORS_SUBGRAPH];

/** What the subgraphs need besides the store. */
export interface SubgraphOptions {
  readonly showPersons: boolean;
  /** The clock, epoch milliseconds. */
  readonly now: () => number;
}

/** What a request holds until it is answered. */
type Held<Context> = Context & { readonly session: Session };

/** The subgraphs on a store. Each request works on one snapshot: whatever its answer shows belongs together. */
export async function createSubgraphs(
  { database, store, catalogue }: OpenStore,
  { showPersons, now }: SubgraphOptions,
): Promise<SubgraphServer[]> {
  const { settings } = store;
  const within = (sql: Sql): Promise<CatalogueSnapshot> => catalogue.within(sql);
  const contexts: Record<string, () => Promise<Held<CatalogContext | ProceduresContext | IndicatorsContext>>> = {
    catalog: async () => {
      const session = database.session();
      return {
        session,
        catalogue: await session.read(within),
        zone: settings.zone,
        now: now(),
        referencedAgencies: () => session.read(referencedAgencies),
      };
    },
    procedures: async () => {
      const session = database.session();
      const reads = checked(session, store);
      return { session, reads, settings, catalogue: within, now: now(), dossiers: dossierLoader(reads), showPersons };
    },
    indicators: async () => {
      const session = database.session();
      const source = { reads: checked(session, store), settings, catalogue: within, now: now() };
      return { session, ...source, figures: new Figures(source) };
    },
  };
  const built = await buildSubgraphs();
  return Promise.all(
    built.map((subgraph) =>
      createSubgraphServer({
        subgraph,
        context: () => contexts[subgraph.name]!(),
        end: ({ session }) => session.close(),
      }),
    ),
  );
}

/** Refuses to read cells that stand on other definitions than this process: another process has rebuilt the store. */
function checked(session: Session, store: Store): Reads {
  let fits: Promise<void> | undefined;
  return {
    read: (work) =>
      session.read(async (sql) => {
        fits ??= readMeta(sql).then((meta) => {
          if (meta.get('digest') === store.digest) return;
          throw new GraphQLError('The store was rebuilt under other settings than this process has. Restart the hub.', {
            extensions: { code: 'STORE_REBUILT' },
          });
        });
        await fits;
        return work(sql);
      }),
  };
}

/** The subgraphs' schemas. One after another: type-graphql keeps its metadata in one place. */
export async function buildSubgraphs(): Promise<Subgraph[]> {
  const built: Subgraph[] = [];
  for (const parts of SUBGRAPHS) built.push(await buildSubgraph(parts));
  return built;
}
