import type { SubgraphParts } from '../../../infra/graphql';
import { indicatorOf } from '../definitions/registry';
import { AgencyFiguresResolver, FreshnessResolver } from './agency.resolver';
import { Form06aResolver } from './form06a.resolver';
import { ClauseResolver, IndicatorResolver, LegalBasisResolver } from './indicator.resolver';
import { RankingResolver } from './ranking.resolver';
import { ScoreGroupResolver, ScorePartResolver, ScoreResolver } from './score.resolver';
import { IndicatorValueResolver } from './value.resolver';

export type { IndicatorsContext } from './context';

/** The subgraph of indicators, their values and what is behind them. */
export const INDICATORS_SUBGRAPH: SubgraphParts = {
  name: 'indicators',
  resolvers: [
    IndicatorResolver,
    ClauseResolver,
    LegalBasisResolver,
    IndicatorValueResolver,
    AgencyFiguresResolver,
    FreshnessResolver,
    ScoreResolver,
    ScoreGroupResolver,
    ScorePartResolver,
    RankingResolver,
    Form06aResolver,
  ],
  referenceResolvers: {
    Agency: ({ code }: { code: string }) => ({ code }),
    Indicator: ({ code }: { code: string }) => ({ code, definition: indicatorOf(code) }),
  },
};
