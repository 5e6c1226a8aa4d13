import type { Database, Sql } from '../../infra/database';
import type { Zone } from '../../infra/time/zone';
import { type Catalogue, type CatalogueView, readMeta, walkStates } from '../indicators';
import { type AgencyRecord, agencyOf } from './agency';
import { type ProcedureRecord, procedureOf } from './procedure';
import { AgencyTree } from './tree';

/** Trees and field tables kept for this many days at a time. */
const VIEWS = 64;

/** Agencies and procedures at one revision of the catalogue, in memory: some thousands of records at the most. */
export class CatalogueSnapshot implements Catalogue {
  readonly #views = new Map<number, CatalogueView & { readonly tree: AgencyTree }>();

  constructor(
    readonly revision: string,
    readonly agencies: ReadonlyMap<string, AgencyRecord>,
    readonly procedures: ReadonlyMap<string, ProcedureRecord>,
  ) {}

  on(day: number): CatalogueView {
    return this.#view(day);
  }

  /** The tree of a local day. */
  tree(day: number): AgencyTree {
    return this.#view(day).tree;
  }

  #view(day: number): CatalogueView & { readonly tree: AgencyTree } {
    let view = this.#views.get(day);
    if (view === undefined) {
      const tree = new AgencyTree(this.agencies.values(), day);
      const fields = new Map<string, string>();
      for (const procedure of this.procedures.values()) fields.set(procedure.code, procedure.field(day) ?? '');
      const codes = [...fields.keys()].sort();
      view = {
        tree,
        hasAgency: (code) => tree.has(code),
        subtree: (code) => tree.subtree(code),
        children: (code) => tree.children(code),
        agencies: () => tree.codes(),
        fieldOf: (code) => fields.get(code) ?? '',
        proceduresOf: (field) => codes.filter((code) => fields.get(code) === field),
        proceduresWithField: () => codes.filter((code) => fields.get(code) !== ''),
      };
      if (this.#views.size >= VIEWS) this.#views.clear();
      this.#views.set(day, view);
    }
    return view;
  }
}

/** Reads the catalogue from the store, anew only when a fact about an agency or a procedure has come in. */
export class CatalogueReader {
  #last: CatalogueSnapshot | undefined;

  constructor(
    private readonly database: Database,
    private readonly zone: Zone,
  ) {}

  current(): Promise<CatalogueSnapshot> {
    return this.database.read(async (sql) => {
      const revision = (await readMeta(sql)).get('catalogue_revision') ?? '0';
      if (this.#last?.revision !== revision) this.#last = await load(sql, revision, this.zone);
      return this.#last;
    });
  }
}

async function load(sql: Sql, revision: string, zone: Zone): Promise<CatalogueSnapshot> {
  const agencies = new Map<string, AgencyRecord>();
  for await (const page of walkStates(sql, 'agency')) {
    for (const state of page) {
      const agency = agencyOf(state, zone);
      if (agency !== undefined) agencies.set(agency.code, agency);
    }
  }
  const procedures = new Map<string, ProcedureRecord>();
  for await (const page of walkStates(sql, 'procedure')) {
    for (const state of page) {
      const procedure = procedureOf(state, zone);
      if (procedure !== undefined) procedures.set(procedure.code, procedure);
    }
  }
  return new CatalogueSnapshot(revision, agencies, procedures);
}
