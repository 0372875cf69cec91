import type { SubgraphConfig } from "../../platform/config/index.ts";
import { openDatabase } from "../../platform/database/open.ts";
import { serveSubgraph } from "../../platform/serve-subgraph.ts";
import { migrateStore } from "../migrate-store.ts";
import { openProcess } from "../process.ts";
import { openStore } from "../store.ts";
import { subgraphs } from "../subgraphs.ts";

/** One subgraph in this process, on a database that it brings up to date itself, so that subgraphs may start in any order. */
export const startSubgraph = async (name: string, config: SubgraphConfig): Promise<void> => {
  const subgraph = subgraphs.find((each) => each.name === name);
  if (!subgraph) throw new Error(`there is no subgraph ${name}`);

  const server = await openProcess(name, config);
  const { lifecycle, log } = server;
  const store = await openStore(config, lifecycle, log);
  await migrateStore(store, log);
  const database = await openDatabase({
    url: store.appUrl,
    entities: subgraph.entities,
    statementTimeout: config.statementTimeout,
    onPoolError: (error) => log.error({ err: error }, "a connection to the database broke"),
  });
  await lifecycle.onEnd(() => database.close());

  const slice = await serveSubgraph({ ...server, subgraph, database, config });
  await lifecycle.onEnd(() => slice.stop());
  await server.ready(slice.routes, database.ping);
};
