import cluster from "node:cluster";
import type { StartConfig } from "../../platform/config/index.ts";
import { openProcess } from "../command/process.ts";
import { openStore } from "../command/store.ts";

/** The whole graph in this process, except the subgraphs that SUBGRAPHS puts elsewhere. */
export const startGraph = async (config: StartConfig, isLocal: boolean): Promise<void> => {
  const server = await openProcess("graph", config);
  const store = isLocal && !cluster.isWorker ? openStore(config, server.lifecycle, server.log) : undefined;
  store?.catch(() => undefined); // It is awaited later, and told then.

  // PostgreSQL starts while the rest of the code is read.
  const { serveGraph } = await import("./serve-graph.ts");
  await serveGraph(config, server, store);
};
