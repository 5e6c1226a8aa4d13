import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PeriodScalar } from '../../../infra/graphql/scalars';
import { inWords, Language } from '../../../infra/graphql/words';
import { readForm06a } from '../form06a';
import { askedPeriod } from './ask';
import type { IndicatorsContext } from './context';
import { Form06aLine, Form06aRow } from './form06a';

/** How dossiers were received and handled, as form II.06a has it. */
@Resolver(() => Form06aLine)
export class Form06aResolver {
  @Query(() => [Form06aLine], {
    description: 'Form II.06a of a period: a line for each field or agency that has any dossier, by code',
  })
  form06a(
    @Ctx() context: IndicatorsContext,
    @Arg('agency', () => ID, { nullable: true, description: 'The agency and all below it; null: everything' })
    agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'The period' }) period: string,
    @Arg('by', () => Form06aRow, {
      nullable: true,
      defaultValue: Form06aRow.FIELD,
      description: 'What each line stands for',
    })
    by: Form06aRow | null,
  ): Promise<Form06aLine[]> {
    const question = { agency: agency ?? null, period: askedPeriod(period), by: by ?? Form06aRow.FIELD };
    return readForm06a(context, question);
  }

  @FieldResolver(() => String, { description: 'Name of the field or agency; its code where nobody has said' })
  name(
    @Root() { name }: Form06aLine,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the name' })
    lang: Language | null,
  ): string {
    return inWords(name, lang);
  }
}
