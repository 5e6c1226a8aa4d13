import {
  type DocumentNode,
  GraphQLError,
  type GraphQLObjectType,
  getOperationAST,
  type OperationDefinitionNode,
  print,
  separateOperations,
  validate,
  visit,
} from 'graphql';
import { internalError } from '../../infra/graphql';
import { forTravel } from './aliases';
import { decidingVariables, withoutConditions } from './conditions';
import type { QueryPlan } from './planner';
import { operationShape, type Shape } from './shape';
import { splitOperation } from './split';
import type { Supergraph } from './supergraph';

/** What an operation asks for under one setting of its conditions. */
export interface Variant {
  readonly introspection: DocumentNode | undefined;
  /** Absent where no subgraph needs to be asked. */
  readonly plan: QueryPlan | undefined;
  readonly shape: Shape;
}

type Refusal = { readonly refused: readonly GraphQLError[] };

/** Checks operations, each document once for as long as it lives. */
export class Operations {
  readonly #checked = new WeakMap<DocumentNode, Map<string, ReadyOperation | Refusal>>();

  constructor(
    private readonly supergraph: Supergraph,
    private readonly report: (fault: unknown) => void,
  ) {}

  check(document: DocumentNode, operationName: string | undefined): ReadyOperation | Refusal {
    let ofDocument = this.#checked.get(document);
    if (!ofDocument) {
      ofDocument = new Map();
      this.#checked.set(document, ofDocument);
    }
    const key = operationName ?? '';
    let checked = ofDocument.get(key);
    if (!checked) {
      checked = this.#check(document, operationName);
      ofDocument.set(key, checked);
    }
    return checked;
  }

  #check(document: DocumentNode, operationName: string | undefined): ReadyOperation | Refusal {
    const { publicSchema } = this.supergraph;
    const invalid = validate(publicSchema, document);
    if (invalid.length > 0) return { refused: invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
    const operation = getOperationAST(document, operationName);
    if (!operation) return refusal(missingOperation(operationName), 'OPERATION_RESOLUTION_FAILURE');
    const reserved = reservedName(document);
    if (reserved) return refusal(reserved, 'GRAPHQL_VALIDATION_FAILED');
    const root = publicSchema.getRootType(operation.operation);
    if (!root || operation.operation === 'subscription') {
      return refusal(`This address does not serve ${operation.operation} operations.`, 'BAD_REQUEST');
    }
    const own = separateOperations(document)[operation.name?.value ?? ''] ?? document;
    return new ReadyOperation(operation, root, own, this.supergraph, this.report);
  }
}

/** An operation that may be run: planned once for every setting of its conditions that comes up. */
export class ReadyOperation {
  readonly #deciding: readonly string[];
  readonly #variants = new Map<string, Promise<Variant | Refusal>>();

  constructor(
    readonly operation: OperationDefinitionNode,
    readonly root: GraphQLObjectType,
    private readonly document: DocumentNode,
    private readonly supergraph: Supergraph,
    private readonly report: (fault: unknown) => void,
  ) {
    this.#deciding = decidingVariables(document);
  }

  /** @param variables checked and with defaults filled in */
  async variant(variables: Readonly<Record<string, unknown>>): Promise<Variant | Refusal> {
    const unset = this.#deciding.find((name) => variables[name] === null || variables[name] === undefined);
    if (unset !== undefined) {
      return refusal(`The variable "$${unset}" decides what is included and must not be null.`, 'BAD_USER_INPUT');
    }
    const key = this.#deciding.map((name) => (variables[name] === true ? '1' : '0')).join('');
    let variant = this.#variants.get(key);
    if (!variant) {
      // Many conditions have very many settings; one document must not fill the memory by itself.
      if (this.#variants.size >= 64) this.#variants.clear();
      variant = this.#plan(variables);
      this.#variants.set(key, variant);
    }
    return variant;
  }

  async #plan(variables: Readonly<Record<string, unknown>>): Promise<Variant | Refusal> {
    const { publicSchema, fieldNames, planner } = this.supergraph;
    const document = withoutConditions(this.document, variables);
    const operation = getOperationAST(document)!;
    const { introspection, data } = splitOperation(operation, document);
    const shape = operationShape(operation, document, publicSchema, fieldNames);
    if (!data) return { introspection, plan: undefined, shape };
    try {
      const text = print(forTravel(data, publicSchema, fieldNames));
      return { introspection, plan: await planner.planAsync(text, null, new Set(), 0), shape };
    } catch (fault) {
      // Valid and yet not to be planned: the client is not at fault.
      this.report(fault);
      return { refused: [internalError()] };
    }
  }
}

/** Names that the executor and the planner use themselves between subgraphs. */
function reservedName(document: DocumentNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    Field(node) {
      if (node.alias?.value.startsWith('__')) {
        found ??= `The alias "${node.alias.value}" is reserved: names that begin with two underscores are GraphQL's own.`;
      }
    },
    VariableDefinition(node) {
      const name = node.variable.name.value;
      if (name === 'representations' || name.startsWith('__')) {
        found ??= `The variable name "$${name}" is reserved; choose another.`;
      }
    },
  });
  return found;
}

function missingOperation(name: string | undefined): string {
  return name === undefined
    ? 'The document has several operations, or none: say which one by operationName.'
    : `The document has no operation named "${name}".`;
}

function refusal(message: string, code: string): Refusal {
  return { refused: [new GraphQLError(message, { extensions: { code } })] };
}

function coded(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    extensions: { ...error.extensions, code },
  });
}
