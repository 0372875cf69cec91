import { pageRoutes } from "../../gateway/pages/routes.ts";
import type { GatewayConfig } from "../../platform/config/index.ts";
import type { Handler } from "../../platform/http/server.ts";
import type { ServerProcess } from "../command/process.ts";
import { pageBuilds } from "./page-builds.ts";

/** The pages beside the graph, each built on its first request. */
export const openPages = (
  { log, lifecycle }: Pick<ServerProcess, "log" | "lifecycle">,
  { production, introspection }: Pick<GatewayConfig, "production" | "introspection">,
): Readonly<Record<string, Handler>> => {
  const source = pageBuilds({ log, lifecycle, production });
  return pageRoutes({ app: source("app"), explorer: source("explorer"), explorable: introspection });
};
