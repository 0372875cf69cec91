import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { GatewayConfig } from "../platform/config/index.ts";
import { createApollo } from "../platform/http/apollo.ts";
import { createCors } from "../platform/http/cors.ts";
import { createGraphqlHandler } from "../platform/http/graphql.ts";
import { createPersistedQueries } from "../platform/http/persisted-queries.ts";
import { sendError } from "../platform/http/send.ts";
import type { Handler } from "../platform/http/server.ts";
import type { Log } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { SignIn } from "../platform/sign-in.ts";
import { createAuthenticate } from "./authenticate.ts";
import type { GatewayContext } from "./context.ts";
import { SANDBOX_POLICY, sandbox } from "./sandbox.ts";
import { admitTrusted } from "./trusted-documents/admit.ts";
import { listedOnly } from "./trusted-documents/listed.ts";
import type { TrustedDocuments } from "./trusted-documents/manifest.ts";

interface Options {
  readonly gateway: GatewayInterface;
  readonly config: Pick<GatewayConfig, "production" | "introspection" | "corsOrigins">;
  /** The only operations that are answered; any, unless given. */
  readonly trusted?: TrustedDocuments;
  readonly signIn: SignIn;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface GatewayServer {
  readonly routes: Readonly<Record<string, Handler>>;
  stop(): Promise<void>;
}

const withoutSandbox: Handler = (_, response) =>
  sendError(
    response,
    404,
    "OPERATION_REFUSED",
    "There is no Sandbox here: it sends operations of its own, and only those in TRUSTED_DOCUMENTS are answered.",
  );

/** The graph for clients at `/graphql`, and at `/` Apollo Sandbox for browsers, where the schema may be read. */
export const createGatewayServer = async ({
  gateway,
  config,
  trusted,
  signIn,
  log,
  metrics,
}: Options): Promise<GatewayServer> => {
  const { production, introspection, corsOrigins } = config;
  const landingPage = introspection ? sandbox() : undefined;
  const persistedQueries = trusted ? listedOnly(trusted) : createPersistedQueries();
  const apollo = createApollo<GatewayContext>(
    { gateway },
    { log, metrics, production, introspection, persistedQueries, landingPage },
  );
  await apollo.start();

  const graphql = createGraphqlHandler({
    apollo,
    context: createAuthenticate(signIn),
    cors: createCors(corsOrigins),
    metrics,
    admit: trusted && admitTrusted(trusted),
    pagePolicy: SANDBOX_POLICY,
  });
  const page: Handler = (request, response) => {
    if (request.method === "GET" && request.headers.accept?.includes("text/html")) return graphql(request, response);
    sendError(response, 404, "BAD_REQUEST", "There is nothing here: GraphQL is at /graphql.");
  };
  const home = introspection ? page : trusted && withoutSandbox;
  return { routes: { "/graphql": graphql, ...(home && { "/": home }) }, stop: () => apollo.stop() };
};
