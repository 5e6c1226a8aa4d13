import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type FaultReporter, hideInternals } from './errors';

/**
 * Apollo Server as this project runs it: nothing is reported to anyone, no signal is caught, no page is served,
 * and an error says nothing that it was not written to say.
 */
export function quietApollo<Context extends BaseContext>(
  report: FaultReporter,
  where: string,
): Omit<ApolloServerOptions<Context>, 'schema' | 'gateway' | 'typeDefs' | 'resolvers'> {
  const logged = (message?: unknown) => report(message, where);
  return {
    // By default these depend on NODE_ENV, and a program should not change its manners with a variable of Node's.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: ['apollo-require-preflight', 'x-requested-with', 'x-apollo-operation-name'] },
    // Empty and not absent: absent, they would be read from APOLLO_* variables.
    apollo: {},
    logger: { debug: () => undefined, info: () => undefined, warn: logged, error: logged },
    formatError: hideInternals(report, where),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  };
}
