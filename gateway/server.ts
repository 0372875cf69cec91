import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { SignIn } from "../platform/auth/sign-in.ts";
import type { GatewayConfig } from "../platform/config/index.ts";
import { DOCUMENT_LIMITS } from "../platform/config/limits.ts";
import { createCors } from "../platform/http/cors.ts";
import { createApollo } from "../platform/http/graphql/apollo.ts";
import { createGraphqlHandler } from "../platform/http/graphql/handler.ts";
import { createPersistedQueries } from "../platform/http/graphql/persisted-queries.ts";
import { sendError } from "../platform/http/send.ts";
import type { Handler } from "../platform/http/server.ts";
import type { Log } from "../platform/observability/log.ts";
import type { Metrics } from "../platform/observability/metrics.ts";
import { explainRequests } from "./explain/explain-requests.ts";
import { limitDocuments } from "./limits/limit-documents.ts";
import { SANDBOX_POLICY, sandbox } from "./pages/sandbox.ts";
import type { CountRequest } from "./rate-limit/count.ts";
import { createRateLimit } from "./rate-limit/limit.ts";
import { createAuthenticate } from "./request/authenticate.ts";
import { type GatewayContext, signedIn } from "./request/context.ts";
import { admitTrusted } from "./trusted-documents/admit.ts";
import { listedOnly } from "./trusted-documents/listed.ts";
import type { TrustedDocuments } from "./trusted-documents/manifest.ts";

interface Options {
  readonly gateway: GatewayInterface;
  readonly config: Pick<GatewayConfig, "production" | "introspection" | "corsOrigins"> &
    Partial<Pick<GatewayConfig, "documentLimits">> &
    Partial<Pick<GatewayConfig, "traffic">>;
  /** The only operations that are answered; without it, any. */
  readonly trusted?: TrustedDocuments;
  readonly signIn: SignIn;
  /** Counts the requests of tenants and subjects; without it, nothing is counted. */
  readonly countRequest?: CountRequest;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface GatewayServer {
  readonly routes: Readonly<Record<string, Handler>>;
  stop(): Promise<void>;
}

/** The graph for clients at `/graphql`, and Apollo Sandbox for browsers at `/` where the schema may be read. */
export const createGatewayServer = async ({
  gateway,
  config,
  trusted,
  signIn,
  countRequest,
  log,
  metrics,
}: Options): Promise<GatewayServer> => {
  const { production, introspection, corsOrigins, documentLimits = DOCUMENT_LIMITS, traffic } = config;
  const landingPage = introspection ? sandbox() : undefined;
  const persistedQueries = trusted ? listedOnly(trusted) : createPersistedQueries();
  const maxTokens = documentLimits.tokens;
  const plugins = [limitDocuments(documentLimits), explainRequests()];
  const apollo = createApollo<GatewayContext>(
    { gateway },
    { log, metrics, production, introspection, persistedQueries, maxTokens, traffic, plugins, landingPage },
  );
  await apollo.start();

  const graphql = createGraphqlHandler({
    apollo,
    context: createAuthenticate(signIn, countRequest && createRateLimit(countRequest, metrics)),
    shareOf: (known) => signedIn(known).tenantId,
    cors: createCors(corsOrigins),
    metrics,
    traffic,
    admit: trusted && admitTrusted(trusted),
    pagePolicy: SANDBOX_POLICY,
  });
  const page: Handler = (request, response) => {
    if (request.method === "GET" && request.headers.accept?.includes("text/html")) return graphql(request, response);
    sendError(response, 404, "BAD_REQUEST", "Nothing is here. GraphQL is at /graphql.");
  };
  return { routes: { "/graphql": graphql, ...(introspection && { "/": page }) }, stop: () => apollo.stop() };
};
