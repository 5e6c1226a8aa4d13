import type { Database, Sql } from '../../infra/database';
import type { Zone } from '../../infra/time/zone';
import { type Catalogue, type CatalogueView, readMeta, walkStates } from '../indicators';
import { type AgencyRecord, agencyOf } from './agency';
import { type ProcedureRecord, procedureOf } from './procedure';
import { AgencyTree } from './tree';

/** How many trees, tables of fields and lists of online procedures are kept. */
const KEPT = 64;

/** Agencies and procedures at one revision of the catalogue, in memory: some thousands of records at the most. */
export class CatalogueSnapshot implements Catalogue {
  readonly #trees = new Map<number, AgencyTree>();
  readonly #fields = new Map<number, ReadonlyMap<string, string>>();
  readonly #online = new Map<number, ReadonlySet<string>>();

  constructor(
    readonly revision: string,
    readonly agencies: ReadonlyMap<string, AgencyRecord>,
    readonly procedures: ReadonlyMap<string, ProcedureRecord>,
  ) {}

  on(day: number, instant: number): CatalogueView {
    const tree = this.tree(day);
    const fields = (): ReadonlyMap<string, string> => this.#fieldsAt(instant);
    const codesWhere = (wanted: (field: string) => boolean): string[] =>
      [...fields()].flatMap(([code, field]) => (wanted(field) ? [code] : [])).sort();
    return {
      hasAgency: (code) => tree.has(code),
      subtree: (code) => tree.subtree(code),
      children: (code) => tree.children(code),
      agencies: () => tree.codes(),
      levelOf: (code) => this.agencies.get(code)?.level(day) ?? null,
      existed: (code, from, to) => {
        const { validFrom = null, validTo = null } = this.agencies.get(code) ?? {};
        return (validFrom === null || validFrom < to) && (validTo === null || validTo >= from);
      },
      fieldOf: (code) => fields().get(code) ?? '',
      fieldName: (field) => {
        const names = codesWhere((own) => own === field).map((code) => this.procedures.get(code)!.fieldName);
        return names.find((name) => name !== null) ?? null;
      },
      agencyName: (code) => this.agencies.get(code)?.name(day) ?? null,
      proceduresOf: (field) => codesWhere((own) => own === field),
      proceduresWithField: () => codesWhere((own) => own !== ''),
      onlineProcedures: () => this.#onlineAt(instant),
    };
  }

  /** The tree of a local day. */
  tree(day: number): AgencyTree {
    return cached(this.#trees, day, () => new AgencyTree(this.agencies.values(), day));
  }

  #fieldsAt(instant: number): ReadonlyMap<string, string> {
    const read = (): ReadonlyMap<string, string> =>
      new Map([...this.procedures.values()].map((procedure) => [procedure.code, procedure.field(instant) ?? '']));
    return cached(this.#fields, instant, read);
  }

  #onlineAt(instant: number): ReadonlySet<string> {
    const online = (): ReadonlySet<string> =>
      new Set([...this.procedures.values()].flatMap(({ code, isOnline }) => (isOnline(instant) ? [code] : [])));
    return cached(this.#online, instant, online);
  }
}

function cached<T>(cache: Map<number, T>, key: number, make: () => T): T {
  let found = cache.get(key);
  if (found === undefined) {
    found = make();
    if (cache.size >= KEPT) cache.clear();
    cache.set(key, found);
  }
  return found;
}

/** Reads the catalogue from the store, anew only when a fact about an agency or a procedure has come in. */
export class CatalogueReader {
  #last: CatalogueSnapshot | undefined;

  constructor(
    private readonly database: Database,
    private readonly zone: Zone,
  ) {}

  /** The catalogue as the newest snapshot has it. */
  current(): Promise<CatalogueSnapshot> {
    return this.database.read((sql) => this.within(sql));
  }

  /** The catalogue of the snapshot that a connection works on: figures joined with it belong together. */
  async within(sql: Sql): Promise<CatalogueSnapshot> {
    const revision = (await readMeta(sql)).get('catalogue_revision') ?? '0';
    if (this.#last?.revision === revision) return this.#last;
    const loaded = await load(sql, revision, this.zone);
    // An older snapshot may be read beside a newer one; the newer is kept.
    if (Number(revision) > Number(this.#last?.revision ?? -1)) this.#last = loaded;
    return loaded;
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
      const procedure = procedureOf(state);
      if (procedure !== undefined) procedures.set(procedure.code, procedure);
    }
  }
  return new CatalogueSnapshot(revision, agencies, procedures);
}
