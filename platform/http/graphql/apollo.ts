import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { TRAFFIC_LIMITS, type TrafficLimits } from "../../config/traffic.ts";
import { type ErrorCode, maskError } from "../../graphql/errors.ts";
import type { Log } from "../../observability/log.ts";
import type { Metrics } from "../../observability/metrics.ts";
import { emptyOperationNameIsNone } from "./empty-operation-name.ts";
import { failureLogging } from "./failure-logging.ts";
import { noteOperationKind } from "./operation-kind.ts";
import { createParsedDocuments } from "./parsed-documents.ts";
import type { PersistedQueries } from "./persisted-queries.ts";
import { createAnswerText } from "./response-text.ts";
import { retryAfterHeader } from "./retry-after.ts";
import { withoutSuggestions } from "./suggestions.ts";
import { asTooManyTokens } from "./too-many-tokens.ts";
import { asUnsafeRequest } from "./unsafe-request.ts";

interface Options<Context extends BaseContext> {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly production: boolean;
  readonly introspection: boolean;
  /** Texts that clients name by hash; without it, no hash is accepted. */
  readonly persistedQueries?: PersistedQueries;
  /** The maximum number of tokens of a document. */
  readonly maxTokens?: number;
  readonly traffic?: Pick<TrafficLimits, "maxAnswer">;
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  /** The page for browsers; none by default. */
  readonly landingPage?: NonNullable<ApolloServerOptions<Context>["plugins"]>[number];
}

/** A document can have a thousand errors; a client fixes them one by one. */
const MOST_FAULTS_TOLD = 5;

type Source<Context extends BaseContext> = Pick<ApolloServerOptions<Context>, "schema" | "gateway">;

/**
 * Apollo Server as configured everywhere here: it reports to nobody, wraps no field, and lets no error out unmasked.
 */
export const createApollo = <Context extends BaseContext>(
  source: Source<Context>,
  options: Options<Context>,
): ApolloServer<Context> => {
  const { log, metrics, production, introspection, persistedQueries, maxTokens, plugins = [], landingPage } = options;
  const { maxAnswer } = options.traffic ?? TRAFFIC_LIMITS;

  return new ApolloServer<Context>({
    ...source,
    introspection,
    documentStore: createParsedDocuments(),
    persistedQueries: persistedQueries ? { cache: persistedQueries } : false,
    hideSchemaDetailsFromClientErrors: !introspection,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: MOST_FAULTS_TOLD, hideSuggestions: !introspection },
    includeStacktraceInErrorResponses: false,
    stringifyResult: createAnswerText(maxAnswer, () => metrics.countError("OPERATION_REFUSED")),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    nodeEnv: production ? "production" : "development",
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    formatError: (_, error) => {
      const masked = maskError(asUnsafeRequest(asTooManyTokens(error)), log);
      metrics.countError(masked.extensions?.code as ErrorCode);
      return introspection ? masked : { ...masked, message: withoutSuggestions(masked.message) };
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      emptyOperationNameIsNone<Context>(),
      noteOperationKind<Context>(),
      failureLogging<Context>(log),
      retryAfterHeader<Context>(),
      ...plugins,
      landingPage ?? ApolloServerPluginLandingPageDisabled(),
    ],
  } as ApolloServerOptions<Context>);
};
