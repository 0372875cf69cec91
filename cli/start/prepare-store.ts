import type { StartConfig } from "../../platform/config/index.ts";
import type { Database } from "../../platform/database/open.ts";
import type { Log } from "../../platform/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";
import { migrateStore } from "../migrate-store.ts";
import { openServed } from "../open-served.ts";
import type { Store } from "../store.ts";
import { subgraphs } from "../subgraphs.ts";

/** Opens a migrated database, as the application. */
export const openPrepared = (url: string, config: StartConfig, lifecycle: Lifecycle, log: Log): Promise<Database> => {
  const entities = [...new Set(subgraphs.flatMap((subgraph) => subgraph.entities))];
  return openServed({ url, entities, name: "graph" }, config, { lifecycle, log });
};

/** Migrates a database and opens it, with demo data if they are wanted. */
export const prepareStore = async (
  store: Store,
  config: StartConfig,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Database> => {
  await migrateStore(store, log);
  const database = await openPrepared(store.appUrl, config, lifecycle, log);
  if (!config.demo) return database;

  const { loadDemoData } = await import("../demo/load.ts");
  const customers = await loadDemoData(database);
  if (customers > 0) log.info({ customers }, "the demo data are loaded");
  return database;
};
