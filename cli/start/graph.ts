import cluster from "node:cluster";
import { readFile } from "node:fs/promises";
import { createGateway } from "../../gateway/graph-gateway.ts";
import { createGatewayServer } from "../../gateway/server.ts";
import type { StartConfig } from "../../platform/config/index.ts";
import { type Database, openDatabase } from "../../platform/database/open.ts";
import { projectFile } from "../../platform/project.ts";
import { localTransports } from "../local-graph.ts";
import { openProcess, type ServerProcess } from "../process.ts";
import { remoteSubgraph } from "../remote-subgraph.ts";
import { reportTo } from "../report.ts";
import { subgraphs } from "../subgraphs.ts";
import { prepareStore } from "./prepare-store.ts";

/** Connections of all workers together; PostgreSQL allows 100 unless told otherwise. */
const MOST_CONNECTIONS = 80;

const openLocalDatabase = async (config: StartConfig, { lifecycle, log }: ServerProcess): Promise<Database> => {
  const url =
    cluster.isWorker && config.databaseUrl ? config.databaseUrl : (await prepareStore(config, lifecycle, log)).appUrl;
  const database = await openDatabase({
    url,
    entities: [...new Set(subgraphs.flatMap(({ entities }) => entities))],
    poolSize: Math.max(1, Math.min(10, Math.floor(MOST_CONNECTIONS / config.workers))),
    onPoolError: (error) => log.error({ err: error }, "a connection to the database broke"),
  });
  await lifecycle.onEnd(() => database.close());
  return database;
};

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
