import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { InputFault } from '../../../infra/graphql/errors';
import { DateScalar } from '../../../infra/graphql/scalars';
import { Language } from '../../../infra/graphql/words';
import { type AgencyRecord, existsOn } from '../agency';
import { Agency, AgencyLevel, levelOf } from './agency';
import { type CatalogContext, today } from './context';

/** Agencies and their tree. */
@Resolver(() => Agency)
export class AgencyResolver {
  @Query(() => [Agency], {
    description:
      'Agencies that exist on a day, by code; without level and parent also the codes that facts name but nothing describes',
  })
  async agencies(
    @Ctx() context: CatalogContext,
    @Arg('level', () => AgencyLevel, { nullable: true, description: 'Only of this level' }) level: AgencyLevel | null,
    @Arg('parent', () => ID, { nullable: true, description: 'Only its direct children' }) parent: string | null,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day of the tree; today where absent' })
    on: number | null,
  ): Promise<Agency[]> {
    const day = on ?? today(context);
    const { catalogue } = context;
    if (parent != null && !(await isKnown(context, parent))) throw unknownAgency('parent', parent);
    const tree = catalogue.tree(day);
    const described = [...catalogue.agencies.values()].filter(
      (agency) =>
        existsOn(agency, day) &&
        (level == null || agency.level(day) === level) &&
        (parent == null || tree.parent(agency.code) === parent),
    );
    const codes = described.map((agency) => agency.code);
    if (level == null && parent == null) {
      const named = new Set([...tree.codes(), ...(await context.referencedAgencies())]);
      codes.push(...[...named].filter((code) => !catalogue.agencies.has(code)));
    }
    return codes.sort().map((code) => ({ code, day }));
  }

  @Query(() => Agency, { nullable: true, description: 'One agency; null for a code that no fact names' })
  async agency(
    @Ctx() context: CatalogContext,
    @Arg('code', () => ID, { description: 'Its code' }) code: string,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day of its name and place; today where absent' })
    on: number | null,
  ): Promise<Agency | null> {
    return (await isKnown(context, code)) ? { code, day: on ?? today(context) } : null;
  }

  @FieldResolver(() => String, { description: 'Name (tên); the Vietnamese one where no other is known, else the code' })
  name(
    @Root() agency: Agency,
    @Ctx() context: CatalogContext,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the name' })
    lang: Language | null,
  ): string {
    const known = record(agency, context);
    const vi = known?.name(agency.day) ?? agency.code;
    return lang === Language.EN ? (known?.nameEn(agency.day) ?? vi) : vi;
  }

  @FieldResolver(() => AgencyLevel, { nullable: true, description: 'Level (cấp)' })
  level(@Root() agency: Agency, @Ctx() context: CatalogContext): AgencyLevel | null {
    return levelOf(record(agency, context)?.level(agency.day) ?? null);
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'The agency above (cơ quan cấp trên)' })
  parent(@Root() agency: Agency, @Ctx() context: CatalogContext): Agency | null {
    const code = context.catalogue.tree(agency.day).parent(agency.code);
    return code === null ? null : { code, day: agency.day };
  }

  @FieldResolver(() => [Agency], { description: 'The agencies directly below that exist on the day' })
  children(@Root() agency: Agency, @Ctx() context: CatalogContext): Agency[] {
    const { agencies } = context.catalogue;
    return context.catalogue
      .tree(agency.day)
      .children(agency.code)
      .filter((code) => existsOn(agencies.get(code)!, agency.day)) // a child is always described: it names its parent
      .map((code) => ({ code, day: agency.day }));
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'First day of its existence; null: not limited' })
  validFrom(@Root() agency: Agency, @Ctx() context: CatalogContext): number | null {
    return record(agency, context)?.validFrom ?? null;
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'Last day of its existence; null: not limited' })
  validTo(@Root() agency: Agency, @Ctx() context: CatalogContext): number | null {
    return record(agency, context)?.validTo ?? null;
  }

  @FieldResolver(() => [Agency], { description: 'The agencies that took over when this one ended' })
  successors(@Root() agency: Agency, @Ctx() context: CatalogContext): Agency[] {
    return (record(agency, context)?.successors ?? []).map((code) => ({ code, day: agency.day }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether a fact has described it, or only named its code' })
  known(@Root() agency: Agency, @Ctx() context: CatalogContext): boolean {
    return record(agency, context) !== undefined;
  }
}

function record(agency: Agency, context: CatalogContext): AgencyRecord | undefined {
  return context.catalogue.agencies.get(agency.code);
}

async function isKnown(context: CatalogContext, code: string): Promise<boolean> {
  return context.catalogue.tree(today(context)).has(code) || (await context.referencedAgencies()).includes(code);
}

function unknownAgency(argument: string, value: string): InputFault {
  return new InputFault({ argument, value, expected: 'the code of an agency that a fact names' });
}
