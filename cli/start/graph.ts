import cluster from "node:cluster";
import { readFile } from "node:fs/promises";
import { createGateway } from "../../gateway/graph-gateway.ts";
import { createGatewayServer } from "../../gateway/server.ts";
import type { StartConfig } from "../../platform/config/index.ts";
import type { Database } from "../../platform/database/open.ts";
import { projectFile } from "../../platform/project.ts";
import { localTransports } from "../local-graph.ts";
import { openProcess, type ServerProcess } from "../process.ts";
import { remoteSubgraph } from "../remote-subgraph.ts";
import { reportTo } from "../report.ts";
import { subgraphs } from "../subgraphs.ts";
import { openPrepared, prepareStore } from "./prepare-store.ts";

/** A worker is given a database that its primary has prepared. */
const openLocalDatabase = async (config: StartConfig, { lifecycle, log }: ServerProcess): Promise<Database> =>
  cluster.isWorker && config.databaseUrl
    ? openPrepared(config.databaseUrl, config, lifecycle, log)
    : (await prepareStore(config, lifecycle, log)).database;

/** The whole graph in this process, except the subgraphs that SUBGRAPHS puts elsewhere. */
export const startGraph = async (config: StartConfig): Promise<void> => {
  const server = await openProcess("graph", config);
  const isLocal = (name: string): boolean => !config.subgraphs.has(name);
  const database = subgraphs.some(({ name }) => isLocal(name)) ? await openLocalDatabase(config, server) : undefined;
  const local = database && localTransports({ database });

  const gateway = await createGateway({
    supergraphSdl: await readFile(projectFile("schema/supergraph.graphql"), "utf8"),
    transports: (name, url) =>
      local && isLocal(name)
        ? local(name)
        : remoteSubgraph(name, config.subgraphs.get(name) ?? url, config.gatewaySecret),
    report: reportTo(server.log),
  });
  const graph = await createGatewayServer({ ...server, gateway, config });
  await server.lifecycle.onEnd(() => graph.stop());
  await server.ready(graph.routes, database?.ping);
};
