import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { GatewayConfig } from "../platform/config/index.ts";
import { createApollo } from "../platform/http/apollo.ts";
import { createCors } from "../platform/http/cors.ts";
import { createGraphqlHandler } from "../platform/http/graphql.ts";
import { sendError } from "../platform/http/send.ts";
import type { Handler } from "../platform/http/server.ts";
import type { Log } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { SignIn } from "../platform/sign-in.ts";
import { createAuthenticate } from "./authenticate.ts";
import type { GatewayContext } from "./context.ts";
import { SANDBOX_POLICY, sandbox } from "./sandbox.ts";

interface Options {
  readonly gateway: GatewayInterface;
  readonly config: Pick<GatewayConfig, "production" | "introspection" | "corsOrigins">;
  readonly signIn: SignIn;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface GatewayServer {
  readonly routes: Readonly<Record<string, Handler>>;
  stop(): Promise<void>;
}

/** The graph for clients at `/graphql`, and at `/` Apollo Sandbox for browsers, where the schema may be read. */
export const createGatewayServer = async ({
  gateway,
  config,
  signIn,
  log,
  metrics,
}: Options): Promise<GatewayServer> => {
  const { production, introspection, corsOrigins } = config;
  const landingPage = introspection ? sandbox() : undefined;
  const apollo = createApollo<GatewayContext>({ gateway }, { log, metrics, production, introspection, landingPage });
  await apollo.start();

  const graphql = createGraphqlHandler({
    apollo,
    context: createAuthenticate(signIn),
    cors: createCors(corsOrigins),
    metrics,
    pagePolicy: SANDBOX_POLICY,
  });
  const page: Handler = (request, response) => {
    if (request.method === "GET" && request.headers.accept?.includes("text/html")) return graphql(request, response);
    sendError(response, 404, "BAD_REQUEST", "There is nothing here: GraphQL is at /graphql.");
  };
  return { routes: { "/graphql": graphql, ...(introspection && { "/": page }) }, stop: () => apollo.stop() };
};
