import { readFile } from "node:fs/promises";
import { createProtection } from "../../gateway/protection/protect.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { watchSupergraph } from "../../gateway/supergraph/watch-supergraph.ts";
import { readTrustedDocuments } from "../../gateway/trusted-documents/read.ts";
import type { GatewayConfig } from "../../platform/config/index.ts";
import { Explained } from "../../platform/process/explained.ts";
import { openProcess } from "../command/process.ts";
import { reportTo } from "../command/report.ts";
import { remoteSubgraph } from "../graph/remote-subgraph.ts";
import { openRoutes } from "./open-routes.ts";

const readSupergraph = (path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Explained(`The supergraph cannot be read from ${path}: ${error.code}.`);
  });

/**
 * The gateway alone: it fetches from every subgraph of the supergraph in a file over HTTP, and reloads the file when it
 * changes.
 */
export const startGateway = async (path: string, config: GatewayConfig): Promise<void> => {
  const supergraphSdl = await readSupergraph(path);
  const trusted = await readTrustedDocuments(config.trustedDocuments);
  const server = await openProcess("gateway", config);

  const protect = createProtection({ ...config.traffic, timeout: config.subgraphTimeout, ...server });
  const named = new Set<string>();
  const gateway = await createGateway({
    supergraphSdl,
    trusted,
    documentLimits: config.documentLimits,
    transports: (name, url) => {
      named.add(name);
      return protect(name, remoteSubgraph(name, config.subgraphs.get(name) ?? url, config, server.budgetOf));
    },
    report: reportTo(server.log),
  }).catch((error: Error) => {
    if (error instanceof Explained) throw error;
    throw new Explained(`The supergraph in ${path} cannot be used: ${error.message}`);
  });
  const unknown = [...config.subgraphs.keys()].filter((name) => !named.has(name));
  if (unknown.length > 0) {
    throw new Explained(
      `SUBGRAPHS names ${unknown.join(", ")}; the subgraphs of ${path} are ${[...named].join(", ")}.`,
    );
  }

  const routes = await openRoutes(server, config, { gateway, trusted });
  const unwatch = watchSupergraph(path, gateway, {
    onReplaced: () => server.log.info({ path }, "the supergraph was replaced"),
    onRefused: (err) => server.log.error({ path, err }, "the changed supergraph is refused, the old one stays"),
  });
  await server.lifecycle.onEnd(async () => unwatch());
  await server.ready(routes);
};
