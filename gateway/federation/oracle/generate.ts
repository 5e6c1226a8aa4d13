import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface Generated {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Writes a valid query of a schema out of a seed: aliases, repeated fields, fragments, arguments, conditions. */
export function generateQuery(schema: GraphQLSchema, seed: number, without: ReadonlySet<string>): Generated {
  return new Generator(schema, seed, without).generate();
}

class Generator {
  #state: number;
  readonly #fragments: string[] = [];
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};

  constructor(
    private readonly schema: GraphQLSchema,
    seed: number,
    private readonly without: ReadonlySet<string>,
  ) {
    this.#state = seed >>> 0;
  }

  generate(): Generated {
    const body = this.#selection(this.schema.getQueryType()!, 0);
    const head = this.#declared.length > 0 ? `query (${this.#declared.join(', ')})` : 'query';
    return { query: [`${head} ${body}`, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #below(bound: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const parts: string[] = [];
    const count = 1 + this.#below(depth < 2 ? 3 : 2);
    for (let n = 0; n < count; n++) parts.push(this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLNamedType, depth: number): string {
    const dice = this.#below(12);
    if (dice === 0) return '__typename';
    if (dice === 1) return `...${this.#condition()} ${this.#selection(type, depth + 1)}`;
    if (dice === 2) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push('');
      this.#fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} ${this.#selection(type, depth + 1)}`;
      return `...${name}${this.#condition()}`;
    }
    if (isAbstractType(type) && (dice < 8 || !('getFields' in type))) {
      const possible = this.schema.getPossibleTypes(type);
      const chosen = possible[this.#below(possible.length)]!;
      return `... on ${chosen.name} ${this.#selection(chosen, depth + 1)}`;
    }
    if (!isObjectType(type) && !('getFields' in type)) return '__typename';
    const fields = Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
    const usable = fields.filter((field) => !this.without.has(field.name) && (depth < 4 || !isComposite(field)));
    if (usable.length === 0) return '__typename';
    const field = usable[this.#below(usable.length)]!;
    return this.#field(field, type, depth);
  }

  #field(field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType, depth: number): string {
    const args = field.args.flatMap((argument) => this.#argument(argument));
    const call = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
    // Equal response keys must mean equal fields: the alias says everything that differs. Some aliases are another
    // field's name, where that cannot clash with the field itself.
    const written = call.replace(/\W+/g, '_');
    const alias = this.#alias(field, parent, written, args.length > 0);
    const below = isComposite(field) ? ` ${this.#selection(getNamedType(field.type), depth + 1)}` : '';
    return `${alias}${call}${this.#condition()}${below}`;
  }

  #alias(field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType, written: string, hasArgs: boolean): string {
    if (parent.name === 'Note' && field.name === 'text') return 'by: ';
    if (parent.name === 'Rank' && field.name === 'place') return 'code: ';
    if (hasArgs || this.#below(4) === 0) return `x_${written}: `;
    return '';
  }

  #argument(argument: GraphQLArgument): string[] {
    const required = isNonNullType(argument.type) && argument.defaultValue === undefined;
    if (!required && this.#below(2) === 0) return [];
    const type = getNamedType(argument.type);
    const isList = isListType(getNullableType(argument.type));
    const one = this.#value(type);
    const value = isList ? [one] : one;
    const text = isEnumType(type) ? String(one) : JSON.stringify(one);
    const literal = isList ? `[${text}]` : text;
    if (this.#below(3) > 0) return [`${argument.name}: ${literal}`];
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(argument.type)}${required ? '' : ` = ${literal}`}`);
    if (required || this.#below(2) === 0) this.#variables[name] = value;
    return [`${argument.name}: $${name}`];
  }

  #value(type: GraphQLNamedType): unknown {
    if (isEnumType(type)) return type.getValues()[this.#below(type.getValues().length)]!.name;
    if (type.name === 'Int') return this.#below(4);
    if (type.name === 'Float') return this.#below(4) / 2;
    if (type.name === 'Boolean') return this.#below(2) === 0;
    return ['EN', 'A', 'P', 'bad'][this.#below(4)];
  }

  #condition(): string {
    if (this.#below(8) > 0) return '';
    const directive = this.#below(2) === 0 ? 'skip' : 'include';
    const holds = this.#below(2) === 0;
    if (this.#below(2) === 0) return ` @${directive}(if: ${holds})`;
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: Boolean!`);
    this.#variables[name] = holds;
    return ` @${directive}(if: $${name})`;
  }
}

function isComposite(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  return isObjectType(type) || isAbstractType(type);
}
