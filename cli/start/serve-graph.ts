import { startPlanner } from "../../gateway/planner/planner.ts";
import { createProtection } from "../../gateway/protection/protect.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { readTrustedDocuments } from "../../gateway/trusted-documents/read.ts";
import type { StartConfig } from "../../platform/config/index.ts";
import type { Database } from "../../platform/database/open.ts";
import type { ServerProcess } from "../command/process.ts";
import { reportTo } from "../command/report.ts";
import type { Store } from "../command/store.ts";
import { localTransports } from "../graph/local-graph.ts";
import { readContract } from "../graph/read-contract.ts";
import { remoteSubgraph } from "../graph/remote-subgraph.ts";
import { subgraphs } from "../graph/subgraphs.ts";
import { openRoutes } from "./open-routes.ts";
import { openPrepared, prepareStore } from "./prepare-store.ts";

/** A worker uses a database that its primary has prepared. */
const openLocalDatabase = async (
  config: StartConfig,
  server: ServerProcess,
  store: Promise<Store> | undefined,
): Promise<Database | undefined> => {
  if (store) return prepareStore(await store, config, server);
  const isLocal = subgraphs.some(({ name }) => !config.subgraphs.has(name));
  return isLocal && config.databaseUrl ? openPrepared(config.databaseUrl, config, server) : undefined;
};

/** Joins the subgraphs in this process and elsewhere, and starts answering. */
export const serveGraph = async (
  config: StartConfig,
  server: ServerProcess,
  store: Promise<Store> | undefined,
): Promise<void> => {
  const supergraphSdl = await readContract(config);
  /** It loads while the database is opened. */
  const planner = startPlanner(supergraphSdl);
  const trusted = await readTrustedDocuments(config.trustedDocuments);
  const database = await openLocalDatabase(config, server, store);
  const local = database && localTransports({ database });

  const protect = createProtection({ ...config.traffic, timeout: config.subgraphTimeout, ...server });
  const gateway = await createGateway({
    supergraphSdl,
    planner,
    trusted,
    documentLimits: config.documentLimits,
    transports: (name, url) => {
      const elsewhere = config.subgraphs.get(name);
      return protect(
        name,
        local && !elsewhere ? local(name) : remoteSubgraph(name, elsewhere ?? url, config, server.budgetOf),
      );
    },
    report: reportTo(server.log),
  });
  await server.ready(await openRoutes(server, config, { gateway, trusted }), database?.ping);
};
