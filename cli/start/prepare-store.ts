import type { StartConfig } from "../../platform/config/index.ts";
import type { Database } from "../../platform/database/open.ts";
import type { Log } from "../../platform/observability/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";
import type { Store } from "../command/store.ts";
import { openServed } from "../graph/open-served.ts";
import { readySchema } from "../graph/ready-schema.ts";
import { subgraphs } from "../graph/subgraphs.ts";

/** Opens a migrated database, as the application. */
export const openPrepared = (url: string, config: StartConfig, lifecycle: Lifecycle, log: Log): Promise<Database> => {
  const entities = [...new Set(subgraphs.flatMap((subgraph) => subgraph.entities))];
  return openServed({ url, entities, name: "graph" }, config, { lifecycle, log });
};

/** Opens a database whose schema is up to date, with demo data if they are wanted. */
export const prepareStore = async (
  store: Store,
  config: StartConfig,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Database> => {
  await readySchema(store, log);
  const database = await openPrepared(store.appUrl, config, lifecycle, log);
  if (!config.demo) return database;

  const { loadDemoData } = await import("../demo/load.ts");
  const customers = await loadDemoData(database);
  if (customers > 0) log.info({ customers }, "the demo data are loaded");
  return database;
};
