import { GraphQLError } from 'graphql';
import type { Reads, Session, Sql } from '../../infra/database';
import {
  buildSubgraph,
  createSubgraphServer,
  type FaultReporter,
  type Incoming,
  type Subgraph,
  type SubgraphServer,
} from '../../infra/graphql';
import { Access } from '../access';
import { CATALOG_SUBGRAPH, type CatalogContext, type CatalogueSnapshot } from '../catalog';
import {
  expectedOf,
  Figures,
  form06aTotals,
  INDICATORS_SUBGRAPH,
  type IndicatorsContext,
  readMeta,
  referencedAgencies,
  type Store,
} from '../indicators';
import { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from '../procedures';
import { REPORTING_SUBGRAPH, type ReportingContext, taskLoader } from '../reporting';
import type { OpenStore } from './open';

export const SUBGRAPHS = [CATALOG_SUBGRAPH, PROCEDURES_SUBGRAPH, REPORTING_SUBGRAPH, INDICATORS_SUBGRAPH];

/** What the subgraphs need besides the store. */
export interface SubgraphOptions {
  readonly showPersons: boolean;
  /** The clock, epoch milliseconds. */
  readonly now: () => number;
  /** Whether a key is needed to see dossiers. */
  readonly auth: 'on' | 'off';
  /** Told of faults that clients only see as "Internal error"; standard error where absent. */
  readonly report?: FaultReporter;
}

/** What a request holds until it is answered. */
type Held<Context> = Context & { readonly session: Session };

/** The subgraphs on a store. Each request works on one snapshot: whatever its answer shows belongs together. */
export async function createSubgraphs(
  { database, store, catalogue, workingDays, targets, directive }: OpenStore,
  { showPersons, now, auth, report }: SubgraphOptions,
): Promise<SubgraphServer[]> {
  const { settings } = store;
  const access = new Access({ reads: database, auth });
  const within = (sql: Sql): Promise<CatalogueSnapshot> => catalogue.within(sql);
  /** The one place where it is decided who reads what: resolvers have only the readings that are given here. */
  const forOffice = (reads: Reads, { headers }: Incoming): Reads => access.forOffice(reads, headers['authorization']);
  type Contexts = CatalogContext | ProceduresContext | ReportingContext | IndicatorsContext;
  const contexts: Record<string, (incoming: Incoming) => Promise<Held<Contexts>>> = {
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
    procedures: async (incoming) => {
      const session = database.session();
      // All that this subgraph knows is about single dossiers; only the monthly late list is made of sums.
      const publicReads = checked(session, store);
      const reads = forOffice(publicReads, incoming);
      const base = { session, reads, publicReads, settings, catalogue: within, workingDays, now: now(), showPersons };
      return { ...base, dossiers: dossierLoader(reads) };
    },
    reporting: async (incoming) => {
      const session = database.session();
      const source = { reads: checked(session, store), settings, catalogue: within, targets, now: now() };
      const base = { session, ...source, directive, showPersons };
      return {
        ...base,
        officeReads: forOffice(source.reads, incoming),
        workingDays,
        expected: (sql) => expectedOf(sql, settings),
        tasks: taskLoader(base),
        figures: new Figures(source),
        form06aTotals: form06aTotals(source),
      };
    },
    indicators: async (incoming) => {
      const session = database.session();
      const reads = checked(session, store);
      const source = { reads, settings, catalogue: within, targets, now: now() };
      const officeReads = forOffice(reads, incoming);
      return { session, ...source, directive, officeReads, figures: new Figures(source) };
    },
  };
  const built = await buildSubgraphs();
  return Promise.all(
    built.map((subgraph) =>
      createSubgraphServer({
        subgraph,
        context: (incoming) => contexts[subgraph.name]!(incoming),
        end: ({ session }) => session.close(),
        ...(report && { report }),
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
