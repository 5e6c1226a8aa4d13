import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { PeriodScalar } from '../../../infra/graphql/scalars';
import { rankByIndicator, rankByScore } from '../score';
import { askedIndicator, askedPeriod } from './ask';
import type { IndicatorsContext } from './context';
import { AgencyLevel, Rank } from './ranking';
import { weightsOf } from './score.resolver';

/** Who stands where. */
@Resolver()
export class RankingResolver {
  @Query(() => [Rank], {
    description:
      'Agencies in order, the best first: by an indicator, or by the score of the 766 index where none is given',
  })
  async ranking(
    @Ctx() context: IndicatorsContext,
    @Arg('period', () => PeriodScalar, { description: 'The period' }) period: string,
    @Arg('indicator', () => ID, { nullable: true, description: 'The indicator; absent: the 766 score' })
    code: string | null,
    @Arg('level', () => AgencyLevel, { nullable: true, description: 'Only agencies of this level; absent: all' })
    level: AgencyLevel | null,
  ): Promise<Rank[]> {
    const question = { period: askedPeriod(period), level: level ?? null };
    if (code == null) {
      const ranks = await rankByScore(context, question, weightsOf(context.directive, question.period));
      return ranks.map(({ place, agency, value, score: { notMeasured } }) => ({
        ...{ place, agency: { code: agency }, points: value, notMeasured, value: null },
      }));
    }
    const ranks = await rankByIndicator(context, question, askedIndicator(code, 'indicator'));
    return ranks.map(({ place, agency, figure }) => ({
      ...{ place, agency: { code: agency }, points: null, notMeasured: null, value: { figure } },
    }));
  }
}
