import type { StartConfig } from "../../platform/config/index.ts";
import { type Database, openDatabase } from "../../platform/database/open.ts";
import type { Log } from "../../platform/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";
import { migrateStore } from "../migrate-store.ts";
import type { Store } from "../store.ts";
import { subgraphs } from "../subgraphs.ts";

/** Connections of all workers together; PostgreSQL allows 100 unless told otherwise. */
const MOST_CONNECTIONS = 80;

/** Opens a migrated database, as the application. */
export const openPrepared = async (
  url: string,
  { workers, statementTimeout }: StartConfig,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Database> => {
  const database = await openDatabase({
    url,
    entities: [...new Set(subgraphs.flatMap(({ entities }) => entities))],
    poolSize: Math.max(1, Math.min(10, Math.floor(MOST_CONNECTIONS / workers))),
    statementTimeout,
    onPoolError: (error) => log.error({ err: error }, "a connection to the database broke"),
  });
  await lifecycle.onEnd(() => database.close());
  return database;
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
