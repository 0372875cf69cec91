import type { StartConfig } from "../../platform/config/index.ts";
import type { Log } from "../../platform/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";
import { migrateStore } from "../migrate-store.ts";
import { openStore, type Store } from "../store.ts";

/** The database, migrated, and with demo data if it was empty and they are wanted. */
export const prepareStore = async (config: StartConfig, lifecycle: Lifecycle, log: Log): Promise<Store> => {
  const store = await openStore(config, lifecycle, log);
  await migrateStore(store, log);
  return store;
};
