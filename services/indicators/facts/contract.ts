import schemaJson from '../../../schema/contracts/facts.schema.json';
import portalJson from '../../../schema/portal.schema.json';
import { CONTRACT_KINDS, FACT_KINDS, type FactKind } from './fact';

/** What a field may hold. `count` is any whole number, `codes` a list of codes, `values` an object of numbers. */
export type FieldType =
  | 'instant'
  | 'date'
  | 'code'
  | 'flag'
  | 'count'
  | 'text'
  | 'enum'
  | 'codes'
  | 'number'
  | 'values';

/** How the statements about a field become one state (`x-merge`). */
export type MergeRule = 'latest' | 'history' | 'earliest' | 'union';

/** All that the contract says about one field, in the form in which it is cheap to check. */
export interface FieldRule {
  readonly name: string;
  readonly type: FieldType;
  readonly merge: MergeRule;
  /** False for the attributes of the envelope only. */
  readonly nullable: boolean;
  /** Bounds of a number; of the length in code points of a text, a code, or each code of a list. */
  readonly min: number;
  readonly max: number;
  /** Most entries of `codes` or `values`. */
  readonly maxItems: number;
  /** The values of an `enum`, in the order of the contract; empty for the others. */
  readonly values: readonly string[];
  /** What a text must look like; null where anything goes. */
  readonly pattern: RegExp | null;
  /** Free text that people write: it may be about a person, so it is never shown or kept in a dead letter. */
  readonly prose: boolean;
}

export type FieldRules = ReadonlyMap<string, FieldRule>;

/** The part of JSON Schema that the contract uses. */
interface Schema {
  readonly $ref?: string;
  readonly const?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: boolean | Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly 'x-merge'?: MergeRule;
}

/** Keywords that `ruleOf` reads. Any other would be a promise of the contract that nobody checks. */
const KEYWORDS = new Set(
  (
    '$ref const type enum format pattern minLength maxLength minimum maximum items maxItems maxProperties ' +
    'additionalProperties description x-merge'
  ).split(' '),
);

type Definitions = Readonly<Record<string, Schema>>;

const contract = schemaJson as unknown as Schema & { readonly $defs: Definitions };
const portal = portalJson as unknown as Schema & { readonly $defs: Definitions };

const typeName = (kind: FactKind): string => `vn.province.${kind}.v1`;

const kindsByType: ReadonlyMap<string, FactKind> = new Map(CONTRACT_KINDS.map((kind) => [typeName(kind), kind]));

const rulesByKind: Readonly<Record<FactKind, FieldRules>> = Object.fromEntries(
  FACT_KINDS.map((kind) => [
    kind,
    kind === 'portal'
      ? rulesOf(portal.properties ?? {}, portal.$defs)
      : rulesOf(contract.$defs[kind]?.properties ?? {}),
  ]),
) as Record<FactKind, FieldRules>;

const { data: _data, ...attributes } = contract.properties ?? {};

/** The attributes of the envelope that the contract names, `data` aside. Others are allowed and mean nothing here. */
export const ENVELOPE: FieldRules = rulesOf(attributes);

/** The fields that `data` of this kind may have. */
export function fieldsOf(kind: FactKind): FieldRules {
  return rulesByKind[kind];
}

/** The kind behind a CloudEvents `type`; undefined for a type that the contract does not have. */
export function kindOfType(type: string): FactKind | undefined {
  return kindsByType.get(type);
}

function rulesOf(properties: Readonly<Record<string, Schema>>, definitions?: Definitions): FieldRules {
  return new Map(Object.entries(properties).map(([name, schema]) => [name, ruleOf(name, schema, definitions)]));
}

/**
 * Reads one property of the contract, or of another schema with its own definitions.
 * @throws when the property says something that this function does not understand: then the contract has grown and the
 * decoder has not.
 */
export function ruleOf(name: string, property: Schema, definitions: Definitions = contract.$defs): FieldRule {
  const definition = property.$ref?.replace('#/$defs/', '');
  const schema: Schema = definition === undefined ? property : { ...definitions[definition], ...property };
  const strange = [...Object.keys(schema), ...Object.keys(schema.items ?? {})].filter((key) => !KEYWORDS.has(key));
  if (strange.length > 0)
    throw new Error(`contract: ${name} uses ${strange.join(', ')}, which the decoder cannot check`);

  const type = typeOf(name, definition, schema);
  const sized = schema.items ?? schema;
  const numeric = type === 'count' || type === 'number';
  return {
    name,
    type,
    merge: schema['x-merge'] ?? 'latest',
    nullable: Array.isArray(schema.type) ? schema.type.includes('null') : (schema.enum?.includes(null) ?? false),
    min: (numeric ? schema.minimum : sized.minLength) ?? (numeric ? Number.NEGATIVE_INFINITY : 0),
    max: (numeric ? schema.maximum : sized.maxLength) ?? Number.POSITIVE_INFINITY,
    maxItems: schema.maxItems ?? schema.maxProperties ?? Number.POSITIVE_INFINITY,
    values: valuesOf(schema),
    pattern: schema.pattern === undefined ? null : new RegExp(schema.pattern, 'u'),
    // What must not be blank is a name; what may be is a remark.
    prose: type === 'text' && schema.pattern === undefined && schema.minLength === undefined,
  };
}

function valuesOf(schema: Schema): readonly string[] {
  if (schema.const !== undefined) return [schema.const];
  return (schema.enum ?? []).filter((value) => value !== null);
}

function typeOf(name: string, definition: string | undefined, schema: Schema): FieldType {
  if (schema.enum !== undefined || schema.const !== undefined) return 'enum';
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  switch (types.length === 1 ? types[0] : undefined) {
    case 'boolean':
      return 'flag';
    case 'integer':
      return 'count';
    case 'number':
      return 'number';
    case 'array':
      if (schema.items?.type === 'string') return 'codes';
      break;
    case 'object':
      if (typeof schema.additionalProperties === 'object' && schema.additionalProperties.type === 'number')
        return 'values';
      break;
    case 'string':
      if (schema.format === 'date-time') return 'instant';
      if (schema.format === 'date') return 'date';
      if (schema.format !== undefined) break;
      return isCode(name, definition) ? 'code' : 'text';
  }
  throw new Error(`contract: ${name} is of a type that the decoder cannot check`);
}

/** Texts by which things are found again, as against texts that are only shown. */
function isCode(name: string, definition: string | undefined): boolean {
  return definition === 'code' || name.endsWith('Code') || ['id', 'source', 'subject', 'sequence'].includes(name);
}
