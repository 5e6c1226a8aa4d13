import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, Kind, parse } from 'graphql';
import { clientKey } from './aliases';
import { type Place, placesAt, Representations, representationOf } from './entities';
import { cloned, type Data, isObject, mergeInto } from './merge';
import type { BatchFetchNode, FetchNode, FetchRewrite, FlattenNode, PlanNode } from './planner';
import { applyRewrites, renamedKeys } from './rewrites';
import type { Supergraph } from './supergraph';

type Path = readonly (string | number)[];

/** A request to one subgraph as the plan has it. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly node: FetchNode | BatchFetchNode;
  readonly variables: Data;
}

export interface RunPorts {
  readonly isOneOf: Supergraph['isOneOf'];
  /** Never rejects: a subgraph that cannot be asked answers with an error without a path. */
  readonly ask: (call: SubgraphCall) => Promise<FormattedExecutionResult>;
}

/** Entities of one kind within a request: the key they come back under, and where each belongs. */
interface EntityGroup {
  readonly key: string;
  readonly places: ReadonlyMap<number, readonly Place[]>;
  readonly outputRewrites: readonly FetchRewrite[] | undefined;
}

/** Carries out a query plan: asks the subgraphs, joins what they send, and gathers what they complain of. */
export class PlanRun {
  readonly data: Data = {};
  readonly errors: GraphQLError[] = [];

  constructor(
    private readonly ports: RunPorts,
    /** Checked and with defaults filled in. */
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  async run(node: PlanNode | null | undefined): Promise<void> {
    if (!node) return;
    switch (node.kind) {
      case 'Sequence':
        for (const each of node.nodes) await this.run(each);
        return;
      case 'Parallel':
        await Promise.all(node.nodes.map((each) => this.run(each)));
        return;
      case 'Condition':
        return this.run(this.variables[node.condition] === true ? node.ifClause : node.elseClause);
      case 'Fetch':
        return this.#fetchRoot(node);
      case 'Flatten':
        return this.#fetchEntities(node);
      case 'BatchFetch':
        return this.#fetchBatch(node);
      default:
        // A newer planner may know more: better no answer than one with something silently left out.
        throw new Error(`The query plan has a node of an unknown kind: ${node.kind}`);
    }
  }

  async #fetchRoot(node: FetchNode): Promise<void> {
    if (node.requires?.length) throw new Error('The query plan asks for entities of no place.');
    const { data, errors } = await this.ports.ask({
      subgraph: node.serviceName,
      node,
      variables: this.#pick(node.variableUsages),
    });
    const rename = pathKeys(node.outputRewrites);
    for (const error of errors ?? []) {
      if (error.path) this.#fail(error, error.path.map(rename));
      else for (const key of rootKeys(node.operation)) this.#fail(error, [rename(key)]);
    }
    if (!data) return;
    mergeInto(this.data, this.#rewritten(data, node.outputRewrites));
  }

  async #fetchEntities({ path, node }: FlattenNode): Promise<void> {
    if (node.kind !== 'Fetch') throw new Error(`The query plan flattens a node of kind ${node.kind}.`);
    const representations = new Representations();
    const places = this.#represent([path], node, representations);
    if (representations.list.length === 0) return;
    await this.#askEntities(node, { representations: representations.list }, [
      { key: '_entities', places, outputRewrites: node.outputRewrites },
    ]);
  }

  async #fetchBatch(node: BatchFetchNode): Promise<void> {
    const byVariable = new Map<string, Representations>();
    const groups = node.entityBatch.aliases.map((alias): EntityGroup => {
      let representations = byVariable.get(alias.representationsVariableName);
      if (!representations) {
        representations = new Representations();
        byVariable.set(alias.representationsVariableName, representations);
      }
      const places = this.#represent(alias.paths, alias, representations);
      return { key: alias.alias, places, outputRewrites: alias.outputRewrites };
    });
    const lists = Object.fromEntries([...byVariable].map(([name, { list }]) => [name, list]));
    if (Object.values(lists).every((list) => list.length === 0)) return;
    await this.#askEntities(node, lists, groups);
  }

  #represent(
    paths: readonly FlattenNode['path'][],
    node: Pick<FetchNode, 'requires' | 'inputRewrites'>,
    into: Representations,
  ): Map<number, Place[]> {
    const { isOneOf } = this.ports;
    const rules = {
      requires: node.requires ?? [],
      inputRewrites: node.inputRewrites,
      variables: this.variables,
      isOneOf,
    };
    const places = new Map<number, Place[]>();
    for (const place of paths.flatMap((path) => placesAt(this.data, path, isOneOf))) {
      const representation = representationOf(place.entity, rules);
      if (!representation) continue;
      const index = into.add(representation);
      const same = places.get(index);
      if (same) same.push(place);
      else places.set(index, [place]);
    }
    return places;
  }

  async #askEntities(
    node: FetchNode | BatchFetchNode,
    representations: Readonly<Record<string, readonly Data[]>>,
    groups: readonly EntityGroup[],
  ): Promise<void> {
    const { data, errors } = await this.ports.ask({
      subgraph: node.serviceName,
      node,
      variables: { ...this.#pick(node.variableUsages), ...representations },
    });
    for (const error of errors ?? []) this.#failEntities(error, groups);
    if (!data) return;
    for (const { key, places, outputRewrites } of groups) {
      const entities = this.#rewritten(data, outputRewrites, key)[key];
      if (!Array.isArray(entities)) continue;
      for (const [index, same] of places) {
        const entity: unknown = entities[index];
        if (!isObject(entity)) continue;
        for (const place of same) mergeInto(place.entity, entity);
      }
    }
  }

  /** A subgraph's answer with the planner's rewrites; for entities their paths begin at the entities or above them. */
  #rewritten(data: Data, rewrites: readonly FetchRewrite[] | undefined, key?: string): Data {
    if (!rewrites?.length) return data;
    const own = cloned(data);
    const isBelow = key !== undefined && firstKey(rewrites) !== '_entities';
    applyRewrites(isBelow ? own[key] : own, rewrites, this.ports.isOneOf);
    return own;
  }

  /** An error of an entity holds wherever the entity stands; one without a place holds for all that were asked for. */
  #failEntities(error: GraphQLFormattedError, groups: readonly EntityGroup[]): void {
    const [key, index, ...rest] = error.path ?? [];
    const group = groups.find((each) => each.key === key);
    const places = group && typeof index === 'number' ? group.places.get(index) : undefined;
    if (group && places) {
      const rename = pathKeys(group.outputRewrites);
      for (const place of places) this.#fail(error, [...place.path.map(clientSegment), ...rest.map(rename)]);
      return;
    }
    for (const each of groups) {
      for (const place of [...each.places.values()].flat()) this.#fail(error, place.path.map(clientSegment));
    }
  }

  #fail({ message, extensions = {} }: GraphQLFormattedError, path: Path): void {
    // Where it stood in the subgraph's operation means nothing in the client's.
    this.errors.push(new GraphQLError(message, { path, extensions: { ...extensions } }));
  }

  #pick(names: readonly string[] | null | undefined): Data {
    const picked: Data = {};
    for (const name of names ?? []) {
      if (Object.hasOwn(this.variables, name)) picked[name] = this.variables[name];
    }
    return picked;
  }
}

function firstKey(rewrites: readonly FetchRewrite[] | undefined): string | undefined {
  const [first] = rewrites ?? [];
  const path = first && ('KeyRenamer' in first ? first.KeyRenamer : 'ValueSetter' in first ? first.ValueSetter : first);
  const segment = path?.path[0];
  return segment && 'Key' in segment ? segment.Key : undefined;
}

function pathKeys(rewrites: readonly FetchRewrite[] | undefined) {
  const renamed = renamedKeys(rewrites);
  return <T extends string | number>(segment: T): string | number =>
    typeof segment === 'string' ? clientKey(renamed.get(segment) ?? segment) : segment;
}

const clientSegment = pathKeys(undefined);

/** The response keys at the root of an operation of a plan. */
function rootKeys(operation: string): string[] {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
  );
}
