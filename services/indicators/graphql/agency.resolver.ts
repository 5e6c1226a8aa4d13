import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PeriodScalar } from '../../../infra/graphql/scalars';
import { readSources } from '../store/sources';
import { ask, askedIndicators, askedPeriod } from './ask';
import { type IndicatorsContext, instantText } from './context';
import { Agency, IndicatorValue, SourceFreshness } from './types';

/** The figures of an agency, beside what the catalogue says of it. */
@Resolver(() => Agency)
export class AgencyFiguresResolver {
  @FieldResolver(() => [IndicatorValue], { description: 'Values of this agency and all below it for a period' })
  async indicators(
    @Root() { code }: Agency,
    @Ctx() context: IndicatorsContext,
    @Arg('codes', () => [ID], { nullable: true, description: 'Only these indicators' }) codes: string[] | null,
    @Arg('period', () => PeriodScalar, { description: 'The period' }) period: string,
  ): Promise<IndicatorValue[]> {
    const window = askedPeriod(period);
    const asked = askedIndicators(codes).map((indicator) => ask(indicator, window, { agency: code }));
    return Promise.all(asked.map(async (question) => ({ figure: await context.figures.figure(question) })));
  }
}

/** How fresh the figures are. */
@Resolver()
export class FreshnessResolver {
  @Query(() => [SourceFreshness], { description: 'How far each source of facts has come' })
  async freshness(@Ctx() context: IndicatorsContext): Promise<SourceFreshness[]> {
    const sources = await context.reads.read((sql) => readSources(sql));
    const text = (instant: number | null): string | null => (instant === null ? null : instantText(context, instant));
    return sources.map(({ source, newestEvent, receivedAt, accepted, deadLettered }) => ({
      source,
      newestEvent: text(newestEvent),
      receivedAt: text(receivedAt),
      lagSeconds: newestEvent === null ? null : (context.now - newestEvent) / 1000,
      accepted,
      deadLettered,
    }));
  }
}
