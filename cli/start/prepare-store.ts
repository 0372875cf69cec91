import type { StartConfig } from "../../platform/config/index.ts";
import type { Database } from "../../platform/database/open.ts";
import type { Store } from "../command/store.ts";
import { openServed } from "../graph/open-served.ts";
import { readySchema } from "../graph/ready-schema.ts";
import { subgraphs } from "../graph/subgraphs.ts";

type Server = Parameters<typeof openServed>[2];

/** Opens a migrated database, as the application. */
export const openPrepared = (url: string, config: StartConfig, server: Server): Promise<Database> => {
  const entities = [...new Set(subgraphs.flatMap((subgraph) => subgraph.entities))];
  return openServed({ url, entities, name: "graph" }, config, server);
};

/** Opens a database with its schema up to date, and with demo data if requested. */
export const prepareStore = async (store: Store, config: StartConfig, server: Server): Promise<Database> => {
  const { log } = server;
  await readySchema(store, log);
  const database = await openPrepared(store.appUrl, config, server);
  if (!config.demo) return database;

  const { loadDemoData } = await import("../demo/load.ts");
  const customers = await loadDemoData(database);
  if (customers > 0) log.info({ customers }, "the demo data are loaded");
  return database;
};
