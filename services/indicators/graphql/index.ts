import type { SubgraphParts } from '../../../infra/graphql';
import { indicatorOf } from '../definitions/registry';
import { AgencyFiguresResolver, FreshnessResolver } from './agency.resolver';
import { ClauseResolver, IndicatorResolver } from './indicator.resolver';
import { IndicatorValueResolver } from './value.resolver';

export type { IndicatorsContext } from './context';

/** The subgraph of indicators, their values and what is behind them. */
export const INDICATORS_SUBGRAPH: SubgraphParts = {
  name: 'indicators',
  resolvers: [IndicatorResolver, ClauseResolver, IndicatorValueResolver, AgencyFiguresResolver, FreshnessResolver],
  referenceResolvers: {
    Agency: ({ code }: { code: string }) => ({ code }),
    Indicator: ({ code }: { code: string }) => ({ code, definition: indicatorOf(code) }),
  },
};
