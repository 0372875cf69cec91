import type { Gateway } from "../../gateway/request/graph-gateway.ts";
import { createGatewayServer } from "../../gateway/server.ts";
import type { TrustedDocuments } from "../../gateway/trusted-documents/manifest.ts";
import type { GatewayConfig } from "../../platform/config/index.ts";
import type { Handler } from "../../platform/http/server.ts";
import type { ServerProcess } from "../command/process.ts";
import { openPages } from "../pages/open-pages.ts";
import { countRequests } from "./count-requests.ts";

interface Graph {
  readonly gateway: Gateway;
  readonly trusted: TrustedDocuments | undefined;
}

/** Everything that a graph serves: `/graphql`, and the pages beside it. It stops with the process. */
export const openRoutes = async (
  server: ServerProcess,
  config: GatewayConfig,
  { gateway, trusted }: Graph,
): Promise<Readonly<Record<string, Handler>>> => {
  const countRequest = await countRequests(config, server.askPrimary);
  const graph = await createGatewayServer({ ...server, gateway, config, trusted, countRequest });
  await server.lifecycle.onEnd(() => graph.stop());
  return { ...graph.routes, ...openPages(server, config) };
};
