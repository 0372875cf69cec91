import type { StartConfig } from "../../platform/config/index.ts";
import { type Database, openDatabase } from "../../platform/database/open.ts";
import type { Log } from "../../platform/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";
import { migrateStore } from "../migrate-store.ts";
import { openStore } from "../store.ts";
import { subgraphs } from "../subgraphs.ts";

/** Connections of all workers together; PostgreSQL allows 100 unless told otherwise. */
const MOST_CONNECTIONS = 80;

/** Opens a migrated database, as the application. */
export const openPrepared = async (
  url: string,
  { workers }: StartConfig,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Database> => {
  const database = await openDatabase({
    url,
    entities: [...new Set(subgraphs.flatMap(({ entities }) => entities))],
    poolSize: Math.max(1, Math.min(10, Math.floor(MOST_CONNECTIONS / workers))),
    onPoolError: (error) => log.error({ err: error }, "a connection to the database broke"),
  });
  await lifecycle.onEnd(() => database.close());
  return database;
};

/** The database, started if it is the embedded one, migrated, and with demo data if they are wanted. Answers how to reach it, too. */
export const prepareStore = async (
  config: StartConfig,
  lifecycle: Lifecycle,
  log: Log,
): Promise<{ url: string; database: Database }> => {
  const store = await openStore(config, lifecycle, log);
  await migrateStore(store, log);
  const database = await openPrepared(store.appUrl, config, lifecycle, log);
  if (config.demo) {
    const { loadDemoData } = await import("../demo/load.ts");
    const customers = await loadDemoData(database);
    if (customers > 0) log.info({ customers }, "the demo data are loaded");
  }
  return { url: store.appUrl, database };
};
