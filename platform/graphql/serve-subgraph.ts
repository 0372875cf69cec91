import { isSecret } from "../auth/secret.ts";
import { refuseRequest, type SignIn } from "../auth/sign-in.ts";
import type { SubgraphConfig } from "../config/index.ts";
import type { Database } from "../database/open.ts";
import { createCors } from "../http/cors.ts";
import { createApollo } from "../http/graphql/apollo.ts";
import { createGraphqlHandler, type Incoming } from "../http/graphql/handler.ts";
import type { Handler } from "../http/server.ts";
import { type Explaining, explainStatements } from "../observability/explain/explain-statements.ts";
import { mayExplain } from "../observability/explain/header.ts";
import { createStatementList } from "../observability/explain/statement-list.ts";
import type { Log } from "../observability/log.ts";
import type { Metrics } from "../observability/metrics.ts";
import { type ByGateway, sdlForGateway } from "./federation/sdl-for-gateway.ts";
import type { Subgraph } from "./subgraph.ts";

interface Options {
  readonly subgraph: Subgraph;
  readonly database: Pick<Database, "session">;
  readonly config: Pick<SubgraphConfig, "production" | "introspection" | "gatewaySecrets"> &
    Partial<Pick<SubgraphConfig, "traffic">>;
  readonly signIn: SignIn;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface SubgraphServer {
  readonly routes: Readonly<Record<string, Handler>>;
  stop(): Promise<void>;
}

/**
 * One subgraph at `/graphql`, for the gateway alone: a caller without its secret gets nothing, and one with only the
 * secret just the SDL.
 */
export const serveSubgraph = async (options: Options): Promise<SubgraphServer> => {
  const { subgraph, database, config, signIn, log, metrics } = options;
  const isGateway = config.gatewaySecrets ? isSecret(config.gatewaySecrets) : () => true;
  const apollo = createApollo<Explaining & ByGateway>(
    { schema: subgraph.schema },
    { log, metrics, plugins: [sdlForGateway(), explainStatements()], ...config },
  );
  await apollo.start();

  const context = async ({ headers, signal }: Incoming): Promise<Explaining & ByGateway> => {
    if (!isGateway(headers["x-gateway-secret"]))
      throw refuseRequest("FORBIDDEN", "Only the gateway may send requests to a subgraph.");
    const bySecretAlone = config.gatewaySecrets !== null && headers.authorization === undefined;
    const viewer = await signIn(headers).catch((error: unknown) => {
      if (!bySecretAlone) throw error;
    });
    if (!viewer) return { inNobodysName: true };
    const ran = mayExplain(headers, viewer) ? createStatementList() : undefined;
    const db = database.session(viewer.tenantId, ran?.observe, signal, viewer.subject);
    // Apollo Server copies a context's own properties; inherited ones stay live, as loaders replaced after a write
    // must.
    return Object.assign(Object.create(subgraph.createContext({ viewer, db })), { ran });
  };

  const graphql = createGraphqlHandler({ apollo, context, cors: createCors([]), metrics, traffic: config.traffic });
  return { routes: { "/graphql": graphql }, stop: () => apollo.stop() };
};
